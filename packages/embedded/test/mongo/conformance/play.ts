// Plays a row against a server and compares type by type.
import { type Document, EJSON } from 'bson';
import { expect } from 'vitest';
import type { WireClient } from '../support/wire-client.ts';
import { CURSOR, type Row, type Step } from './row.ts';

/** Each value with its BSON type, so that 1 and 1.0 are told apart. */
const exact = (value: unknown): unknown => JSON.parse(EJSON.stringify(value, { relaxed: false }));

/** @param database the row's own; it must be empty */
export async function play(row: Row, client: WireClient, database: string): Promise<void> {
  const run = (command: Document) => client.run({ ...command, $db: database });
  if (row.indexes !== undefined) check({ run: {} }, await run({ createIndexes: 'c', indexes: row.indexes }));
  if (row.given !== undefined && row.given.length > 0) {
    expect(exact(await run({ insert: 'c', documents: row.given }))).toMatchObject(
      exact({ n: row.given.length }) as object,
    );
  }
  let last: Document = {};
  for (const step of row.steps) {
    last = await run(withCursor(step.run, last));
    check(step, last);
  }
  if (row.left !== undefined) {
    const { cursor } = await run({ find: 'c', filter: {}, sort: { _id: 1 } });
    expect(exact(cursor.firstBatch)).toEqual(exact(row.left));
  }
}

const withCursor = (command: Document, { cursor }: Document): Document =>
  Object.fromEntries(
    Object.entries(command).map(([name, value]) => {
      if (value === CURSOR) return [name, cursor?.id];
      return [name, Array.isArray(value) ? value.map((item) => (item === CURSOR ? cursor?.id : item)) : value];
    }),
  );

function check(step: Step, reply: Document): void {
  const shown = exact(reply) as Record<string, unknown>;
  if (step.error === undefined) {
    expect(Number(reply['ok']), reply['errmsg']).toBe(1);
    expect(shown).not.toHaveProperty('writeErrors');
  } else {
    const { names = '', ...fields } = step.error;
    const error = Number(reply['ok']) === 1 ? reply['writeErrors']?.[0] : reply;
    expect(exact(error)).toMatchObject(exact(fields) as object);
    expect(error?.errmsg).toContain(names);
  }
  if (step.reply !== undefined) expect(shown).toMatchObject(exact(step.reply) as object);
  if (step.docs !== undefined) {
    const { cursor } = reply;
    expect(exact(cursor?.firstBatch ?? cursor?.nextBatch)).toEqual(exact(step.docs));
  }
}
