// An import of persons against raw inserts of the very documents that it made, in the same database.
import { createHash, randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import { expectStatus } from '../journeys/steps.ts';
import type { Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import type { Figure } from './figure.ts';

const ROWS = 10_000;
const CHUNK = 250;
const path = '/registry/v1/person-imports';
/** What a row becomes: the record, the vault and its key, and what waits to be compared. */
const collections = ['person', 'vault', 'vault_keys', 'to_compare'];

/** Rates and their ratio; nothing else of the registry goes on meanwhile. */
export async function measureImports({ api, port }: Tributary): Promise<Figure[]> {
  const registrar = await api('registrar', 'MFOR');
  const content = fileOfPersons();
  const body = {
    mediaType: 'text/csv',
    bytes: Buffer.byteLength(content),
    sha256: createHash('sha256').update(content).digest('hex'),
  };
  const { id } = expectStatus(await registrar.post(path, body), 201).json<{ id: string }>();
  const began = performance.now();
  const headers = { 'content-type': 'application/octet-stream' };
  expectStatus(await registrar.send('POST', `${path}/${id}/file?offset=0`, { body: content, headers }), 200);
  await eventually(
    'the end of the import',
    async () => {
      const { status, progress } = (await registrar.get(`${path}/${id}`)).json<{
        status: string;
        progress: { made: number };
      }>();
      return status === 'finished' && progress.made === ROWS ? true : undefined;
    },
    { timeoutMs: 120_000 },
  );
  const seconds = (performance.now() - began) / 1_000;
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

const word = () =>
  randomUUID()
    .replace(/[^a-f]/g, '')
    .replaceAll('a', 'o');

/** Nobody is like somebody else, so that comparing them takes little. */
function fileOfPersons(): string {
  const of = randomUUID().slice(0, 8);
  const rows = Array.from({ length: ROWS }, (_row, at) =>
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
