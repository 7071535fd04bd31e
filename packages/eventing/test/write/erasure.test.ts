import { beforeAll, describe, expect, test } from 'vitest';
import { naturalId, uuidv7 } from '../../src/ids.ts';
import { mongoTombstones } from '../../src/mongo/tombstones.ts';
import type { AggregateStore, Outcome } from '../../src/ports.ts';
import { erase, see, subjects, type Visit, visit, visits } from '../fixtures/aggregates.ts';
import { answering, request } from '../fixtures/requests.ts';
import { openStore, storeOfFile } from '../fixtures/stores.ts';

const opened = storeOfFile(subjects);

const code = (outcome: Outcome) => (outcome.kind === 'rejected' ? outcome.rejection.rejected : outcome.kind);

/** A subject seen twice and erased, each request with a key of its own. */
async function erased(name: string) {
  const first = request({ key: `${name} first`, body: 'Ana was seen in Lisbon' });
  const made = await opened.store.create(first, () => see(undefined, 'Lisbon'));
  if (made.kind !== 'acknowledged') throw new Error('not made');
  const { id } = made.reply;
  const second = request({ key: `${name} second`, body: 'Ana was seen in Porto' });
  await opened.store.change(id, second, ({ state }) => see(state, 'Porto'));
  const third = request({ key: `${name} third` });
  const ended = await opened.store.change(id, third, () => erase());
  return { id, first, second, third, ended };
}

describe('an erased subject', () => {
  test('rule 6: nothing that was remembered of earlier requests is left', async () => {
    const { id, first, second } = await erased('a');
    const raw = await opened.connection.collection(subjects.name).findOne({ _id: id as never });
    expect(raw).not.toHaveProperty('created');
    expect(raw?.['receipts']).toHaveLength(1);
    expect(JSON.stringify({ ...raw, outbox: [] })).not.toContain(first.fingerprint);
    expect(JSON.stringify({ ...raw, outbox: [] })).not.toContain(second.fingerprint);
  });

  test('rule 6: a retry of what made or changed it answers GONE', async () => {
    const { id, first, second } = await erased('b');
    expect(code(await opened.store.create(first, () => see(undefined, 'Lisbon')))).toBe('GONE');
    expect(code(await opened.store.change(id, second, ({ state }) => see(state, 'Porto')))).toBe('GONE');
    expect(code(await opened.store.change(id, request(), ({ state }) => see(state, 'Faro')))).toBe('GONE');
  });

  test('rule 6, I9: a retry of the erasure itself gets its first answer', async () => {
    const { id, third, ended } = await erased('c');
    const again = await opened.store.change(id, third, () => erase());
    expect(again).toEqual({ ...ended, repeated: true });
  });

  test('rule 29: no event of another service has an effect on it any more', async () => {
    const { id } = await erased('d');
    const before = await opened.documents.find(id);
    const answer = await opened.store.react({ id }, answering('0198', 1), (subject) => see(subject?.state, 'Faro'));
    expect(answer).toBe('dropped');
    expect(await opened.documents.find(id)).toEqual(before);
  });
});

describe('what comes to name an erased subject', () => {
  let store: AggregateStore<Visit>;
  beforeAll(async () => {
    ({ store } = await openStore(opened.connection, visits));
  });

  const bury = (subject: string) => mongoTombstones(() => opened.connection).bury(subject, request());

  test('rule 29: is refused as gone, made or changed, and what named it before can still be changed', async () => {
    const [erasedOne, alive] = [uuidv7(), uuidv7()];
    const before = await store.create(request(), () => visit('Lisbon', erasedOne));
    await Promise.all([bury(erasedOne), bury(erasedOne)]);
    const context = request({ key: 'late' });
    expect(code(await store.create(context, () => visit('Porto', alive, erasedOne)))).toBe('GONE');
    const births = [{ naturalKey: 'visit:1', decide: () => visit('Faro', erasedOne) }];
    expect(await store.createAll(request(), births)).toMatchObject({ rejected: 'GONE' });
    const made = await store.create(request(), () => visit('Porto', alive));
    if (made.kind !== 'acknowledged' || before.kind !== 'acknowledged') throw new Error('not made');
    const adding = () => visit('Porto', alive, erasedOne);
    expect(code(await store.change(made.reply.id, request(), adding))).toBe('GONE');
    expect(code(await store.change(before.reply.id, request(), () => visit('Faro', erasedOne)))).toBe('acknowledged');
    expect((await store.page({}, { limit: 9 })).items).toHaveLength(2);
  });

  test('rule 29: is dropped where a reaction would bring it', async () => {
    const erasedOne = uuidv7();
    await bury(erasedOne);
    const react = store.react({ naturalKey: 'visit:2' }, answering(erasedOne, 1), () => visit('Faro', erasedOne));
    expect(await react).toBe('dropped');
    expect(await store.load(naturalId('visit:2'))).toBeUndefined();
  });
});
