// `tributary verify` must be able to fail: a digit changed in a row, and a journal record that is gone.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectStatus, tokenOf, untilVisible } from '../journeys/steps.ts';
import { initiative } from '../platform/sample.ts';
import { root, startTributary, type Tributary } from '../platform/tributary.ts';

let tributary: Tributary;
let mongo: mongoose.Connection;
let id: string;

const verify = (): Promise<{ code: number; output: string }> =>
  new Promise((resolve) => {
    const cli = join(root, 'packages/client/bin/tributary.mjs');
    execFile(process.execPath, [cli, 'verify', '--data', tributary.folder], (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr }),
    );
  });

beforeAll(async () => {
  tributary = await startTributary();
  const officer = await tributary.api('officer', 'MLOC');
  const created = expectStatus(await officer.post('/initiatives/v1/initiatives', initiative), 201);
  id = created.json<{ id: string }>().id;
  const moved = expectStatus(await officer.post(`/initiatives/v1/initiatives/${id}/status`, { status: 2 }), 200);
  await untilVisible(tributary, [tokenOf(moved)]);
  mongo = await mongoose.createConnection(`mongodb://127.0.0.1:${tributary.port + 7}`).asPromise();
});

afterAll(async () => {
  await mongo?.close();
  await tributary?.remove();
});

describe('tributary verify', () => {
  it('says how many facts it compared, and 0 when all is well', async () => {
    const { code, output } = await verify();
    expect(output).toMatch(/^[1-9]\d* facts compared, 0 different\.$/m);
    expect(code).toBe(0);
  });

  it('finds a digit that was changed in a row through the MongoDB protocol, and names the aggregate', async () => {
    const rows = await rowsOf('tributary_reporting');
    const budget = (amount: string) =>
      rows.updateOne({ agg: id }, { $set: { 'facts.0.data.budget.amount.amount': amount } });
    expect((await budget('1000.01')).modifiedCount).toBe(1);
    const { code, output } = await verify();
    expect(code).toBe(1);
    expect(output).toContain(id);
    await budget('1000.00');
    expect((await verify()).code).toBe(0);
  });

  it('finds a journal record that was deleted, and names the aggregate', async () => {
    const journal = mongo.useDb('tributary_initiatives').collection('journal');
    const record = await journal.findOne({ agg: id, seq: 2 });
    await journal.deleteOne({ agg: id, seq: 2 });
    const { code, output } = await verify();
    expect(code).toBe(1);
    expect(output).toContain(id);
    expect(output).toMatch(
      /^missing: The database of initiatives lacks at least 1 entry of its journal, recorded after /m,
    );
    if (record !== null) await journal.insertOne(record);
  });

  it('is 2 when it could not run', async () => {
    await tributary.stop();
    expect((await verify()).code).toBe(2);
  });
});

/** The collection of rows, whatever its version. */
async function rowsOf(database: string) {
  const connection = mongo.useDb(database);
  const names = (await connection.listCollections()).map(({ name }) => name);
  return connection.collection(names.find((name) => name.startsWith('rows__')) ?? 'rows');
}
