// Receipts of commands: only those with a key leave one, none is forgotten early, and nobody is refused for their number.
import { describe, expect, test } from 'vitest';
import { UnknownOutcome } from '../../src/store/documents.ts';
import { RECEIPT_LIFE_MS, RECEIPTS_BYTES } from '../../src/store/receipts.ts';
import { dig, erase, measure, see, subjects, wells } from '../fixtures/aggregates.ts';
import { code } from '../fixtures/outcomes.ts';
import { request } from '../fixtures/requests.ts';
import { openStore, storeOfFile } from '../fixtures/stores.ts';

const opened = storeOfFile(wells);

const at = request().now;
const later = (ms: number) => new Date(at.getTime() + ms);

async function dug(name: string): Promise<string> {
  const outcome = await opened.store.create(request({ key: `dig ${name}` }), () => dig(name));
  if (outcome.kind !== 'acknowledged') throw new Error('not dug');
  return outcome.reply.id;
}

const add = (id: string, level: number, asked: Parameters<typeof request>[0] = {}) =>
  opened.store.change(id, request(asked), ({ state }) => measure(state, level));
const raw = (id: string) => opened.connection.collection(wells.name).findOne({ _id: id as never });
const moved = (agg: string) => opened.connection.collection('receipts').countDocuments({ agg });
/** What the relay does to a document. */
const drain = (id: string) =>
  opened.connection.collection(wells.name).updateOne({ _id: id as never }, { $set: { outbox: [] } });

/** As many receipts as an aggregate got in a busy day, the replies as long as they may be. */
const many = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    key: `r${n}`,
    fingerprint: 'f',
    status: 200,
    reply: JSON.stringify({ n, padding: 'x'.repeat(480) }),
    at,
  }));

describe('receipts', () => {
  test('rule 8: a command without a key leaves none, and nobody is refused because others left many', async () => {
    const id = await dug('year');
    const receipts = many(300).map((receipt) => ({ ...receipt, reply: '{}' }));
    await opened.connection.collection(wells.name).updateOne({ _id: id as never }, { $set: { receipts } });
    for (const asked of [{}, {}, { key: 'k1' }, {}, { key: 'k2' }])
      expect(code(await add(id, 1, asked))).toBe('acknowledged');
    expect((await raw(id))?.['receipts']).toHaveLength(302);
    const keyless = await opened.store.create(request(), () => dig('keyless'));
    expect(await raw(keyless.kind === 'acknowledged' ? keyless.reply.id : '')).not.toHaveProperty('created');
  });

  test('rule 8, I9: those that outgrow the document are kept beside it, and every one of them answers for 72 h', async () => {
    const id = await dug('eager');
    const outcomes = [await add(id, 0, { key: 'k0' }), await add(id, 1, { key: 'k1' })];
    const $push = { receipts: { $each: many(95) } } as never;
    await opened.connection.collection(wells.name).updateOne({ _id: id as never }, { $push });
    for (let n = 2; n < 6; n += 1) outcomes.push(await add(id, n, { key: `k${n}` }));
    expect(outcomes.map(code).filter((answer) => answer !== 'acknowledged')).toEqual([]);
    const stored = await raw(id);
    expect(JSON.stringify(stored?.['receipts']).length).toBeLessThan(RECEIPTS_BYTES);
    expect(await moved(id)).toBeGreaterThan(90);
    expect((await moved(id)) + stored?.['receipts'].length).toBe(101);
    for (const n of [0, 1, 5]) {
      const again = await add(id, n, { key: `k${n}`, now: later(RECEIPT_LIFE_MS - 1) });
      expect(again).toEqual({ ...outcomes[n], repeated: true });
      expect(code(await add(id, n, { key: `k${n}`, body: 'another' }))).toBe('IDEMPOTENCY_KEY_REUSED');
    }
    const madeAgain = await opened.store.create(request({ key: 'dig eager' }), () => dig('eager'));
    expect(madeAgain).toMatchObject({ repeated: true });
  });

  test('rule 8: those that are kept beside go with the next ones that come there after their time', async () => {
    const id = await dug('old');
    const wellsKept = opened.connection.collection(wells.name);
    await wellsKept.updateOne({ _id: id as never }, { $set: { receipts: many(100) } });
    await add(id, 1, { key: 'k1' });
    expect(await moved(id)).toBe(100);
    const young = many(100).map((receipt) => ({ ...receipt, key: `young ${receipt.key}`, at: later(RECEIPT_LIFE_MS) }));
    await wellsKept.updateOne({ _id: id as never }, { $set: { receipts: young } });
    await add(id, 2, { key: 'k2', now: later(RECEIPT_LIFE_MS + 1) });
    expect(await moved(id)).toBe(100);
  });

  test('rule 8: a step that has to move receipts and is overtaken forgets none', async () => {
    const id = await dug('overtaken');
    const wellsKept = opened.connection.collection(wells.name);
    await wellsKept.updateOne({ _id: id as never }, { $set: { receipts: many(100) } });
    let overtaken = false;
    opened.through((documents) => ({
      async save(guard, step) {
        if (step.moving.length > 0 && !overtaken) {
          overtaken = true;
          await opened.elsewhere.change(id, request({ key: 'other' }), ({ state }) => measure(state, 1));
        }
        return documents.save(guard, step);
      },
    }));
    expect(code(await add(id, 2, { key: 'mine' }))).toBe('acknowledged');
    opened.through(() => ({}));
    expect(overtaken).toBe(true);
    const kept = (await raw(id))?.['receipts'].map(({ key }: { key: string }) => key) ?? [];
    const beside = await opened.connection.collection('receipts').find({ agg: id }).toArray();
    expect(new Set([...kept, ...beside.map(({ key }) => key)]).size).toBe(102);
    expect(await add(id, 1, { key: 'other' })).toMatchObject({ repeated: true });
  });

  test('rule 6: an erasure leaves none of them', async () => {
    const { store } = await openStore(opened.connection, subjects);
    const made = await store.create(request({ key: 'seen' }), () => see(undefined, 'Lisbon'));
    if (made.kind !== 'acknowledged') throw new Error('not made');
    const { id } = made.reply;
    const collection = opened.connection.collection(subjects.name);
    await collection.updateOne({ _id: id as never }, { $set: { receipts: many(100) } });
    const again = request({ key: 'again' });
    await store.change(id, again, ({ state }) => see(state, 'Porto'));
    expect(await moved(id)).toBeGreaterThan(0);
    const last = request({ key: 'erase' });
    const ended = await store.change(id, last, () => erase());
    expect(await moved(id)).toBe(0);
    expect(code(await store.change(id, again, ({ state }) => see(state, 'Porto')))).toBe('GONE');
    expect(await store.change(id, last, () => erase())).toEqual({ ...ended, repeated: true });
  });
});

describe('an answer that never came to a command without a key', () => {
  test.each([
    ['while its event waits', false],
    ['when its event has gone to the journal', true],
  ])('rule 9, I9: is found %s, also under what others did on top', async (_when, relayed) => {
    const id = await dug(`lost ${relayed}`);
    let calls = 0;
    opened.through((documents) => ({
      async save(guard, step) {
        calls += 1;
        const saved = await documents.save(guard, step);
        if (calls > 1) return saved;
        if (relayed) {
          const [{ event, seq } = { event: undefined, seq: 0 }] = step.events;
          const record = { partition: step.next.partition, pos: 1, agg: id, seq, recordedAt: at.toISOString(), event };
          await opened.connection.collection('journal').insertOne(record);
          await drain(id);
        }
        await opened.elsewhere.change(id, request(), ({ state }) => measure(state, 2));
        throw new UnknownOutcome('cut off');
      },
    }));
    expect(await add(id, 1)).toMatchObject({ kind: 'acknowledged', reply: { seq: 2 } });
    opened.through(() => ({}));
    expect((await opened.store.load(id))?.state.levels).toEqual([1, 2]);
  });
});
