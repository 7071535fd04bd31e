import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Document, EJSON } from 'bson';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MongoServer, startMongo } from '../../src/mongo/server.ts';
import { realDisk } from '../../src/storage/disk.ts';
import { type WireClient, wireClient } from './support/wire-client.ts';

let folder: string;
let server: MongoServer;
let client: WireClient;

async function start(options: { segmentBytes?: number; garbageBytes?: number } = {}): Promise<void> {
  server = await startMongo({ folder, port: 0, ...options });
  client = await wireClient(server.port);
}
async function stop(): Promise<void> {
  client.close();
  await server.close();
}
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-restart-'));
  await start();
});
afterEach(async () => {
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

const run = (command: Document) => client.run({ ...command, $db: 'restart' });

/** Everything that can be seen of the database. */
async function contents(): Promise<string> {
  const { cursor } = await run({ listCollections: 1 });
  const shown: Document[] = [];
  for (const { name } of cursor.firstBatch) {
    const documents = await run({ find: name, sort: { _id: 1 } });
    const indexes = await run({ listIndexes: name });
    shown.push({ name, documents: documents['cursor'].firstBatch, indexes: indexes['cursor'].firstBatch });
  }
  return EJSON.stringify(shown, { relaxed: false });
}

async function fill(): Promise<void> {
  await run({
    createIndexes: 'a',
    indexes: [
      { key: { n: 1 }, name: 'n', unique: true },
      { key: { s: 1 }, name: 's', sparse: true },
    ],
  });
  await run({
    createIndexes: 'b',
    indexes: [
      { key: { l: 1 }, name: 'l' },
      { key: { x: 1 }, name: 'gone' },
    ],
  });
  await run({ insert: 'a', documents: Array.from({ length: 50 }, (_, n) => ({ _id: n, n })) });
  await run({
    insert: 'b',
    documents: Array.from({ length: 50 }, (_, n) => ({ _id: `b${n}`, l: [n, n + 1], at: new Date(n) })),
  });
  await run({ insert: 'dropped', documents: [{ _id: 1 }] });
  await run({ insert: 'again', documents: [{ _id: 'old' }] });
  await run({
    update: 'a',
    updates: [{ q: { n: { $lt: 10 } }, u: { $set: { s: 1 }, $inc: { n: 100 } }, multi: true }],
  });
  await run({ delete: 'a', deletes: [{ q: { n: { $gte: 40, $lt: 50 } }, limit: 0 }] });
  await run({ dropIndexes: 'b', index: 'gone' });
  await run({ drop: 'dropped' });
  await run({ drop: 'again' });
  await run({ insert: 'again', documents: [{ _id: 'new' }] });
  await run({ create: 'empty' });
}

test('documents, indexes and collections are the same after a start', async () => {
  await fill();
  const before = await contents();
  await stop();
  await start();
  expect(await contents()).toBe(before);
  expect(await run({ insert: 'a', documents: [{ _id: 'x', n: 100 }] })).toMatchObject({
    writeErrors: [{ code: { value: 11000 } }],
  });
  expect((await run({ find: 'b', filter: { l: 7 } }))['cursor'].firstBatch).toHaveLength(2);
  expect(
    (await run({ find: 'a', filter: { s: { $exists: true } }, sort: { s: 1 } }))['cursor'].firstBatch,
  ).toHaveLength(10);
});

test('nothing happened: nothing changes, however often it starts', async () => {
  await fill();
  const before = await contents();
  for (let round = 0; round < 3; round += 1) {
    await stop();
    const files = readdirSync(folder);
    await start();
    expect(readdirSync(folder)).toEqual(files);
  }
  expect(await contents()).toBe(before);
});

test('a compaction at start keeps everything and makes the log small', async () => {
  await fill();
  const set = (round: number) => ({
    update: 'a',
    updates: [{ q: {}, u: { $set: { round, pad: 'x'.repeat(500) } }, multi: true }],
  });
  for (let round = 0; round < 40; round += 1) await run(set(round));
  const before = await contents();
  await stop();
  await start({ garbageBytes: 10_000 });
  expect(readdirSync(folder)).toEqual(['0000000002.segment']);
  expect(await contents()).toBe(before);
  await stop();
  await start({ garbageBytes: 10_000 });
  expect(readdirSync(folder)).toEqual(['0000000002.segment']);
  expect(await contents()).toBe(before);
});

test('a compaction while it runs lets everybody read and write', async () => {
  await stop();
  await start({ garbageBytes: 50_000, segmentBytes: 20_000 });
  await fill();
  const others = await Promise.all([1, 2, 3].map(() => wireClient(server.port)));
  await Promise.all(
    others.map(async (other, writer) => {
      for (let n = 0; n < 150; n += 1) {
        const update = { q: { _id: writer }, u: { $set: { n: n + 1000 * (writer + 1), pad: 'x'.repeat(1000) } } };
        expect(await other.run({ update: 'a', updates: [update], $db: 'restart' })).toMatchObject({
          nModified: { value: 1 },
        });
        const found = await other.run({ find: 'a', filter: { _id: writer }, $db: 'restart' });
        expect(found['cursor'].firstBatch[0].n.value).toBe(n + 1000 * (writer + 1));
      }
    }),
  );
  for (const other of others) other.close();
  const numbers = readdirSync(folder).map((name) => Number.parseInt(name, 10));
  expect(Math.min(...numbers)).toBeGreaterThan(5);
  const before = await contents();
  await stop();
  await start();
  expect(await contents()).toBe(before);
});

test('a sync that fails ends the server, and nothing after it is acknowledged', async () => {
  await run({ insert: 'a', documents: [{ _id: 'before' }] });
  await stop();
  let broken = false;
  const fatal: string[] = [];
  const disk = {
    ...realDisk,
    datasync: (...given: Parameters<typeof realDisk.datasync>) =>
      broken ? Promise.reject(new Error('no space left')) : realDisk.datasync(...given),
  };
  const failing = await startMongo({ folder, port: 0, disk, onFatal: ({ message }) => fatal.push(message) });
  const other = await wireClient(failing.port);
  await other.run({ insert: 'a', documents: [{ _id: 'good' }], $db: 'restart' });
  broken = true;
  await expect(other.run({ insert: 'a', documents: [{ _id: 'lost' }], $db: 'restart' })).rejects.toThrow(/closed/);
  expect(fatal).toEqual(['no space left']);
  const reader = await wireClient(failing.port);
  await expect(reader.run({ find: 'a', filter: { _id: 'lost' }, $db: 'restart' })).rejects.toThrow(/closed/);
  await expect(failing.close()).rejects.toThrow('no space left');
  await start();
});
