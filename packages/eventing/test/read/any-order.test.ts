// Exactly-once effect from at-least-once delivery: whatever Kafka does to the records, the rows are the journal's.
import type { RecordedEvent } from '@tributary/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TransientFailure } from '../../src/consume/failure.ts';
import type { Row } from '../../src/consume/store.ts';
import { append, keepingOf } from '../../src/views/append.ts';
import { engine, wells } from './support/engine.ts';
import {
  dug,
  fencingRecord,
  idIn,
  journal,
  measured,
  type Said,
  subjectErased,
  subjectSeen,
  wellRevised,
} from './support/facts.ts';
import { fakePublisherOf } from './support/fake-publisher.ts';

/** Up to three wells in two partitions and two subjects, in any interleaving. */
const anySaid: fc.Arbitrary<Said[]> = fc.array(
  fc.oneof(
    fc.record({
      agg: fc.constantFrom(idIn(0), idIn(0, 1), idIn(5)),
      fact: fc.oneof(
        fc.integer({ min: 0, max: 99 }).map(measured),
        fc.constant(dug('w')),
        fc.constant(wellRevised({})),
      ),
    }),
    fc.record({
      agg: fc.constantFrom(idIn(3, 7), idIn(0, 9)),
      fact: fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom('harbour', 'market').map((place) => subjectSeen({ place })) },
        { weight: 1, arbitrary: fc.constant(subjectErased({ receiptId: 'r' })) },
      ),
    }),
  ),
  { minLength: 1, maxLength: 40 },
);

/** A delivery of the journal: any order, records left out, records twice. */
const delivery = (records: readonly RecordedEvent[]): fc.Arbitrary<RecordedEvent[]> =>
  fc.array(fc.constantFrom(...records), { maxLength: records.length * 2 });

async function rowsAfter(records: readonly RecordedEvent[], deliveries: readonly (readonly RecordedEvent[])[]) {
  const { bring, look, store } = await engine(fakePublisherOf(records));
  for (const one of deliveries) await bring(one);
  await look();
  await look();
  return store.held;
}

const sorted = (rows: ReadonlyMap<string, Row>) => [...rows.values()].sort((a, b) => (a.agg < b.agg ? -1 : 1));

describe('rows of facts (rules 22-24, 31)', () => {
  it('I3 I4: are the same for any order of topics, any duplication and any loss', async () => {
    await fc.assert(
      fc.asyncProperty(
        anySaid
          .map(journal)
          .chain((records) => fc.tuple(fc.constant(records), fc.array(delivery(records), { maxLength: 3 }))),
        async ([records, deliveries]) => {
          const straight = await rowsAfter(records, [records]);
          expect(sorted(await rowsAfter(records, deliveries))).toEqual(sorted(straight));
          for (const row of straight.values()) {
            const mine = records.filter(({ agg }) => agg === row.agg);
            expect(row.seq).toBe(mine.length);
            expect(row.facts.map(({ seq }) => seq)).toEqual(
              [...row.facts.keys()].map((i) => row.facts[i]?.seq).sort((a, b) => Number(a) - Number(b)),
            );
            expect(new Set(row.facts.map(({ seq }) => seq)).size).toBe(row.facts.length);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('I3: are the same when every message comes twice', async () => {
    const records = journal([
      { agg: idIn(0), fact: dug('north') },
      { agg: idIn(0), fact: measured(7) },
      { agg: idIn(5), fact: dug('south') },
    ]);
    const twice = records.flatMap((record) => [record, record]);
    expect(sorted(await rowsAfter(records, [twice]))).toEqual(sorted(await rowsAfter(records, [records])));
  });

  it('I3: are the same when the whole topic is replayed and when offsets are rewound', async () => {
    const records = journal(Array.from({ length: 30 }, (_, i) => ({ agg: idIn(i % 3, i % 2), fact: measured(i) })));
    const { bring, store } = await engine(fakePublisherOf(records));
    await bring(records);
    const before = sorted(store.held);
    await bring(records);
    await bring(records.slice(11));
    expect(sorted(store.held)).toEqual(before);
  });

  it('fill from the feed when the first record of a new group is far from 0', async () => {
    const records = journal(Array.from({ length: 450 }, (_, i) => ({ agg: idIn(4, i % 7), fact: measured(i) })));
    const owner = fakePublisherOf(records);
    const { bring, store } = await engine(owner);
    await bring(records.slice(-1));
    expect(owner.read).toBeGreaterThanOrEqual(449);
    expect([...store.held.values()].reduce((sum, { facts }) => sum + facts.length, 0)).toBe(450);
  });

  it('rule 19: a last record that Kafka lost, with nothing after it, is found at the second look at the high watermarks', async () => {
    const records = journal([
      { agg: idIn(2), fact: dug('east') },
      { agg: idIn(2), fact: measured(3) },
    ]);
    const { bring, look, store } = await engine(fakePublisherOf(records));
    await bring(records.slice(0, 1));
    await look();
    expect(store.held.get(idIn(2))?.seq).toBe(1);
    await look();
    expect(store.held.get(idIn(2))?.seq).toBe(2);
  });

  it('rule 19: nobody waits for Kafka where it does not deliver at all', async () => {
    const records = journal([{ agg: idIn(2), fact: dug('east') }]);
    const { look, store } = await engine(fakePublisherOf(records));
    await look(false);
    expect(store.held.get(idIn(2))?.seq).toBe(1);
  });

  it('I8: fencing records move positions and leave nothing behind', async () => {
    const [first, second] = journal([
      { agg: idIn(1), fact: dug('west') },
      { agg: idIn(1), fact: measured(1) },
    ]);
    if (first === undefined || second === undefined) throw new Error('two records were journalled');
    const records = [first, fencingRecord(1, 2, 7), { ...second, pos: 3 }];
    const { bring, group, store } = await engine(fakePublisherOf(records));
    await bring([first]);
    await group.take('registry', 1, records, async () => undefined);
    expect(group.applied('registry', 1)).toBe(3);
    expect([...store.held.keys()]).toEqual([idIn(1)]);
  });

  it('rule 31: every aggregate of a subscribed service has a row, even an empty one', async () => {
    const records = journal([{ agg: idIn(1), fact: wellRevised({}) }]);
    const { bring, store } = await engine(fakePublisherOf(records));
    await bring(records);
    expect(store.held.get(idIn(1))).toMatchObject({ seq: 1, pos: 1, facts: [] });
  });

  it('rule 28: an event of a type that nobody knows moves position and seq, and is counted', async () => {
    const records = journal([
      { agg: idIn(1), fact: dug('west') },
      { agg: idIn(1), fact: { type: 'registry.well.moved.v7', data: { anything: true } } },
      { agg: idIn(1), fact: measured(4) },
    ]);
    const { bring, store, unknown } = await engine(fakePublisherOf(records));
    await bring(records);
    expect(unknown).toEqual(['registry.well.moved.v7']);
    expect(store.held.get(idIn(1))).toMatchObject({ seq: 3, facts: [{ seq: 1 }, { seq: 3 }] });
  });

  it('rule 22: a zombie moves nothing: its compare-and-set misses, and its facts are there already', async () => {
    const records = journal(Array.from({ length: 10 }, (_, i) => ({ agg: idIn(6), fact: measured(i) })));
    const owner = fakePublisherOf(records);
    const zombie = await engine(owner);
    await zombie.bring(records.slice(0, 3));
    const successor = await engine(owner, { store: zombie.store });
    await successor.bring(records);
    const before = sorted(zombie.store.held);
    await zombie.bring(records.slice(3, 5));
    expect(zombie.group.applied('registry', 6)).toBe(10);
    expect(sorted(zombie.store.held)).toEqual(before);
    expect(
      (await zombie.store.checkpoints.of('reporting.views.1')).find(
        ({ service, partition }) => service === 'registry' && partition === 6,
      ),
    ).toMatchObject({ pos: 10 });
  });

  it('I3 rule 31: who lost the race for a row looks again, and adds only what is missing', async () => {
    const records = journal([
      { agg: idIn(6), fact: dug('race') },
      { agg: idIn(6), fact: measured(1) },
    ]);
    const { group, store } = await engine(fakePublisherOf(records));
    const highWatermarks = store.rows.highWatermarks;
    store.rows.highWatermarks = async (service, aggs) => {
      const seen = await highWatermarks(service, aggs);
      store.rows.highWatermarks = highWatermarks;
      const faster = append(undefined, records.slice(0, 1), keepingOf([wells]));
      if (faster.do === 'write') await store.rows.write([faster.change]);
      return seen;
    };
    await group.take('registry', 6, records, async () => undefined);
    expect(store.held.get(idIn(6))?.facts.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('rule 25: a feed that is away leaves the assignment where it is, and the same records do it later', async () => {
    const records = journal(Array.from({ length: 4 }, (_, i) => ({ agg: idIn(6), fact: measured(i) })));
    const owner = fakePublisherOf(records);
    const { group } = await engine(owner);
    owner.away = true;
    expect(await group.take('registry', 6, records.slice(2), async () => undefined)).toBe(false);
    expect(group.applied('registry', 6)).toBe(0);
    owner.away = false;
    expect(await group.take('registry', 6, records.slice(2), async () => undefined)).toBe(true);
    expect(group.applied('registry', 6)).toBe(4);
  });

  it('I3 rule 24: the effect goes before the checkpoint: a chunk that could not be written is applied by whoever comes next', async () => {
    const records = journal([{ agg: idIn(6), fact: dug('late') }]);
    const owner = fakePublisherOf(records);
    const { group, store } = await engine(owner);
    const write = store.rows.write;
    store.rows.write = async () => {
      throw new TransientFailure('the store is away');
    };
    expect(await group.take('registry', 6, records, async () => undefined)).toBe(false);
    store.rows.write = write;
    const next = await engine(owner, { store });
    await next.bring(records);
    expect(store.held.get(idIn(6))).toMatchObject({ seq: 1, facts: [{ seq: 1 }] });
  });

  it('rule 24: a heartbeat that throws is thrown on, after each chunk of a long catching up', async () => {
    const records = journal(Array.from({ length: 450 }, (_, i) => ({ agg: idIn(6), fact: measured(i) })));
    const { group } = await engine(fakePublisherOf(records));
    const beats: number[] = [];
    const stop = new Error('the group has gone on without us');
    const taken = group.take('registry', 6, records.slice(-1), async () => {
      beats.push(group.applied('registry', 6));
      if (beats.length === 2) throw stop;
    });
    await expect(taken).rejects.toBe(stop);
    expect(beats).toEqual([200, 400]);
  });

  it('a process that closes finishes its chunk and leaves the rest to others', async () => {
    const records = journal(Array.from({ length: 450 }, (_, i) => ({ agg: idIn(6), fact: measured(i) })));
    const { group } = await engine(fakePublisherOf(records));
    expect(await group.take('registry', 6, records.slice(-1), async () => group.stop())).toBe(false);
    expect(group.applied('registry', 6)).toBe(200);
  });
});
