// The leader of the relay: how it begins, what it sends on, and what fences it once another leads.
import { describe, expect, test, vi } from 'vitest';
import { isFencingRecord } from '../../src/journal/fencing-record.ts';
import type { LeaderParts } from '../../src/journal/leader.ts';
import { mongoCursors, mongoJournal, mongoLease } from '../../src/mongo/journal.ts';
import { wells } from '../fixtures/aggregates.ts';
import { eventually, relayOfEachTest } from '../fixtures/relay-of-each-test.ts';
import { silent } from '../fixtures/requests.ts';

const relay = relayOfEachTest();
const { lead, dug, add, inJournal, drained } = relay;

describe('the leader of the relay', () => {
  test('rules 14, 16 and 21, I8: it puts fencing records, relays what is committed at once, tells high watermarks and sends on', async () => {
    const leader = lead();
    await eventually(() => expect(leader.epoch()).toBe(1));
    const id = await dug('f');
    leader.wake(wells.name);
    await drained();
    await eventually(() => expect(relay.topic.requests.flat().map(({ agg }) => agg)).toContain(id));
    const sent = relay.topic.requests.flat();
    expect(sent.filter(isFencingRecord)).toHaveLength(12);
    const lease = mongoLease(relay.connection);
    await eventually(async () => {
      const highWatermarks = (await lease.read())?.highWatermarks ?? [];
      expect(highWatermarks.reduce((sum, pos) => sum + pos, 0)).toBe(13);
    });
    await leader.stop();
    expect(await lease.read()).toMatchObject({ owner: '', epoch: 1 });
    const cursor = await mongoCursors(relay.connection).load();
    expect(cursor.reduce((sum, pos) => sum + pos, 0)).toBe(13);
  });

  test('rule 18: a leader begins where the last one had sent to, and a record is later than any before', async () => {
    const first = lead();
    await dug('g');
    first.wake(wells.name);
    await eventually(() => expect(relay.topic.requests.flat()).toHaveLength(13));
    await first.stop();
    const before = relay.topic.requests.flat();
    const second = lead({ instance: 'pod-1' });
    await eventually(() => expect(relay.topic.requests.flat()).toHaveLength(25));
    expect(second.epoch()).toBe(2);
    const newest =
      before
        .map(({ recordedAt }) => recordedAt)
        .sort()
        .at(-1) ?? '';
    const after = relay.topic.requests.flat().slice(before.length);
    expect(after.every((record) => isFencingRecord(record) && record.recordedAt > newest)).toBe(true);
  });

  test('rule 18, I8: while the broker is away the journal grows and no aggregate does', async () => {
    relay.topic.away = true;
    const leader = lead();
    const ids = await Promise.all(['h', 'i', 'j'].map(dug));
    for (const id of ids) await add(id, 1);
    leader.wake(wells.name);
    await drained();
    expect(await inJournal()).toHaveLength(6);
    expect(leader.unsent()).toBe(18);
    relay.topic.away = false;
    await eventually(() => expect(leader.unsent()).toBe(0));
    expect(relay.topic.requests.flat().filter((record) => !isFencingRecord(record))).toHaveLength(6);
  });

  test('rule 16, I4: a leader that slept meets the fencing record of the next one: nothing is written twice or out of order', async () => {
    let wake: () => void = () => undefined;
    const asleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const journal = mongoJournal(relay.connection);
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
    zombie.wake(wells.name);
    await eventually(() => expect(reached).toBe(true));
    const next = lead();
    await eventually(() => expect(next.epoch()).toBe(2));
    await add(id, 1);
    next.wake(wells.name);
    await drained();
    const stopping = zombie.stop();
    wake();
    await stopping;
    expect(zombie.epoch()).toBeUndefined();
    const records = await inJournal();
    expect(records.map(({ seq }) => seq).sort()).toEqual([1, 2]);
    await add(id, 2);
    next.wake(wells.name);
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
    first.wake(wells.name);
    second.wake(wells.name);
    await drained();
    expect(second.epoch()).toBeUndefined();
    await first.stop();
    for (const id of ids) await add(id, 1);
    await eventually(() => expect(second.epoch()).toBe(2));
    second.wake(wells.name);
    await drained();
    expect(await inJournal()).toHaveLength(40);
  });

  test('rules 16 and 17: an answer of the journal that never came ends the leadership, and the fencing records fence what may come late', async () => {
    const journal = mongoJournal(relay.connection);
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
    leader.wake(wells.name);
    await eventually(() => expect(leader.epoch()).toBe(2));
    await drained();
    expect(await late?.()).toMatchObject({ inserted: 0 });
    expect((await journal.readAggregate(id, 0, 9)).map(({ seq }) => seq)).toEqual([1]);
  });
});
