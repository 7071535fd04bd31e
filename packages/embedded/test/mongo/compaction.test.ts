import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Collection } from '../../src/mongo/collection.ts';
import { Databases } from '../../src/mongo/databases.ts';
import { readFilter } from '../../src/mongo/filter.ts';
import { readIndexSpec } from '../../src/mongo/index-spec.ts';
import { unsorted } from '../../src/mongo/sort.ts';
import { type Doc, decode, encode } from '../../src/mongo/values.ts';

/** So large that a compaction waits for a sync after each document: between two of them others get their turn. */
const LARGE = 'x'.repeat(5 * 1024 * 1024);

let folder: string;
let databases: Databases;

const open = async (garbageBytes?: number) => {
  databases = await Databases.open({
    folder,
    garbageBytes,
    onFatal: (error) => {
      throw error;
    },
  });
};
const wire = (doc: object): Doc => decode(encode({ ...doc }));

function set(collection: Collection, filter: object, fields: object): void {
  for (const kept of [...collection.find(readFilter(wire(filter)), unsorted)]) {
    collection.change(kept, (doc) => ({ ...doc, ...wire(fields) }));
  }
}

/** Values of `n` by `_id`. */
function numbers(namespace: string): Record<string, unknown> {
  const collection = databases.find(namespace);
  const docs = [...(collection?.find(readFilter({}), unsorted) ?? [])].map((kept) => collection?.read(kept) ?? {});
  return Object.fromEntries(docs.map(({ _id, n }) => [String(_id), Number(n)]));
}

/** Three large documents of which older versions lie about, so that the next `durable()` begins a compaction. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-compaction-'));
  await open();
  const collection = databases.create('db.c');
  for (const _id of ['a', 'b', 'c']) collection.insert(wire({ _id, n: 0, LARGE }));
  await databases.durable();
  await databases.close();
  await open(1_000_000);
  const reopened = databases.obtain('db.c');
  for (const n of [1, 2]) set(reopened, {}, { n });
  await databases.durable();
});
afterEach(async () => {
  await databases.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Waits for the compaction that is under way; the old files are gone then. */
const compacted = () => expect.poll(() => readdirSync(folder), { timeout: 10_000 }).toEqual(['0000000002.segment']);

async function restart(): Promise<void> {
  await databases.close();
  await open();
}

test('what lives is kept, and the old files go', async () => {
  await compacted();
  await restart();
  expect(numbers('db.c')).toEqual({ a: 2, b: 2, c: 2 });
});

test('what is written, changed and removed meanwhile is kept as it is then', async () => {
  const collection = databases.obtain('db.c');
  collection.insert(wire({ _id: 'new', n: 7 }));
  set(collection, { _id: 'c' }, { n: 8 });
  set(collection, { _id: 'a' }, { n: 9 });
  for (const kept of [...collection.find(readFilter({ _id: 'b' }), unsorted)]) collection.remove(kept);
  await databases.durable();
  await compacted();
  expect(numbers('db.c')).toEqual({ a: 9, c: 8, new: 7 });
  await restart();
  expect(numbers('db.c')).toEqual({ a: 9, c: 8, new: 7 });
});

test('a collection that is dropped meanwhile stays dropped, and one of its name is another one', async () => {
  databases.drop(databases.obtain('db.c'));
  databases.create('db.c').insert(wire({ _id: 'other', n: 1 }));
  await databases.durable();
  await compacted();
  await restart();
  expect(numbers('db.c')).toEqual({ other: 1 });
});

test('indexes that are made and dropped meanwhile are as they are then', async () => {
  const collection = databases.obtain('db.c');
  databases.createIndex(collection, readIndexSpec(wire({ key: { n: 1 }, name: 'made' })));
  databases.createIndex(collection, readIndexSpec(wire({ key: { m: 1 }, name: 'dropped' })));
  databases.dropIndex(collection, 'dropped');
  await databases.durable();
  await compacted();
  await restart();
  expect(databases.obtain('db.c').indexSpecs.map(({ name }) => name)).toEqual(['_id_', 'made']);
});

test('an end in the middle leaves old and new, and nothing is lost', async () => {
  await databases.close();
  expect(readdirSync(folder)).toEqual(['0000000001.segment', '0000000002.segment']);
  await open();
  expect(numbers('db.c')).toEqual({ a: 2, b: 2, c: 2 });
  await restart();
  expect(numbers('db.c')).toEqual({ a: 2, b: 2, c: 2 });
});
