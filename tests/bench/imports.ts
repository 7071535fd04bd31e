// An import of persons against raw inserts of the very documents that it made, in the same database.
import { createHash, randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import { expectStatus } from '../journeys/steps.ts';
import type { Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import type { Figure } from './figure.ts';

const ROWS = 10_000;
const CHUNK = 250;
/** Bytes of a piece of a file, all of them ASCII. */
const PIECE = 8 * 1024 * 1024;
const path = '/registry/v1/person-imports';
/** What a row becomes: the record, the vault and its key, and what waits to be compared. */
const collections = ['person', 'vault', 'vault_keys', 'to_compare'];

/**
 * Imports made-up persons for `MFOR`, and waits until each is made.
 * @param watching called each time that the progress is asked for
 * @returns seconds
 */
export async function importPersons(
  { api }: Pick<Tributary, 'api'>,
  rows: number,
  watching: () => void = () => undefined,
): Promise<number> {
  const registrar = await api('registrar', 'MFOR');
  const content = Buffer.from(fileOfPersons(rows));
  const body = {
    mediaType: 'text/csv',
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  };
  const { id } = expectStatus(await registrar.post(path, body), 201).json<{ id: string }>();
  const began = performance.now();
  const headers = { 'content-type': 'application/octet-stream' };
  for (let at = 0; at < content.length; at += PIECE) {
    const piece = content.toString('latin1', at, at + PIECE);
    expectStatus(await registrar.send('POST', `${path}/${id}/file?offset=${at}`, { body: piece, headers }), 200);
  }
  await eventually(
    'the end of the import',
    async () => {
      watching();
      const asker = await api('registrar', 'MFOR');
      const { status, progress } = (await asker.get(`${path}/${id}`)).json<{
        status: string;
        progress: { made: number };
      }>();
      return status === 'finished' && progress.made === rows ? true : undefined;
    },
    { timeoutMs: rows * 12 + 60_000 },
  );
  return (performance.now() - began) / 1_000;
}

/** Rates and their ratio; nothing else of the registry goes on meanwhile. */
export async function measureImports(tributary: Tributary): Promise<Figure[]> {
  const { port } = tributary;
  const seconds = await importPersons(tributary, ROWS);
  const rawSeconds = await insertAgain(`mongodb://127.0.0.1:${port + 7}`);
  return [
    { name: 'import of persons', value: ROWS / seconds, unit: 'rows/s', goal: 2_000, atLeast: true },
    {
      name: 'import of persons, to raw inserts',
      value: seconds / rawSeconds,
      unit: '×',
      goal: 4,
      raw: `${Math.round(ROWS / rawSeconds)} rows/s`,
    },
  ];
}

/** A name that nobody bears: letters of few kinds, so that some of them sound like others. */
export const word = (): string =>
  randomUUID()
    .replace(/[^a-f]/g, '')
    .replaceAll('a', 'o');

/** Nobody is like somebody else, so that comparing them takes little. */
function fileOfPersons(count: number): string {
  const of = randomUUID().slice(0, 8);
  const rows = Array.from({ length: count }, (_row, at) =>
    [`${of}-${at}`, word(), word(), 1920 + (at % 90), `${of}.${at}@example.org`, 'FR', 'f', 'event', 'yes'].join(','),
  );
  return ['key,given name,family name,birth date,email,country,sex,channel,contactable', ...rows].join('\n');
}

/** Inserts what the import made once more, as it is, without an index. @returns seconds */
async function insertAgain(mongoUrl: string): Promise<number> {
  const connection = await mongoose.createConnection(mongoUrl, { dbName: 'tributary_registry' }).asPromise();
  try {
    let seconds = 0;
    for (const name of collections) {
      const documents = await connection.collection(name).find({}).limit(ROWS).toArray();
      const again = connection.collection(`bench_${name}`);
      const began = performance.now();
      for (let at = 0; at < documents.length; at += CHUNK) await again.insertMany(documents.slice(at, at + CHUNK));
      seconds += (performance.now() - began) / 1_000;
      await again.drop();
    }
    return seconds;
  } finally {
    await connection.close();
  }
}
