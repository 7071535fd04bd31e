import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { uuidv7 } from '../../src/ids.ts';
import { isFencingRecord } from '../../src/journal/fencing-record.ts';
import { type Leader, type LeaderParts, startLeader } from '../../src/journal/leader.ts';
import { createLeaderClock, createNumbering } from '../../src/journal/numbering.ts';
import { Fenced, relayPass } from '../../src/journal/relay.ts';
import type { Lease, Pending } from '../../src/journal/store.ts';
import { aggregateIndexes } from '../../src/mongo/aggregate-indexes.ts';
import type { MongoConnection } from '../../src/mongo/connection.ts';
import { journalIndexes, mongoCursors, mongoJournal, mongoLease } from '../../src/mongo/journal.ts';
import { mongoOutbox } from '../../src/mongo/outbox.ts';
import { RECEIPT_LIFE_MS } from '../../src/store/receipts.ts';
import { dig, measure, type Well, wells } from '../fixtures/aggregates.ts';
import { type MemoryTopic, memoryTopic } from '../fixtures/memory-topic.ts';
import { request, silent } from '../fixtures/requests.ts';
import { freshDatabase, type Servers, startServers } from '../fixtures/servers.ts';
import { type OpenStore, openStore } from '../fixtures/stores.ts';

let servers: Servers;
let connection: MongoConnection;
let opened: OpenStore<Well>;
let topic: MemoryTopic;
const leaders: Leader[] = [];

beforeAll(async () => {
  servers = await startServers();
});
afterAll(() => servers.close());
beforeEach(async () => {
  connection = await freshDatabase(servers);
  opened = await openStore(connection, wells);
  await connection.collection('journal').createIndexes(journalIndexes());
  topic = memoryTopic();
});
afterEach(async () => {
  await Promise.all(leaders.splice(0).map((leader) => leader.stop()));
  await connection.close();
});

const parts = (more: Partial<LeaderParts> = {}): LeaderParts => ({
  service: 'registry',
  instance: 'pod-0',
  leases: mongoLease(connection),
  journal: mongoJournal(connection),
  outbox: mongoOutbox(connection, [wells.name]),
  cursors: mongoCursors(connection),
  topic,
  now: () => request().now,
  log: silent,
  ...more,
});

function lead(more: Partial<LeaderParts> = {}): Leader {
  const leader = startLeader(parts(more));
  leaders.push(leader);
  return leader;
}

async function dug(name: string): Promise<string> {
  const outcome = await opened.store.create(request({ key: name }), () => dig(name));
  if (outcome.kind !== 'acknowledged') throw new Error('not dug');
  return outcome.reply.id;
}

const add = (id: string, level: number) => opened.store.change(id, request(), ({ state }) => measure(state, level));
const raw = (id: string) => connection.collection(wells.name).findOne({ _id: id as never });
const inJournal = async () =>
  (await connection.collection('journal').find({}).toArray()).filter((one) => !isFencingRecord(one as never));
const eventually = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 10_000, interval: 10 });

/** The first batch of a pass of `events` events. */
async function firstBatch(events: number): Promise<readonly Pending[]> {
  for await (const batch of parts().outbox.pending(events)) return batch;
  return [];
}
const drained = () => eventually(async () => expect((await parts().outbox.backlog()).aggregates).toBe(0));

/** One round of a leader nobody disputes. */
function round(more: Partial<Parameters<typeof relayPass>[0]> = {}) {
  const clock = createLeaderClock();
  clock.sync(Date.now());
  return relayPass({ ...parts(), numbering: createNumbering([], 0, clock), onward: () => undefined, ...more });
}

describe('from the aggregates to the journal', () => {
  test('why it was done goes over beside who did it, apart from the event', async () => {
    const id = await dug('a');
    await opened.store.change(id, request(), ({ state }) => ({ ...measure(state, 1), reason: 'Ana misread it' }));
    expect(await round()).toBe(2);
    const [, changed] = await inJournal();
    expect(changed).toMatchObject({ seq: 2, by: { sub: 'ana', reason: 'Ana misread it' } });
    expect(JSON.stringify(changed?.['event'])).not.toContain('misread');
  });

  test('rule 17: events go over in order, with who did it, and the outbox is empty', async () => {
    const id = await dug('a');
    await add(id, 1);
    await add(id, 2);
    expect(await round()).toBe(3);
    const records = await inJournal();
    expect(records.map(({ pos, seq }) => [pos, seq])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    expect(records[0]).toMatchObject({ agg: id, by: { sub: 'ana' }, event: { subject: id, seq: 1 } });
    expect(records.every(({ _id, event }) => _id === event.id)).toBe(true);
    expect(await raw(id)).toMatchObject({ outbox: [] });
    expect(await raw(id)).not.toHaveProperty('pendingSince');
    expect(await round()).toBe(0);
  });

  test('rule 17, I1: what is committed between the read and the drain stays for the next round', async () => {
    const id = await dug('b');
    const { outbox } = parts();
    const read = await firstBatch(10);
    await add(id, 1);
    await outbox.drain(read, new Date(0));
    const left = await raw(id);
    expect(left?.['outbox'].map((entry: { seq: number }) => entry.seq)).toEqual([2]);
    expect(left).toHaveProperty('pendingSince');
    expect((await firstBatch(10)).map(({ seq }) => seq)).toEqual([2]);
  });

  test('rule 17: an event that is in the journal already uses no position, and its aggregate is drained', async () => {
    const [first, second] = [await dug('c'), await dug('d')];
    const { outbox } = parts();
    const lost = round({ outbox: { ...outbox, drain: () => Promise.reject(new Error('cut off')) } });
    await expect(lost).rejects.toThrow('cut off');
    await add(second, 1);
    const clock = createLeaderClock();
    clock.sync(Date.now());
    await round({ numbering: createNumbering(await mongoJournal(connection).highWatermarks(), 0, clock) });
    const records = await inJournal();
    expect(records).toHaveLength(3);
    for (const partition of new Set(records.map((record) => record['partition']))) {
      const positions = records.filter((record) => record['partition'] === partition).map(({ pos }) => pos);
      expect(positions.sort()).toEqual(positions.map((_, index) => index + 1));
    }
    expect([(await raw(first))?.['outbox'], (await raw(second))?.['outbox']]).toEqual([[], []]);
  });

  test('rule 16, I1: a duplicate that the journal does not explain is a fence: nothing is drained', async () => {
    const [first, second] = [await dug('n'), await dug('o')];
    await connection.collection('journal').createIndex({ 'event.type': 1 }, { unique: true });
    await expect(round()).rejects.toThrow(Fenced);
    expect(await inJournal()).toHaveLength(1);
    const left = [await raw(first), await raw(second)].map((document) => document?.['outbox'].length);
    expect(left).toEqual([1, 1]);
  });

  test('rule 16, I1: another event in the place of one that waits is a fence: the one that waits is not drained', async () => {
    const id = await dug('p');
    const [batch] = await firstBatch(1);
    const [entry] = batch?.outbox ?? [];
    if (batch === undefined || entry === undefined) throw new Error('nothing waits');
    const event = { ...entry.event, id: uuidv7() };
    const recordedAt = new Date().toISOString();
    await mongoJournal(connection).append([
      { partition: batch.partition, pos: 1, agg: id, seq: 1, recordedAt, event, by: undefined },
    ]);
    const clock = createLeaderClock();
    clock.sync(Date.now());
    const numbering = createNumbering(await mongoJournal(connection).highWatermarks(), 0, clock);
    await expect(round({ numbering })).rejects.toThrow(Fenced);
    expect((await raw(id))?.['outbox']).toHaveLength(1);
  });

  test('rule 8: receipts go at the drain when their time is over, and not before', async () => {
    const id = await dug('e');
    const { now } = request();
    await opened.store.change(
      id,
      request({ now: new Date(now.getTime() - RECEIPT_LIFE_MS - 1), key: 'old' }),
      ({ state }) => measure(state, 1),
    );
    await opened.store.change(
      id,
      request({ now: new Date(now.getTime() - RECEIPT_LIFE_MS), key: 'just' }),
      ({ state }) => measure(state, 2),
    );
    await opened.store.change(id, request({ key: 'now' }), ({ state }) => measure(state, 3));
    await round();
    expect((await raw(id))?.['receipts']).toHaveLength(2);
    expect(await raw(id)).toHaveProperty('created.status', 201);
  });

  test('rule 17: the longest waiting go first, and a round takes whole aggregates', async () => {
    const at = (minute: number) => request({ now: new Date(Date.UTC(2026, 0, 1, 0, minute)) });
    const late = await opened.store.create(at(9), () => dig('late'));
    const early = await opened.store.create(at(1), () => dig('early'));
    if (late.kind !== 'acknowledged' || early.kind !== 'acknowledged') throw new Error('not dug');
    await opened.store.change(early.reply.id, at(2), ({ state }) => measure(state, 1, 2, 3));
    const pending = await firstBatch(2);
    expect(pending.map(({ id, outbox }) => [id, outbox.length])).toEqual([[early.reply.id, 4]]);
    expect((await firstBatch(5)).map(({ id }) => id)).toEqual([early.reply.id, late.reply.id]);
  });

  test('rule 17: the index on pendingSince holds pending aggregates alone', () => {
    const ofPending = aggregateIndexes({ indexes: [] }).filter(({ key }) => 'pendingSince' in key);
    expect(ofPending).toEqual([{ key: { pendingSince: 1 }, sparse: true }]);
  });
});

describe('the leader of the relay', () => {
  test('rules 14, 16 and 21, I8: it puts fencing records, relays what is committed at once, tells high watermarks and sends on', async () => {
    const leader = lead();
    await eventually(() => expect(leader.epoch()).toBe(1));
    const id = await dug('f');
    leader.wake();
    await drained();
    await eventually(() => expect(topic.requests.flat().map(({ agg }) => agg)).toContain(id));
    const sent = topic.requests.flat();
    expect(sent.filter(isFencingRecord)).toHaveLength(12);
    const lease = mongoLease(connection);
    await eventually(async () => {
      const highWatermarks = (await lease.read())?.highWatermarks ?? [];
      expect(highWatermarks.reduce((sum, pos) => sum + pos, 0)).toBe(13);
    });
    await leader.stop();
    expect(await lease.read()).toMatchObject({ owner: '', epoch: 1 });
    const cursor = await mongoCursors(connection).load();
    expect(cursor.reduce((sum, pos) => sum + pos, 0)).toBe(13);
  });

  test('rule 18: a leader begins where the last one had sent to, and a record is later than any before', async () => {
    const first = lead();
    await dug('g');
    first.wake();
    await eventually(() => expect(topic.requests.flat()).toHaveLength(13));
    await first.stop();
    const before = topic.requests.flat();
    const second = lead({ instance: 'pod-1' });
    await eventually(() => expect(topic.requests.flat()).toHaveLength(25));
    expect(second.epoch()).toBe(2);
    const newest =
      before
        .map(({ recordedAt }) => recordedAt)
        .sort()
        .at(-1) ?? '';
    const after = topic.requests.flat().slice(before.length);
    expect(after.every((record) => isFencingRecord(record) && record.recordedAt > newest)).toBe(true);
  });

  test('rule 18, I8: while the broker is away the journal grows and no aggregate does', async () => {
    topic.away = true;
    const leader = lead();
    const ids = await Promise.all(['h', 'i', 'j'].map(dug));
    for (const id of ids) await add(id, 1);
    leader.wake();
    await drained();
    expect(await inJournal()).toHaveLength(6);
    expect(leader.unsent()).toBe(18);
    topic.away = false;
    await eventually(() => expect(leader.unsent()).toBe(0));
    expect(topic.requests.flat().filter((record) => !isFencingRecord(record))).toHaveLength(6);
  });

  test('rule 16, I4: a leader that slept meets the fencing record of the next one: nothing is written twice or out of order', async () => {
    let wake: () => void = () => undefined;
    const asleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const journal = mongoJournal(connection);
    let reached = false;
    const sleepy: LeaderParts['journal'] = {
      ...journal,
      async append(records) {
        if (records.some((record) => !isFencingRecord(record))) {
          reached = true;
          await asleep;
        }
        return journal.append(records);
      },
    };
    const log = { ...silent, warn: vi.fn() };
    const zombie = lead({ journal: sleepy, log });
    await eventually(() => expect(zombie.epoch()).toBe(1));
    const id = await dug('k');
    zombie.wake();
    await eventually(() => expect(reached).toBe(true));
    const next = lead();
    await eventually(() => expect(next.epoch()).toBe(2));
    await add(id, 1);
    next.wake();
    await drained();
    const stopping = zombie.stop();
    wake();
    await stopping;
    expect(zombie.epoch()).toBeUndefined();
    const records = await inJournal();
    expect(records.map(({ seq }) => seq).sort()).toEqual([1, 2]);
    await add(id, 2);
    next.wake();
    await drained();
    const all = await journal.readAggregate(id, 0, 10);
    expect(all.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(all.map(({ pos }) => pos)).toEqual([...all.map(({ pos }) => pos)].sort((a, b) => a - b));
  });

  test('rule 14, I3: of two relays one leads, and when it goes the other takes over', async () => {
    const first = lead({ instance: 'pod-1' });
    await eventually(() => expect(first.epoch()).toBe(1));
    const second = lead({ instance: 'pod-2' });
    const ids = await Promise.all(Array.from({ length: 20 }, (_, n) => dug(`l${n}`)));
    first.wake();
    second.wake();
    await drained();
    expect(second.epoch()).toBeUndefined();
    await first.stop();
    for (const id of ids) await add(id, 1);
    await eventually(() => expect(second.epoch()).toBe(2));
    second.wake();
    await drained();
    expect(await inJournal()).toHaveLength(40);
  });

  test('rules 16 and 17: an answer of the journal that never came ends the leadership, and the fencing records fence what may come late', async () => {
    const journal = mongoJournal(connection);
    let late: (() => Promise<unknown>) | undefined;
    const lossy: LeaderParts['journal'] = {
      ...journal,
      async append(records) {
        if (late === undefined && records.some((record) => !isFencingRecord(record))) {
          late = () => journal.append(records);
          throw new Error('cut off');
        }
        return journal.append(records);
      },
    };
    const leader = lead({ journal: lossy });
    await eventually(() => expect(leader.epoch()).toBe(1));
    const id = await dug('m');
    leader.wake();
    await eventually(() => expect(leader.epoch()).toBe(2));
    await drained();
    expect(await late?.()).toMatchObject({ inserted: 0 });
    expect((await journal.readAggregate(id, 0, 9)).map(({ seq }) => seq)).toEqual([1]);
  });
});

describe('a clock that stood ahead', () => {
  const MINUTES = 600_000;
  const YEARS = 10 * 365 * 86_400_000;
  /** how far the clock of the database stands ahead, milliseconds */
  let ahead = 0;

  /** The lease on a database whose clock stands ahead. */
  function shiftedLease(): LeaderParts['leases'] {
    const leases = mongoLease(connection);
    const shifted = (lease: Lease | undefined) => lease && { ...lease, at: new Date(lease.at.getTime() + ahead) };
    return {
      ...leases,
      take: async (seen, owner) => shifted(await leases.take(seen, owner)),
      renew: async (...told) => shifted(await leases.renew(...told)),
    };
  }

  const highWatermarksAt = async () => Date.parse((await mongoLease(connection).read())?.highWatermarksAt ?? '');
  const seconds = (record: { readonly recordedAt?: string }) =>
    Math.abs(Date.parse(record.recordedAt ?? '') - Date.now()) / 1000;

  test.each([
    ['minutes', MINUTES, 'while nobody led', false],
    ['years', YEARS, 'while nobody led', false],
    ['years', YEARS, 'under a leader', true],
  ])(
    'rule 15: by %s (%i) and was set back %s freezes nothing: high watermarks and records are of now',
    async (_what, jump, _when, led) => {
      const log = { ...silent, warn: vi.fn() };
      ahead = jump;
      const first = lead({ leases: shiftedLease(), log });
      await eventually(async () => expect((await highWatermarksAt()) - Date.now()).toBeGreaterThan(jump / 2));
      if (!led) await first.stop();
      ahead = 0;
      const last = led ? first : lead({ leases: shiftedLease(), log });
      await eventually(() => expect(last.epoch()).toBe(2));
      const id = await dug('q');
      last.wake();
      await drained();
      await eventually(async () => expect(Math.abs((await highWatermarksAt()) - Date.now())).toBeLessThan(60_000));
      const [record] = await mongoJournal(connection).readAggregate(id, 0, 9);
      expect(seconds(record ?? {})).toBeLessThan(60);
      expect(await highWatermarksAt()).toBeGreaterThanOrEqual(Date.parse(record?.recordedAt ?? '') - 60_000);
      const corrected = (await mongoLease(connection).read())?.corrected;
      expect(corrected?.seconds).toBeGreaterThan(jump / 2_000);
      expect(log.warn.mock.calls.some(([, message]) => /the clock had stood ahead/.test(message))).toBe(true);
    },
  );

  test('rule 15: by less than ten seconds is waited for: nothing that was told is taken back', async () => {
    ahead = 4_000;
    const first = lead({ leases: shiftedLease() });
    await eventually(async () => expect((await highWatermarksAt()) - Date.now()).toBeGreaterThan(1_000));
    await first.stop();
    const told = await highWatermarksAt();
    ahead = 0;
    const next = lead({ leases: shiftedLease() });
    await eventually(() => expect(next.epoch()).toBe(2));
    const id = await dug('r');
    next.wake();
    await drained();
    const [record] = await mongoJournal(connection).readAggregate(id, 0, 9);
    expect(Date.parse(record?.recordedAt ?? '')).toBeGreaterThan(told);
    expect((await mongoLease(connection).read())?.corrected).toBeUndefined();
  });
});
