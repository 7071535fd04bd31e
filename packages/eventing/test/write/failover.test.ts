// What was read before a failover may never have been: no decision, no receipt and no relay rests on it.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createLeaderClock, createNumbering } from '../../src/journal/numbering.ts';
import { relayPass } from '../../src/journal/relay.ts';
import { connectMongo, type MongoConnection } from '../../src/mongo/connection.ts';
import { journalIndexes, mongoJournal } from '../../src/mongo/journal.ts';
import { mongoOutbox } from '../../src/mongo/outbox.ts';
import { dig, measure, type Well, wells } from '../fixtures/aggregates.ts';
import { answering, request } from '../fixtures/requests.ts';
import { freshDatabase, type Servers, startServers } from '../fixtures/servers.ts';
import { type OpenStore, openStore } from '../fixtures/stores.ts';
import { twoHistories } from '../fixtures/two-histories.ts';

let servers: Servers;
let lasting: MongoConnection;
let doomed: MongoConnection;
let during: OpenStore<Well>;
let old: OpenStore<Well>;
let primary: MongoConnection;
let failovers = 0;
let id: string;

beforeAll(async () => {
  servers = await startServers();
});
afterAll(async () => {
  await close();
  await servers.close();
});
beforeEach(async () => {
  await close();
  failovers += 1;
  const rolledBack = `failover_${failovers}`;
  [lasting, doomed, primary] = await Promise.all([
    freshDatabase(servers),
    connectMongo(servers.mongoUrl, rolledBack),
    connectMongo(servers.mongoUrl, rolledBack),
  ]);
  during = await openStore(twoHistories(lasting, doomed), wells);
  old = await openStore(primary, wells);
  const made = await during.store.create(request(), () => dig('w'));
  if (made.kind !== 'acknowledged') throw new Error('not dug');
  id = made.reply.id;
  const copy = await lasting.collection(wells.name).findOne({ _id: id as never });
  await doomed.collection(wells.name).insertOne(copy as never);
});

const close = () => Promise.all([lasting, doomed, primary].map((connection) => connection?.close()));

const add = (opened: OpenStore<Well>, level: number, key?: string) =>
  opened.store.change(id, request(key === undefined ? {} : { key }), ({ state }) => measure(state, level));
const levels = async () => (await lasting.collection(wells.name).findOne({ _id: id as never }))?.['levels'];

test('rule 4, I1: a decision rests on the history that lasts, also where another one has the same seq', async () => {
  await add(during, 1);
  await add(old, 99);
  expect(await add(during, 2)).toMatchObject({ kind: 'acknowledged', reply: { seq: 3 } });
  expect(await levels()).toEqual([1, 2]);
  expect((await during.store.page({ name: 'w' }, { limit: 1 })).items[0]?.state.levels).toEqual([1, 2]);
});

test('rule 4, I9: the receipt of a command that was rolled back answers nothing', async () => {
  await add(old, 7, 'k');
  expect(await add(during, 7, 'k')).toMatchObject({ kind: 'acknowledged', repeated: false });
  expect(await levels()).toEqual([7]);
});

test('rule 30, I3: an answer to an event that was rolled back is given again', async () => {
  const answer = (opened: OpenStore<Well>) =>
    opened.store.react({ id }, answering('0198', 1), (well) => measure(well?.state ?? { name: '', levels: [] }, 4));
  expect([await answer(old), await answer(during)]).toEqual(['applied', 'applied']);
  expect(await levels()).toEqual([4]);
});

test('rule 17: an event that was rolled back never enters the journal', async () => {
  const connection = twoHistories(lasting, doomed);
  await lasting.collection('journal').createIndexes(journalIndexes());
  await add(old, 99);
  const journal = mongoJournal(connection);
  const clock = createLeaderClock();
  clock.sync(Date.now());
  const numbering = createNumbering(await journal.highWatermarks(), 0, clock);
  const outbox = mongoOutbox(connection, [wells.name]);
  await relayPass({ outbox, journal, numbering, now: () => request().now, onward: () => undefined });
  expect((await journal.readAggregate(id, 0, 9)).map(({ seq }) => seq)).toEqual([1]);
  expect((await outbox.backlog()).aggregates).toBe(0);
});
