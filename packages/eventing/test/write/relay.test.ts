// What the relay brings from the aggregates to the journal, pass by pass.
import { describe, expect, test } from 'vitest';
import { uuidv7 } from '../../src/ids.ts';
import { createLeaderClock, createNumbering } from '../../src/journal/numbering.ts';
import { Fenced, relayPass } from '../../src/journal/relay.ts';
import type { Pending } from '../../src/journal/store.ts';
import { aggregateIndexes } from '../../src/mongo/aggregate-indexes.ts';
import { mongoJournal } from '../../src/mongo/journal.ts';
import { RECEIPT_LIFE_MS } from '../../src/store/receipts.ts';
import { dig, measure } from '../fixtures/aggregates.ts';
import { relayOfEachTest } from '../fixtures/relay-of-each-test.ts';
import { request } from '../fixtures/requests.ts';

const relay = relayOfEachTest();
const { parts, dug, add, raw, inJournal } = relay;

/** The first batch of a pass of `events` events. */
async function firstBatch(events: number): Promise<readonly Pending[]> {
  for await (const batch of parts().outbox.pending(events)) return batch;
  return [];
}

/** One round of a leader nobody disputes. */
function round(more: Partial<Parameters<typeof relayPass>[0]> = {}) {
  const clock = createLeaderClock();
  clock.sync(Date.now());
  return relayPass({ ...parts(), numbering: createNumbering([], 0, clock), onward: () => undefined, ...more });
}

describe('from the aggregates to the journal', () => {
  test('why it was done goes over beside who did it, apart from the event', async () => {
    const id = await dug('a');
    await relay.store.change(id, request(), ({ state }) => ({ ...measure(state, 1), reason: 'Ana misread it' }));
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
    await round({ numbering: createNumbering(await mongoJournal(relay.connection).highWatermarks(), 0, clock) });
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
    await relay.connection.collection('journal').createIndex({ 'event.type': 1 }, { unique: true });
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
    await mongoJournal(relay.connection).append([
      { partition: batch.partition, pos: 1, agg: id, seq: 1, recordedAt, event, by: undefined },
    ]);
    const clock = createLeaderClock();
    clock.sync(Date.now());
    const numbering = createNumbering(await mongoJournal(relay.connection).highWatermarks(), 0, clock);
    await expect(round({ numbering })).rejects.toThrow(Fenced);
    expect((await raw(id))?.['outbox']).toHaveLength(1);
  });

  test('rule 8: receipts go at the drain when their time is over, and not before', async () => {
    const id = await dug('e');
    const { now } = request();
    await relay.store.change(
      id,
      request({ now: new Date(now.getTime() - RECEIPT_LIFE_MS - 1), key: 'old' }),
      ({ state }) => measure(state, 1),
    );
    await relay.store.change(
      id,
      request({ now: new Date(now.getTime() - RECEIPT_LIFE_MS), key: 'just' }),
      ({ state }) => measure(state, 2),
    );
    await relay.store.change(id, request({ key: 'now' }), ({ state }) => measure(state, 3));
    await round();
    expect((await raw(id))?.['receipts']).toHaveLength(2);
    expect(await raw(id)).toHaveProperty('created.status', 201);
  });

  test('rule 17: the longest waiting go first, and a round takes whole aggregates', async () => {
    const at = (minute: number) => request({ now: new Date(Date.UTC(2026, 0, 1, 0, minute)) });
    const late = await relay.store.create(at(9), () => dig('late'));
    const early = await relay.store.create(at(1), () => dig('early'));
    if (late.kind !== 'acknowledged' || early.kind !== 'acknowledged') throw new Error('not dug');
    await relay.store.change(early.reply.id, at(2), ({ state }) => measure(state, 1, 2, 3));
    const pending = await firstBatch(2);
    expect(pending.map(({ id, outbox }) => [id, outbox.length])).toEqual([[early.reply.id, 4]]);
    expect((await firstBatch(5)).map(({ id }) => id)).toEqual([early.reply.id, late.reply.id]);
  });

  test('rule 17: the index on pendingSince holds pending aggregates alone', () => {
    const ofPending = aggregateIndexes({ indexes: [] }).filter(({ key }) => 'pendingSince' in key);
    expect(ofPending).toEqual([{ key: { pendingSince: 1 }, sparse: true }]);
  });
});
