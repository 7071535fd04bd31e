// The MongoDB server on a full disk: each change is refused whole with the code that drivers know, reads go on, and
// writing resumes by itself. What is shown is what a new start finds.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Document } from 'bson';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type MongoServer, startMongo } from '../../src/mongo/server.ts';
import { type FullDisk, fullDisk } from '../storage/full-disk.ts';
import { type WireClient, wireClient } from './support/wire-client.ts';

let folder: string;
let disk: FullDisk;
let server: MongoServer;
let client: WireClient;

const unexpected = (error: Error): never => {
  throw error;
};

async function start(): Promise<void> {
  server = await startMongo({ folder, port: 0, disk, onFatal: unexpected });
  client = await wireClient(server.port);
}

async function stop(): Promise<void> {
  client.close();
  await server.close();
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-full-mongo-'));
  disk = fullDisk();
  await start();
  await run({ insert: 'things', documents: [1, 2, 3].map((n) => ({ _id: n, n, tags: [`t${n}`] })) });
  await run({ createIndexes: 'things', indexes: [{ name: 'n', key: { n: 1 }, unique: true }] });
});
afterEach(async () => {
  disk.empty();
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

const run = (command: Document): Promise<Document> => client.run({ ...command, $db: 'full' });

/** Everything that a client can see, found by id and through the index. */
async function seen(): Promise<unknown> {
  const find = async (filter: Document) =>
    (await run({ find: 'things', filter, sort: { _id: 1 } }))['cursor']?.['firstBatch'];
  const byIndex = await Promise.all([1, 2, 3, 4, 9].map((n) => find({ n })));
  const collections = await run({ listCollections: 1 });
  const indexes = await run({ listIndexes: 'things' });
  const names = (reply: Document) => reply['cursor']?.['firstBatch'].map(({ name }: Document) => name);
  return { all: await find({}), byIndex, collections: names(collections), indexes: names(indexes) };
}

const one = (statement: Document) => [statement];

const changes: readonly (readonly [string, Document])[] = [
  ['an insert', { insert: 'things', documents: one({ _id: 4, n: 4 }) }],
  ['an insert into a new collection', { insert: 'others', documents: one({ _id: 1 }) }],
  ['an update', { update: 'things', updates: one({ q: { _id: 1 }, u: { $set: { n: 9 } } }) }],
  ['an update of many', { update: 'things', updates: one({ q: {}, u: { $set: { seen: true } }, multi: true }) }],
  ['an upsert', { update: 'things', updates: one({ q: { _id: 4 }, u: { $set: { n: 4 } }, upsert: true }) }],
  ['a delete', { delete: 'things', deletes: one({ q: { _id: 2 }, limit: 1 }) }],
  ['a findAndModify', { findAndModify: 'things', query: { _id: 3 }, update: { $set: { n: 9 } }, new: true }],
  ['a new collection', { create: 'others' }],
  ['the end of a collection', { drop: 'things' }],
  ['the end of a database', { dropDatabase: 1 }],
  ['a new index', { createIndexes: 'things', indexes: one({ name: 'tags', key: { tags: 1 } }) }],
  ['the end of an index', { dropIndexes: 'things', index: 'n' }],
];

describe('on a full disk', () => {
  test.each(changes)(
    '%s is refused with OutOfDiskSpace and changes nothing, here and after a start',
    async (_, change) => {
      const before = await seen();
      disk.fill();
      const reply = await run(change);
      const refusal = reply['writeErrors']?.[0] ?? reply;
      expect({ code: refusal.code.valueOf(), message: refusal.errmsg }).toEqual({
        code: 14031,
        message: expect.stringMatching(/^The disk has no room left for /),
      });
      expect(await seen()).toEqual(before);
      disk.empty();
      await stop();
      await start();
      expect(await seen()).toEqual(before);
    },
  );

  test.each(changes)('%s is made when there is room again', async (_, change) => {
    disk.fill();
    await run(change);
    disk.empty();
    const reply = await run(change);
    expect([reply['ok'].valueOf(), reply['writeErrors']]).toEqual([1, undefined]);
    const after = await run({ listCollections: 1 });
    await stop();
    await start();
    expect(await run({ listCollections: 1 })).toEqual(after);
  });
});
