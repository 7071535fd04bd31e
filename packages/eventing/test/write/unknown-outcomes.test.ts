import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uuidv7 } from '../../src/ids.ts';
import { connectMongo, type MongoConnection } from '../../src/mongo/connection.ts';
import { UnknownOutcome } from '../../src/store/documents.ts';
import { dig, measure, type Well, wells } from '../fixtures/aggregates.ts';
import { type CuttingProxy, startCuttingProxy } from '../fixtures/cutting-proxy.ts';
import { answering, request } from '../fixtures/requests.ts';
import { type Servers, startServers } from '../fixtures/servers.ts';
import { type OpenStore, openStore } from '../fixtures/stores.ts';

let servers: Servers;
let proxy: CuttingProxy;
let connection: MongoConnection;
let opened: OpenStore<Well>;

beforeAll(async () => {
  servers = await startServers();
  proxy = await startCuttingProxy(servers.mongoUrl);
  connection = await connectMongo(proxy.url, 'unknown_outcomes');
  opened = await openStore(connection, wells);
});
afterAll(async () => {
  await connection.close();
  await proxy.close();
  await servers.close();
});

const levelsOf = async (id: string) => (await opened.store.load(id))?.state.levels;

test('a store without room refuses a command by that name at once, and the same key makes it later', async () => {
  const full = Object.assign(new Error('no room'), { name: 'MongoServerError', code: 14031 });
  let writes = 0;
  opened.through(() => ({
    insert: () => {
      writes += 1;
      return Promise.reject(new UnknownOutcome('a write', { cause: full }));
    },
  }));
  const create = () => opened.store.create(request({ key: 'no room' }), () => dig('no room'));
  expect(await create()).toMatchObject({
    kind: 'rejected',
    rejection: { rejected: 'STORAGE_FULL', values: { seconds: 15 } },
  });
  expect(writes).toBe(1);
  opened.through(() => ({}));
  expect(await create()).toMatchObject({ kind: 'acknowledged', created: true, repeated: false });
});

describe.each(['before', 'after'] as const)('a connection that is cut %s the server has written', (when) => {
  test('rule 9, I1, I9: a create is acknowledged and makes one aggregate', async () => {
    const before = proxy.cuts();
    proxy.cut('insert', when);
    const context = request({ key: `create ${when}` });
    const outcome = await opened.store.create(context, () => dig(`create ${when}`));
    expect(outcome).toMatchObject({ kind: 'acknowledged', created: true, reply: { seq: 1 } });
    expect(proxy.cuts()).toBe(before + 1);
    const again = await opened.store.create(context, () => dig(`create ${when}`));
    expect(again).toEqual({ ...outcome, repeated: true });
    expect((await opened.store.page({ name: `create ${when}` }, { limit: 9 })).items).toHaveLength(1);
  });

  test('rule 9, I1, I9: of many that are made together each is there once', async () => {
    const before = proxy.cuts();
    proxy.cut('insert', when);
    const newDocuments = ['a', 'b', 'c'].map((name) => ({
      naturalKey: `well:${name} ${when}`,
      decide: () => dig(`${name} ${when}`),
    }));
    expect(await opened.store.createAll(request(), newDocuments)).toBeUndefined();
    expect(proxy.cuts()).toBe(before + 1);
    const names = { name: { $in: ['a', 'b', 'c'].map((name) => `${name} ${when}`) } };
    expect((await opened.store.page(names, { limit: 9 })).items.map(({ seq }) => seq)).toEqual([1, 1, 1]);
  });

  test('rule 9, I1, I9: a change is acknowledged and has one effect', async () => {
    const made = await opened.store.create(request(), () => dig(`change ${when}`));
    if (made.kind !== 'acknowledged') throw new Error('not dug');
    const { id } = made.reply;
    const before = proxy.cuts();
    proxy.cut('update', when);
    const context = request({ key: 'k', ifMatch: 1 });
    const outcome = await opened.store.change(id, context, ({ state }) => measure(state, 7));
    expect(outcome).toMatchObject({ kind: 'acknowledged', reply: { seq: 2 } });
    expect(proxy.cuts()).toBe(before + 1);
    expect(await levelsOf(id)).toEqual([7]);
  });

  test('rule 30, I3: an answer to an event has one effect', async () => {
    const made = await opened.store.create(request(), () => dig(`react ${when}`));
    if (made.kind !== 'acknowledged') throw new Error('not dug');
    const { id } = made.reply;
    const before = proxy.cuts();
    proxy.cut('update', when);
    const source = answering(uuidv7(), 1);
    const answer = await opened.store.react({ id }, source, (well) =>
      measure(well?.state ?? { name: '', levels: [] }, 3),
    );
    expect(answer).toBe('applied');
    expect(proxy.cuts()).toBe(before + 1);
    expect(await levelsOf(id)).toEqual([3]);
  });
});

test('rule 9: a store that stays away is told as unavailable, for the caller to repeat with the same key', async () => {
  const doomed = await startCuttingProxy(servers.mongoUrl);
  const away = await connectMongo(doomed.url, 'unknown_outcomes');
  const { store } = await openStore(away, wells);
  const context = request({ key: 'away' });
  await doomed.close();
  const outcome = await store.create(context, () => dig('away'));
  expect(outcome).toMatchObject({ kind: 'rejected', rejection: { rejected: 'UNAVAILABLE' } });
  await away.close();
  const repeated = await opened.store.create(context, () => dig('away'));
  expect(repeated).toMatchObject({ kind: 'acknowledged', reply: { seq: 1 } });
});
