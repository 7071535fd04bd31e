// Poison: what can never be applied sets one aggregate aside; the others, and all positions, go on.
import { describe, expect, it, vi } from 'vitest';
import { TransientFailure } from '../../src/consume/failure.ts';
import { createHighWatermarks } from '../../src/consume/high-watermarks.ts';
import type { Reaction } from '../../src/ports/reactions.ts';
import { on, onEnd } from '../../src/ports/reactions.ts';
import { createReactionsHandler } from '../../src/react/reactions.ts';
import { createViews } from '../../src/views/views.ts';
import { engine, GROUP, wells } from './support/engine.ts';
import { idIn, journal, subjectErased, subjectSeen, wellDug, wellMeasured } from './support/facts.ts';
import { fakePublisherOf, silent } from './support/fake-publisher.ts';

const poison = { type: wellMeasured.type, data: { level: 'deep', measuredOn: '2026-02-01' } };
const measured = (level: number) => wellMeasured({ level, measuredOn: '2026-02-01' });
const [sick, sound] = [idIn(2), idIn(2, 1)];

const said = [
  { agg: sick, fact: wellDug({ name: 'sick', dugOn: '2026-01-01' }) },
  { agg: sound, fact: wellDug({ name: 'sound', dugOn: '2026-01-01' }) },
  { agg: sick, fact: poison },
  { agg: sick, fact: measured(2) },
  { agg: sound, fact: measured(5) },
];

/** The same journal after its owner mended the event: what a release with an upcaster sees. */
const mended = journal(said.map((one) => (one.fact === poison ? { ...one, fact: measured(1) } : one)));

describe('parking in views (rule 26)', () => {
  it('a poison event sets one aggregate aside with a marker that holds no payload; the others go on', async () => {
    const records = journal(said);
    const { bring, group, store } = await engine(fakePublisherOf(records));
    await bring(records);
    expect(group.applied('registry', 2)).toBe(5);
    expect(store.held.get(sick)).toMatchObject({ seq: 1 });
    expect(store.held.get(sound)).toMatchObject({ seq: 2 });
    expect(await store.parked.list()).toEqual([
      {
        group: GROUP,
        service: 'registry',
        partition: 2,
        agg: sick,
        fromSeq: 2,
        error: 'registry.well.measured.v1 /level: invalid_type',
        mending: false,
      },
    ]);
  });

  it.each([
    ['a row that the store refuses', new RangeError('a document of more than 16 MB')],
    [
      'an error of MongoDB about a document',
      Object.assign(new Error('too large'), { name: 'MongoServerError', code: 17419 }),
    ],
  ])('%s sets aside the one aggregate that it is about, and its assignment goes on', async (_what, refusal) => {
    const records = journal(said.map((one) => (one.fact === poison ? { ...one, fact: measured(1) } : one)));
    const { group, store } = await engine(fakePublisherOf(records));
    const { write } = store.rows;
    store.rows.write = async (changes) => {
      if (changes.some(({ agg }) => agg === sick)) throw refusal;
      return write(changes);
    };
    expect(await group.take('registry', 2, records, async () => undefined)).toBe(true);
    expect(group.applied('registry', 2)).toBe(5);
    expect(store.held.get(sound)).toMatchObject({ seq: 2 });
    expect(await store.parked.list()).toMatchObject([
      { agg: sick, fromSeq: 1, error: expect.stringContaining(refusal.message) },
    ]);
    store.rows.write = write;
    expect(await group.redrive('registry', sick)).toBe(true);
    expect(store.held.get(sick)?.facts.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('a field that only a newer producer knows is no poison', async () => {
    const records = journal([
      { agg: sick, fact: { type: wellDug.type, data: { name: 'n', dugOn: '2026-01-01', depth: 4 } } },
    ]);
    const { bring, store } = await engine(fakePublisherOf(records));
    await bring(records);
    expect(store.held.get(sick)).toMatchObject({ seq: 1, facts: [{ data: { depth: 4 } }] });
  });

  it('rule 27: a re-drive catches up, deletes the marker, and tells readers to load the partition again', async () => {
    const owner = fakePublisherOf(journal(said));
    const { bring, group, store } = await engine(owner);
    await bring(owner.records);
    expect(await group.redrive('registry', sick)).toBe(false);
    expect(await store.parked.list()).toHaveLength(1);
    owner.records.splice(0, owner.records.length, ...mended);
    expect(await group.redrive('registry', sick)).toBe(true);
    expect(await store.parked.list()).toEqual([]);
    expect(store.held.get(sick)).toMatchObject({ seq: 3, facts: [{ seq: 1 }, { seq: 2 }, { seq: 3 }] });
    const assignment = (await store.checkpoints.of(GROUP)).find(
      ({ service, partition }) => service === 'registry' && partition === 2,
    );
    expect(assignment).toMatchObject({ pos: 5, redrives: 2 });
  });

  it('rule 27: events that come while a re-drive is under way are neither skipped nor overtaken', async () => {
    const owner = fakePublisherOf(mended.slice(0, 4));
    const { bring, group, store } = await engine(owner);
    await bring(owner.records.slice(0, 2));
    await store.parked.park({ group: GROUP, service: 'registry', partition: 2, agg: sick, fromSeq: 2, error: 'x' });
    await bring(owner.records.slice(2));
    expect(store.held.get(sick)).toMatchObject({ seq: 1 });
    await store.parked.mend({ group: GROUP, service: 'registry', agg: sick }, 2);
    const later = journal([
      ...said.map((one) => (one.fact === poison ? { ...one, fact: measured(1) } : one)),
      { agg: sick, fact: measured(9) },
    ]);
    owner.records.splice(0, owner.records.length, ...later);
    await bring(later.slice(4));
    expect(store.held.get(sick)).toMatchObject({ seq: 4 });
    expect(await group.redrive('registry', sick)).toBe(true);
    expect(store.held.get(sick)?.facts.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });

  it('rule 27: two re-drives at once, beside the live loop, end as one', async () => {
    const owner = fakePublisherOf(mended);
    const one = await engine(owner);
    const other = await engine(owner, { store: one.store });
    await one.store.parked.park({ group: GROUP, service: 'registry', partition: 2, agg: sick, fromSeq: 1, error: 'x' });
    await Promise.all([one.group.redrive('registry', sick), other.group.redrive('registry', sick), one.bring(mended)]);
    expect(one.store.held.get(sick)?.facts.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(await one.store.parked.list()).toEqual([]);
  });

  it('rule 27: a re-drive that a crash cut short is finished by the next worker', async () => {
    const owner = fakePublisherOf(mended);
    const crashed = await engine(owner);
    await crashed.store.parked.park({
      group: GROUP,
      service: 'registry',
      partition: 2,
      agg: sick,
      fromSeq: 1,
      error: 'x',
    });
    await crashed.bring(mended);
    await crashed.store.parked.mend({ group: GROUP, service: 'registry', agg: sick }, 1);
    const next = await engine(owner, { store: crashed.store });
    await next.look();
    expect(next.store.held.get(sick)).toMatchObject({ seq: 3 });
    expect(await next.store.parked.list()).toEqual([]);
  });

  it.each(['raiseRedrives', 'finish'] as const)(
    'rule 27: a re-drive that ends at %s leaves no process blind to what came in behind the checkpoint',
    async (last) => {
      const owner = fakePublisherOf(journal(said));
      const worker = await engine(owner);
      await worker.bring(owner.records);
      const highWatermarks = createHighWatermarks(owner, silent, () => 5);
      const views = createViews({ highWatermarks, log: silent, now: () => new Date() });
      const reader = views.view(wells);
      await views.start({ group: GROUP, ...worker.store });
      expect(reader.one(sick)?.levels).toEqual([]);
      owner.records.splice(0, owner.records.length, ...mended);

      const part: Record<string, unknown> = worker.store[last === 'finish' ? 'parked' : 'checkpoints'] as never;
      const whole = part[last];
      part[last] = async () => Promise.reject(new Error('the process is gone'));
      await expect(worker.group.redrive('registry', sick)).rejects.toThrow('the process is gone');
      part[last] = whole;
      const next = await engine(owner, { store: worker.store });
      await next.look();
      views.wake();
      expect(await views.state.waitFor(`registry:${sick}:3`, 5_000)).toBe('there');
      expect(reader.one(sick)?.levels).toEqual([1, 2]);
      expect(await worker.store.parked.list()).toEqual([]);
      await Promise.all([views.close(), highWatermarks.close()]);
    },
  );

  it('rule 27: readers are told to load the partition again before the marker goes', async () => {
    const owner = fakePublisherOf(journal(said));
    const { bring, group, store } = await engine(owner);
    await bring(owner.records);
    owner.records.splice(0, owner.records.length, ...mended);
    const order: string[] = [];
    const { raiseRedrives } = store.checkpoints;
    const { finish } = store.parked;
    store.checkpoints.raiseRedrives = async (assignment) => {
      order.push('raise');
      await raiseRedrives(assignment);
    };
    store.parked.finish = async (marker) => {
      order.push('finish');
      return finish(marker);
    };
    expect(await group.redrive('registry', sick)).toBe(true);
    expect(order).toEqual(['raise', 'finish']);
  });

  it('rule 27: a worker that runs on finishes what another process left unfinished', async () => {
    const owner = fakePublisherOf(mended);
    const running = await engine(owner);
    await running.bring(mended.slice(0, 2));
    await running.store.parked.park({
      group: GROUP,
      service: 'registry',
      partition: 2,
      agg: sick,
      fromSeq: 2,
      error: 'x',
    });
    await running.bring(mended.slice(2));
    await running.store.parked.mend({ group: GROUP, service: 'registry', agg: sick }, 2);
    vi.useFakeTimers({ toFake: ['performance'] });
    vi.advanceTimersByTime(60_000);
    await running.look();
    vi.useRealTimers();
    expect(running.store.held.get(sick)).toMatchObject({ seq: 3 });
    expect(await running.store.parked.list()).toEqual([]);
  });
});

describe('a terminal event (rule 29)', () => {
  const person = idIn(7);
  const broken = { type: subjectSeen.type, data: { place: 12 } };
  const records = journal([
    { agg: person, fact: subjectSeen({ place: 'harbour' }) },
    { agg: person, fact: broken },
    { agg: person, fact: subjectErased({ receiptId: 'r1' }) },
    { agg: person, fact: subjectSeen({ place: 'market' }) },
  ]);

  it('ignores the marker, empties the row, leaves a tombstone that keeps its position, and deletes the marker', async () => {
    const { bring, store } = await engine(fakePublisherOf(records));
    await bring(records.slice(0, 2));
    expect(await store.parked.list()).toHaveLength(1);
    expect(store.held.get(person)?.facts).toHaveLength(1);
    await bring(records.slice(2, 3));
    expect(store.held.get(person)).toMatchObject({ seq: 3, pos: 3, facts: [], erased: true });
    expect(await store.parked.list()).toEqual([]);
  });

  it('stays terminal: later events and a replay of the topic put nothing back', async () => {
    const { bring, store } = await engine(fakePublisherOf(records));
    await bring(records);
    await bring(records);
    expect(store.held.get(person)).toMatchObject({ seq: 4, facts: [], erased: true });
  });

  it('I3: leaves the same tombstone when all its events come in one chunk', async () => {
    const { group, store } = await engine(fakePublisherOf(records));
    await group.take('partnerships', 7, records, async () => undefined);
    expect(store.held.get(person)).toMatchObject({ seq: 4, facts: [], erased: true });
    expect(await store.parked.list()).toEqual([]);
  });
});

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
