// Many aggregates of one request: a chunk in one round trip, and whatever cuts it, the same call makes the rest.
import { type Decision, reject } from '@tributary/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { naturalId } from '../../src/ids.ts';
import type { MongoConnection } from '../../src/mongo/connection.ts';
import { UnknownOutcome } from '../../src/store/documents.ts';
import { dig, type Well, wells } from '../fixtures/aggregates.ts';
import { request } from '../fixtures/requests.ts';
import { freshDatabase, type Servers, startServers } from '../fixtures/servers.ts';
import { type OpenStore, openStore } from '../fixtures/stores.ts';

let servers: Servers;
let connection: MongoConnection;
let opened: OpenStore<Well>;

beforeAll(async () => {
  servers = await startServers();
});
afterAll(async () => {
  await connection.close();
  await servers.close();
});
beforeEach(async () => {
  await connection?.close();
  connection = await freshDatabase(servers);
  opened = await openStore(connection, wells);
});

const names = Array.from({ length: 250 }, (_, index) => `w${index}`);
const newDocument = (name: string, decision: Decision<Well> = dig(name)) => ({
  naturalKey: `well:${name}`,
  decide: () => decision,
});
const newDocuments = names.map((name) => newDocument(name));
const stored = () => connection.collection(wells.name).find({}).toArray();
const context = request({ key: 'all' });

/** The documents as a test compares them: ids and moments of events are made anew by every attempt. */
const told = async () =>
  (await stored())
    .map(({ _id, seq, outbox }) => ({ _id: String(_id), seq, events: outbox.length }))
    .sort((a, b) => (a._id < b._id ? -1 : 1));
const allOnce = names
  .map((name) => ({ _id: naturalId(`well:${name}`), seq: 1, events: 1 }))
  .sort((a, b) => (a._id < b._id ? -1 : 1));

describe('creating many aggregates', () => {
  test('rule 1: each is a document of its own, as if it had been created alone', async () => {
    expect(await opened.store.createAll(context, newDocuments)).toBeUndefined();
    expect(opened.woken()).toBeGreaterThan(0);
    expect(await told()).toEqual(allOnce);
    const inChunk = await connection.collection(wells.name).findOne({ name: 'w249' });
    await opened.store.create(request({ key: 'all' }), () => dig('alone'), { naturalKey: 'well:alone' });
    const alone = await connection.collection(wells.name).findOne({ name: 'alone' });
    const comparable = (document: typeof alone) =>
      JSON.parse(
        JSON.stringify(document)
          .replaceAll(document?.['outbox'][0].event.id, 'EVENT')
          .replaceAll(String(document?._id), 'ID')
          .replaceAll(document?.['name'], 'NAME'),
        (field, value) => (field === 'partition' ? undefined : value),
      );
    expect(comparable(inChunk)).toEqual(comparable(alone));
    const again = await opened.store.create(context, () => dig('w249'), { naturalKey: 'well:w249' });
    expect(again).toMatchObject({ kind: 'acknowledged', created: true, repeated: true });
  });

  test('rule 6: what is there already stays as it is, under whatever key', async () => {
    await opened.store.createAll(context, newDocuments.slice(0, 130));
    const before = await stored();
    expect(await opened.store.createAll(request({ key: 'other' }), newDocuments)).toBeUndefined();
    expect(await told()).toEqual(allOnce);
    expect(await stored()).toEqual(expect.arrayContaining(before));
  });

  test.each([
    ['nothing', 0],
    ['a part', 37],
    ['all', 100],
  ])('rule 9, I9: of a chunk whose answer never came %s was made, and each is there once', async (_what, made) => {
    let calls = 0;
    opened.through((documents) => ({
      async insertAll(chunk) {
        calls += 1;
        if (calls !== 2) return documents.insertAll(chunk);
        if (made > 0) await documents.insertAll(chunk.slice(0, made));
        throw new UnknownOutcome('cut off');
      },
    }));
    expect(await opened.store.createAll(context, newDocuments)).toBeUndefined();
    expect(calls).toBe(4);
    expect(await told()).toEqual(allOnce);
  });

  test('I9: cut in the middle of a chunk, the same call makes what is missing and leaves what is there', async () => {
    let calls = 0;
    opened.through((documents) => ({
      async insertAll(chunk) {
        calls += 1;
        if (calls === 1) return documents.insertAll(chunk);
        await documents.insertAll(chunk.slice(0, 37));
        throw new Error('the process ends here');
      },
    }));
    await expect(opened.store.createAll(context, newDocuments.slice(0, 200))).rejects.toThrow('the process ends here');
    const cut = await stored();
    expect(cut).toHaveLength(137);
    opened.through(() => ({}));
    expect(await opened.store.createAll(context, newDocuments)).toBeUndefined();
    expect(await told()).toEqual(allOnce);
    expect(await stored()).toEqual(expect.arrayContaining(cut));
  });

  test('of two calls at once each finds all there, made once', async () => {
    const both = [opened.store.createAll(context, newDocuments), opened.store.createAll(request(), newDocuments)];
    expect(await Promise.all(both)).toEqual([undefined, undefined]);
    expect(await told()).toEqual(allOnce);
  });

  test('the first refusal ends it, and of its chunk nothing is made', async () => {
    const bad = [...newDocuments.slice(0, 3), newDocument('bad', reject('GONE')), ...newDocuments.slice(3, 9)];
    expect(await opened.store.createAll(context, bad)).toMatchObject({ rejected: 'GONE' });
    expect(await stored()).toEqual([]);
    expect(await opened.store.createAll(context, [])).toBeUndefined();
  });

  test('a chunk that is made after another was refused does not hide the refusal', async () => {
    let calls = 0;
    let refusedOnce: () => void = () => undefined;
    const refused = new Promise<void>((resolve) => {
      refusedOnce = resolve;
    });
    opened.through((documents) => ({
      async insertAll(chunk) {
        calls += 1;
        if (calls === 1) await refused;
        const inserted = await documents.insertAll(chunk);
        if (calls === 2) setImmediate(refusedOnce);
        return inserted;
      },
    }));
    await opened.store.create(request(), () => dig('w150'));
    const outcome = await opened.store.createAll(context, newDocuments.slice(0, 200));
    expect(calls).toBe(2);
    expect(outcome).toMatchObject({ rejected: 'ALREADY_EXISTS' });
  });

  test('rule 6: a business key that others have is a conflict, and hinders only its own', async () => {
    await opened.store.create(request(), () => dig('w1'));
    const outcome = await opened.store.createAll(context, newDocuments.slice(0, 3));
    expect(outcome).toMatchObject({ rejected: 'ALREADY_EXISTS' });
    expect((await stored()).map(({ name }) => name).sort()).toEqual(['w0', 'w1', 'w2']);
  });

  test('rule 11: an id that a job has barred is never made', async () => {
    await opened.store.reserveId(naturalId('well:w1'));
    expect(await opened.store.createAll(context, newDocuments.slice(0, 3))).toMatchObject({ rejected: 'CONFLICT' });
    expect(await opened.store.load(naturalId('well:w1'))).toBeUndefined();
  });
});

describe('creating each of many by itself', () => {
  test('tells what became of each, and what hinders one hinders no other', async () => {
    const one = (name: string) => {
      const accepted = dig(name);
      if ('rejected' in accepted) throw new Error(name);
      return { id: naturalId(`well:${name}`), ministry: 'MWAT', accepted };
    };
    expect(await opened.store.createEach(context, [one('a')])).toEqual(['made']);
    const other = { ...one('a'), id: naturalId('well:another') };
    expect(await opened.store.createEach(context, [one('b'), one('a'), other])).toEqual(['made', 'there', 'taken']);
    const found = await opened.store.loadAll([one('a').id, one('b').id, naturalId('nobody')]);
    expect(found.map(({ state, ministry }) => [state.name, ministry]).sort()).toEqual([
      ['a', 'MWAT'],
      ['b', 'MWAT'],
    ]);
  });
});
