// Reactions as a group runs them: in the order of each aggregate, set aside where they fail, and at the end of a subject.
import { describe, expect, it } from 'vitest';
import { TransientFailure } from '../../src/consume/failure.ts';
import { on, onEnd, type Reaction } from '../../src/ports/reactions.ts';
import { createReactionsHandler } from '../../src/react/reactions.ts';
import { engine } from './support/engine.ts';
import { idIn, journal, measured, subjectErased, subjectSeen, wellDug, wellMeasured } from './support/facts.ts';
import { fakePublisherOf } from './support/fake-publisher.ts';
import { sick, sound } from './support/poison.ts';

describe('reactions (rules 26, 29, 30)', () => {
  const answered: string[] = [];
  let broken = true;
  const reactions: Reaction[] = [
    on(wellDug, 'first', async ({ data }, { subject, seq }) => {
      answered.push(`${data.name}@${subject.slice(-2)}:${seq}`);
    }),
    on(wellMeasured, 'first', async ({ data }, { seq }) => {
      if (data.level === 13 && broken) throw new RangeError('thirteen');
      answered.push(`${data.level}:${seq}`);
    }),
    onEnd(subjectErased, 'first', async ({ data }) => {
      answered.push(`erased ${data.receiptId}`);
    }),
    on(subjectSeen, 'first', async () => {
      throw new TypeError('always');
    }),
  ];
  const moment = () => ({ now: new Date(0), today: '1970-01-01', newId: () => 'id' });
  const react = async (owner: ReturnType<typeof fakePublisherOf>) => {
    answered.length = 0;
    return engine(owner, { handler: () => createReactionsHandler({ reactions, contractOf, moment }) });
  };
  const contracts = new Map(reactions.map(({ event }) => [event.type as string, event]));
  const contractOf = (type: string) => contracts.get(type);

  it('answer the events they are bound to, in the order of each aggregate', async () => {
    const records = journal([
      { agg: sick, fact: wellDug({ name: 'a', dugOn: '2026-01-01' }) },
      { agg: sick, fact: measured(1) },
    ]);
    const { bring } = await react(fakePublisherOf(records));
    await bring(records);
    await bring(records);
    expect(answered).toEqual(['a@21:1', '1:2'].map((one) => one.replace('21', sick.slice(-2))));
  });

  it('a handler that throws sets its aggregate aside; a re-drive answers what was skipped, in order', async () => {
    broken = true;
    const records = journal([
      { agg: sick, fact: measured(13) },
      { agg: sick, fact: measured(14) },
      { agg: sound, fact: measured(15) },
    ]);
    const { bring, group, store } = await react(fakePublisherOf(records));
    await bring(records);
    expect(answered).toEqual(['15:1']);
    expect(await store.parked.list()).toMatchObject([{ agg: sick, fromSeq: 1, error: 'RangeError: thirteen' }]);
    broken = false;
    expect(await group.redrive('registry', sick)).toBe(true);
    expect(answered).toEqual(['15:1', '13:1', '14:2']);
    expect(await store.parked.list()).toEqual([]);
  });

  it('rule 24: an event is answered before its position moves, however long the answer takes', async () => {
    const records = journal([{ agg: sick, fact: measured(1) }]);
    const order: string[] = [];
    const slow: Reaction = on(wellMeasured, 'first', async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push('answered');
    });
    const { group, store } = await engine(fakePublisherOf(records), {
      handler: () => createReactionsHandler({ reactions: [slow], contractOf, moment }),
    });
    const { advance } = store.checkpoints;
    store.checkpoints.advance = async (...step) => {
      order.push('moved');
      return advance(...step);
    };
    await group.take('registry', 2, records, async () => undefined);
    expect(order).toEqual(['answered', 'moved']);
  });

  it('rule 25: a store that is away parks nothing and moves nothing', async () => {
    const records = journal([{ agg: sick, fact: measured(1) }]);
    const away: Reaction = on(wellMeasured, 'first', async () => {
      throw new Error('cannot be saved', { cause: new TransientFailure('the store is away') });
    });
    const { group, store } = await engine(fakePublisherOf(records), {
      handler: () => createReactionsHandler({ reactions: [away], contractOf, moment }),
    });
    expect(await group.take('registry', 2, records, async () => undefined)).toBe(false);
    expect(await store.parked.list()).toEqual([]);
    expect(group.applied('registry', 2)).toBe(0);
  });

  it('an event more than 8 hops from the first command is set aside: it can only be a cycle', async () => {
    const records = journal([
      { agg: sick, fact: measured(1), hops: 9 },
      { agg: sound, fact: measured(2), hops: 8 },
    ]);
    const { bring, store } = await react(fakePublisherOf(records));
    await bring(records);
    expect(answered).toEqual(['2:1']);
    expect(await store.parked.list()).toMatchObject([{ agg: sick, fromSeq: 1 }]);
  });

  it('an event that ends its subject, and cannot be answered, is set aside itself and nothing before it', async () => {
    const person = idIn(7);
    const records = journal([
      { agg: person, fact: subjectSeen({ place: 'harbour' }) },
      { agg: person, fact: { type: subjectErased.type, data: {} } },
    ]);
    const { bring, store } = await react(fakePublisherOf(records));
    await bring(records);
    expect(await store.parked.list()).toMatchObject([{ agg: person, fromSeq: 2 }]);
  });

  it('an event that ends its subject is answered although the subject is parked', async () => {
    const person = idIn(7);
    const records = journal([
      { agg: person, fact: subjectSeen({ place: 'harbour' }) },
      { agg: person, fact: subjectErased({ receiptId: 'r1' }) },
    ]);
    const one = await react(fakePublisherOf(records));
    await one.bring(records);
    expect(answered).toEqual(['erased r1']);
    expect(await one.store.parked.list()).toEqual([]);
    const chunk = await react(fakePublisherOf(records));
    await chunk.group.take('partnerships', 7, records, async () => undefined);
    expect(answered).toEqual(['erased r1']);
    expect(await chunk.store.parked.list()).toEqual([]);
  });
});
