import { describe, expect, test } from 'vitest';
import { naturalId, uuidv7 } from '../../src/ids.ts';
import { dig, measure, wells } from '../fixtures/aggregates.ts';
import { answering, request } from '../fixtures/requests.ts';
import { storeOfFile } from '../fixtures/stores.ts';

const opened = storeOfFile(wells);

async function dug(name: string): Promise<string> {
  const outcome = await opened.store.create(request(), () => dig(name));
  if (outcome.kind !== 'acknowledged') throw new Error('not dug');
  return outcome.reply.id;
}

describe('reactions', () => {
  test('rule 30: an answer is one hop further than the event, names it as its cause, and is remembered by its source', async () => {
    const id = await dug('a');
    const source = uuidv7();
    const context = answering(source, 3, { hops: 2 });
    expect(await opened.store.react({ id }, context, (well) => measure(well?.state ?? never(), 4))).toBe('applied');
    const document = await opened.documents.find(id);
    expect(document).toMatchObject({ seq: 2, sources: { [source]: 3 }, receipts: [] });
    expect(document?.outbox[1]).toMatchObject({
      event: { hops: 3, causationId: context.eventId, ministry: 'MPLA' },
      by: { sub: 'registry', roles: ['service'] },
    });
  });

  test('rule 30, I3: an event that comes again, or late, has no effect', async () => {
    const id = await dug('b');
    const source = uuidv7();
    const answer = (seq: number) =>
      opened.store.react({ id }, answering(source, seq), (well) => measure(well?.state ?? never(), seq));
    expect([await answer(2), await answer(2), await answer(1), await answer(3)]).toEqual([
      'applied',
      'dropped',
      'dropped',
      'applied',
    ]);
    const together = await Promise.all(Array.from({ length: 8 }, () => answer(4)));
    expect(together.filter((result) => result === 'applied')).toHaveLength(1);
    expect((await opened.store.load(id))?.state.levels).toEqual([2, 3, 4]);
  });

  test('rule 30: an event that changes nothing, or may not, is remembered all the same and moves no seq', async () => {
    const id = await dug('c');
    const source = uuidv7();
    expect(await opened.store.react({ id }, answering(source, 1), () => 'unchanged')).toBe('unchanged');
    expect(
      await opened.store.react({ id }, answering(source, 2), (well) => measure(well?.state ?? never(), 9_999)),
    ).toBe('unchanged');
    expect(await opened.documents.find(id)).toMatchObject({ seq: 1, sources: { [source]: 2 } });
    expect(await opened.store.react({ id }, answering(source, 2), () => never())).toBe('dropped');
  });

  test('rule 30: a target under a natural key is made once, and found by the next event', async () => {
    const source = uuidv7();
    const target = { naturalKey: 'well:d' };
    const make = (seq: number) =>
      opened.store.react(target, answering(source, seq), (well) => (well ? measure(well.state, seq) : dig('d')));
    const results = await Promise.all(Array.from({ length: 4 }, () => make(1)));
    expect(results.filter((result) => result === 'applied')).toHaveLength(1);
    expect(await make(2)).toBe('applied');
    expect(await opened.store.load(naturalId('well:d'))).toMatchObject({
      ministry: 'MFIN',
      seq: 2,
      state: { levels: [2] },
    });
  });

  test('rule 30: a target that is named and not there is missing', async () => {
    expect(await opened.store.react({ id: uuidv7() }, answering(uuidv7(), 1), () => never())).toBe('missing');
  });

  test('rule 5: a reaction that others overtake is decided again', async () => {
    const id = await dug('e');
    let overtakes = 2;
    opened.through((documents) => ({
      async save(guard, step) {
        if (overtakes-- > 0) await opened.elsewhere.change(id, request(), ({ state }) => measure(state, 1));
        return documents.save(guard, step);
      },
    }));
    const answer = await opened.store.react({ id }, answering(uuidv7(), 1), (well) =>
      measure(well?.state ?? never(), 2),
    );
    opened.through(() => ({}));
    expect(answer).toBe('applied');
    expect((await opened.store.load(id))?.state.levels).toEqual([1, 1, 2]);
  });

  test('a reaction whose answer is refused by the store is thrown, so that its source is set aside', async () => {
    await dug('taken');
    const clash = opened.store.react({ naturalKey: 'well:f' }, answering(uuidv7(), 1), () => dig('taken'));
    await expect(clash).rejects.toThrow(/takes a key twice/);
  });
});

function never(): never {
  throw new Error('this is not asked');
}
