// The rows, asked of FerretDB: a server that nobody here wrote. One client asks one command after the other, for FerretDB is
// a second opinion on shapes, never on concurrency. Where it differs from a row is known and why; there it must differ.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FerretDb, startFerretDb } from '../../../testkit/src/ferretdb.ts';
import { differences } from './conformance/ferretdb-differences.ts';
import { play } from './conformance/play.ts';
import type { Row } from './conformance/row.ts';
import { rows } from './conformance/rows/index.ts';
import { wireClient } from './support/wire-client.ts';

let ferret: FerretDb;

beforeAll(async () => {
  ferret = await startFerretDb();
});
afterAll(() => ferret.close());

/** Plays a row over a connection of its own, since FerretDB drops those that bring it a value it cannot read. */
async function ask(row: Row, database: string): Promise<void> {
  const client = await wireClient(Number(new URL(ferret.url).port));
  try {
    await play(row, client, database);
  } finally {
    client.close();
  }
}

const reasons = new Map(
  Object.entries(differences).flatMap(([reason, names]) => names.map((name) => [name, reason] as const)),
);
const nameOf = (group: string, { title }: Row) => `${group}: ${title}`;

test('each known difference is one row, named once', () => {
  const named = Object.values(differences).flat();
  const known = new Set(Object.entries(rows).flatMap(([group, list]) => list.map((row) => nameOf(group, row))));
  expect(named.filter((name) => !known.has(name))).toEqual([]);
  expect(named).toHaveLength(reasons.size);
});

for (const [group, list] of Object.entries(rows)) {
  describe(group, () => {
    for (const [at, row] of list.entries()) {
      const reason = reasons.get(nameOf(group, row));
      const database = `${group}${at}`;
      if (reason === undefined) test(row.title, () => ask(row, database));
      else test(`${row.title} (FerretDB ${reason})`, () => expect(ask(row, database)).rejects.toThrow());
    }
  });
}
