// Views in memory: filled at start, following the checkpoints, one content per revision.
import { describe, expect, it } from 'vitest';
import { createHighWatermarks } from '../../src/consume/high-watermarks.ts';
import type { Row } from '../../src/consume/store.ts';
import { createMemory } from '../../src/views/memory.ts';
import { createViews } from '../../src/views/views.ts';
import { engine, GROUP, subjects, wells } from './support/engine.ts';
import { idIn, journal, subjectErased, subjectSeen } from './support/facts.ts';
import { fakePublisherOf, silent } from './support/fake-publisher.ts';
import { ended, holds, north, said, south, started, viewsOn } from './support/started-views.ts';

describe('facts in memory (rule 34)', () => {
  it('are not ready before they are filled, then hold what the rows hold', async () => {
    const owner = fakePublisherOf(journal(said));
    const feeder = await engine(owner);
    await feeder.bring(owner.records);
    const { views, starting, wells: reader, highWatermarks } = await viewsOn(feeder, owner);
    expect(views.state.ready).toBe(false);
    await starting;
    expect(views.state.ready).toBe(true);
    expect([...reader.all().values()]).toEqual([
      { id: north, name: 'north', levels: [3] },
      { id: south, name: 'south', levels: [] },
    ]);
    expect(reader.one(north, { asOf: owner.records[0]?.recordedAt })).toMatchObject({ levels: [] });
    await ended(views, highWatermarks);
  });

  it('I10: follow the worker at once when it rings, and a token waits for its fact', async () => {
    const owner = fakePublisherOf(journal(said));
    const { views, feeder, wells: reader, end } = await started(owner);
    const waiting = views.state.waitFor(`registry:${north}:2`, 5_000);
    await feeder.bring(owner.records);
    views.wake();
    expect(await waiting).toBe('there');
    expect(reader.one(north)).toMatchObject({ levels: [3] });
    await end();
  });

  it('rule 21: follow a worker in another process without a signal, by polling', async () => {
    const owner = fakePublisherOf(journal(said));
    const { views, feeder, end } = await started(owner);
    await feeder.bring(owner.records);
    await holds(views, `registry:${north}:2`);
    await end();
  });

  it('never change a map that a report is reading, and fold again only what changed', async () => {
    const owner = fakePublisherOf(journal(said));
    const { views, feeder, wells: reader, end } = await started(owner);
    await feeder.bring(owner.records.slice(0, 2));
    views.wake();
    await holds(views, `registry:${south}:1`);
    const before = reader.all();
    const southBefore = before.get(south);
    expect(reader.all()).toBe(before);
    await feeder.bring(owner.records.slice(2));
    views.wake();
    await holds(views, `registry:${north}:2`);
    expect(before.get(north)?.levels).toEqual([]);
    expect(reader.all().get(north)?.levels).toEqual([3]);
    expect(reader.all().get(south)).toBe(southBefore);
    await end();
  });

  it('lose an erased entity, and keep its seq', async () => {
    const owner = fakePublisherOf(journal([...said, { agg: idIn(3), fact: subjectErased({ receiptId: 'r' }) }]));
    const { views, feeder, subjects: reader, end } = await started(owner);
    await feeder.bring(owner.records.slice(0, 4));
    views.wake();
    await holds(views, `partnerships:${idIn(3)}:1`);
    expect(reader.all().size).toBe(1);
    await feeder.bring(owner.records.slice(4));
    views.wake();
    await holds(views, `partnerships:${idIn(3)}:2`);
    expect(reader.all().size).toBe(0);
    await end();
  });

  it('hold only what the adopted checkpoints cover, so that a revision means one content', () => {
    const memory = createMemory();
    const reader = memory.reader(wells);
    const facts = journal(said.filter(({ agg }) => agg === north)).map(({ pos, recordedAt, event }) => ({
      type: event.type,
      seq: event.seq,
      pos,
      recordedAt,
      on: undefined,
      ministry: 'MPLA',
      data: event.data,
    }));
    const row = {
      service: 'registry',
      agg: north,
      kind: 'well',
      ministry: 'MPLA',
      partition: 0,
      pos: 2,
      seq: 2,
      facts,
      erased: false,
    } as const;
    memory.take(row, 1);
    expect(reader.one(north)).toEqual({ id: north, name: 'north', levels: [] });
    expect(memory.seq('registry', north)).toBe(1);
    memory.take(row, 2);
    expect(reader.one(north)).toEqual({ id: north, name: 'north', levels: [3] });
    expect(memory.seq('registry', north)).toBe(2);
  });

  it('that are packed are not shown before they are taken in, each once also where a row comes twice', () => {
    const memory = createMemory();
    const reader = memory.reader(wells);
    const facts = journal(said.filter(({ agg }) => agg === north)).map(({ pos, recordedAt, event }) => ({
      ...{ type: event.type, seq: event.seq, pos, recordedAt, on: undefined, ministry: 'MPLA', data: event.data },
    }));
    const place = {
      service: 'registry',
      agg: north,
      kind: 'well',
      ministry: 'MPLA',
      partition: 0,
      erased: false,
    } as const;
    const first = memory.packed({ ...place, pos: 1, seq: 1, facts: facts.slice(0, 1) }, 2);
    const second = memory.packed({ ...place, pos: 2, seq: 2, facts }, 2);
    expect(reader.all().size).toBe(0);
    first();
    second();
    expect(reader.one(north)).toEqual({ id: north, name: 'north', levels: [3] });
    expect(memory.seq('registry', north)).toBe(2);
  });

  it('are folded once for all who read the same view under the same cut', async () => {
    const owner = fakePublisherOf(journal(said));
    const feeder = await engine(owner);
    await feeder.bring(owner.records);
    const highWatermarks = createHighWatermarks(owner, silent, () => 5);
    const views = createViews({ highWatermarks, log: silent, now: () => new Date() });
    const [one, other] = [views.view(wells), views.view(wells)];
    expect(views.declared).toHaveLength(1);
    await views.start({ group: GROUP, ...feeder.store });
    expect(one.all({ to: '2026-01-31' }).size).toBe(2);
    expect(other.all({ to: '2026-01-31' })).toBe(one.all({ to: '2026-01-31' }));
    await ended(views, highWatermarks);
  });

  it('keep the folds that were asked for last, whichever was made first', () => {
    const memory = createMemory();
    const reader = memory.reader(wells);
    const cuts = [1, 2, 3, 4, 5].map((day) => ({ to: `2026-01-0${day}` }));
    const [first, ...others] = cuts;
    const kept = reader.all(first);
    for (const cut of others.slice(0, 3)) reader.all(cut);
    expect(reader.all(first)).toBe(kept);
    const second = reader.all(others[0]);
    reader.all(others[3]);
    expect(reader.all(first)).toBe(kept);
    expect(reader.all(others[0])).toBe(second);
  });

  it('keep an erased entity until a checkpoint that covers its end is adopted: a revision is one content', () => {
    const memory = createMemory();
    const reader = memory.reader(subjects);
    const [seen, erased] = journal([
      { agg: idIn(3), fact: subjectSeen({ place: 'harbour' }) },
      { agg: idIn(3), fact: subjectErased({ receiptId: 'r' }) },
    ]);
    const row = (pos: number, gone: boolean) =>
      ({
        service: 'partnerships',
        agg: idIn(3),
        kind: 'subject',
        ministry: 'MPLA',
        partition: 3,
        pos,
        seq: pos,
        facts: gone
          ? []
          : [{ ...seen, type: subjectSeen.type, on: undefined, ministry: 'MPLA', data: { place: 'harbour' } }],
        erased: gone,
      }) as unknown as Row;
    memory.take(row(1, false), 1);
    memory.take(row(erased?.pos ?? 0, true), 1);
    expect([...reader.all().values()]).toEqual([{ places: ['harbour'] }]);
    memory.take(row(erased?.pos ?? 0, true), 2);
    expect(reader.all().size).toBe(0);
    expect(memory.seq('partnerships', idIn(3))).toBe(2);
  });
});
