import type { Document } from 'bson';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestServer, testServer } from './support/server.ts';
import { type WireClient, wireClient } from './support/wire-client.ts';

let server: TestServer;
let client: WireClient;
let database = 0;

beforeAll(async () => {
  server = await testServer();
  client = await wireClient(server.port);
});
afterAll(async () => {
  client.close();
  await server.end();
});

const run = (command: Document) => client.run({ ...command, $db: `cursors${database}` });
const insert = (...documents: Document[]) => run({ insert: 'c', documents });
const update = (q: Document, u: Document) => run({ update: 'c', updates: [{ q, u, multi: true }] });
const more = (id: unknown, batchSize?: number) =>
  run({ getMore: id, collection: 'c', ...(batchSize === undefined ? {} : { batchSize }) });
const ids = (docs: readonly Document[]) => docs.map(({ _id }) => _id.value);

beforeEach(async () => {
  database += 1;
  await run({ createIndexes: 'c', indexes: [{ key: { a: 1 }, name: 'a_1' }] });
  await insert(...Array.from({ length: 300 }, (_, n) => ({ _id: n, a: n, even: n % 2 === 0 })));
});

/** All ids that a cursor gives, with `between` run after each batch. */
async function drain(
  command: Document,
  batchSize: number,
  between: (batch: number) => Promise<unknown>,
): Promise<number[]> {
  let { cursor } = await run({ ...command, batchSize });
  const found = ids(cursor.firstBatch);
  for (let batch = 1; !cursor.id.isZero(); batch += 1) {
    await between(batch);
    ({ cursor } = await more(cursor.id, batchSize));
    expect(cursor.nextBatch.length).toBeLessThanOrEqual(batchSize);
    found.push(...ids(cursor.nextBatch));
  }
  return found;
}

const calm = async () => undefined;

describe('a cursor', () => {
  test('gives everything once, in batches of the size that is asked for', async () => {
    expect((await drain({ find: 'c', sort: { a: 1 } }, 7, calm)).sort((x, y) => x - y)).toEqual(
      Array.from({ length: 300 }, (_, n) => n),
    );
  });

  test('starts with 101 documents where no size is asked for, and then gives the rest', async () => {
    const { cursor } = await run({ find: 'c' });
    expect(cursor.firstBatch).toHaveLength(101);
    const rest = await more(cursor.id);
    expect(rest['cursor'].nextBatch).toHaveLength(199);
    expect(rest['cursor'].id.isZero()).toBe(true);
  });

  test('may start with an empty batch', async () => {
    const { cursor } = await run({ find: 'c', filter: { a: 5 }, batchSize: 0 });
    expect(cursor.firstBatch).toEqual([]);
    await update({ _id: 5 }, { $set: { a: 5000 } });
    expect((await more(cursor.id))['cursor'].nextBatch).toEqual([]);
  });

  test('keeps skip and limit across batches', async () => {
    expect(await drain({ find: 'c', sort: { a: 1 }, skip: 10, limit: 25 }, 4, calm)).toEqual(
      Array.from({ length: 25 }, (_, n) => n + 10),
    );
  });

  test('a batch stays below 16 MiB, and one large document after the other still comes', async () => {
    const large = 'x'.repeat(6 * 1024 * 1024);
    for (const _id of ['l1', 'l2', 'l3', 'l4']) await insert({ _id, large });
    const { cursor } = await run({ find: 'c', filter: { large: { $exists: true } } });
    expect(cursor.firstBatch.map(({ _id }: Document) => _id)).toEqual(['l1', 'l2']);
    const { cursor: rest } = await more(cursor.id);
    expect(rest.nextBatch.map(({ _id }: Document) => _id)).toEqual(['l3', 'l4']);
  });

  test('that was killed, or is another namespace’s, is not found', async () => {
    const { cursor } = await run({ find: 'c', batchSize: 2 });
    expect(await run({ getMore: cursor.id, collection: 'other' })).toMatchObject({ code: { value: 43 } });
    expect(await run({ killCursors: 'c', cursors: [cursor.id] })).toMatchObject({
      cursorsKilled: [cursor.id],
      cursorsNotFound: [],
    });
    expect(await more(cursor.id)).toMatchObject({ code: { value: 43 }, codeName: 'CursorNotFound' });
    expect(await run({ killCursors: 'c', cursors: [cursor.id] })).toMatchObject({
      cursorsKilled: [],
      cursorsNotFound: [cursor.id],
    });
  });
});

describe('over a changing collection a cursor gives each document at most once', () => {
  const sorts: Record<string, Document> = {
    'by an index': { a: 1 },
    'backwards by an index': { a: -1 },
    'by a sort in memory': { even: 1 },
    unsorted: {},
  };
  for (const [name, sort] of Object.entries(sorts)) {
    test(`${name}, while documents move to its end`, async () => {
      const found = await drain({ find: 'c', filter: { a: { $gte: 0 } }, sort }, 20, async (batch) => {
        await update({ _id: { $in: [batch, 150 + batch, 299 - batch] } }, { $inc: { a: 1000 } });
        await insert({ _id: 1000 + batch, a: 500 + batch, even: true });
      });
      expect(new Set(found).size).toBe(found.length);
      expect(found.filter((id) => id < 300).sort((x, y) => x - y)).toEqual(Array.from({ length: 300 }, (_, n) => n));
    });
  }

  test('never one that is deleted, or that no longer matches', async () => {
    const found = await drain({ find: 'c', filter: { a: { $lt: 1000 } }, sort: { a: 1 } }, 50, async (batch) => {
      if (batch !== 1) return;
      await run({ delete: 'c', deletes: [{ q: { a: { $gte: 200 } }, limit: 0 }] });
      await update({ a: { $gte: 100 } }, { $inc: { a: 1000 } });
    });
    expect(found).toEqual(Array.from({ length: 100 }, (_, n) => n));
  });

  test('not again when it is deleted and inserted again', async () => {
    const found = await drain({ find: 'c', sort: { a: 1 } }, 50, async (batch) => {
      const q = { _id: { $in: [batch, 299 - batch] } };
      await run({ delete: 'c', deletes: [{ q, limit: 0 }] });
      await insert({ _id: batch, a: 400 }, { _id: 299 - batch, a: 401 });
    });
    expect(new Set(found).size).toBe(found.length);
  });

  test('none after the collection is dropped', async () => {
    const found = await drain({ find: 'c', sort: { a: 1 } }, 50, () => run({ drop: 'c' }));
    expect(found).toHaveLength(50);
  });
});
