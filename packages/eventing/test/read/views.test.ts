// Views in memory: filled at start, following the checkpoints, one content per revision, W and tokens to wait for.
import type { RecordedEvent } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { createHighWatermarks } from '../../src/consume/high-watermarks.ts';
import type { Row } from '../../src/consume/store.ts';
import type { Views } from '../../src/views/interfaces.ts';
import { createMemory } from '../../src/views/memory.ts';
import { createViews } from '../../src/views/views.ts';
import { type Engine, engine, GROUP, subjects, wells } from './support/engine.ts';
import {
  fencingRecord,
  idIn,
  journal,
  type Said,
  subjectErased,
  subjectSeen,
  wellDug,
  wellMeasured,
} from './support/facts.ts';
import { type FakePublisher, fakePublisherOf, silent } from './support/fake-publisher.ts';

const dug = (name: string) => wellDug({ name, dugOn: '2026-01-05' });
const measured = (level: number) => wellMeasured({ level, measuredOn: '2026-02-01' });
const [north, south] = [idIn(0), idIn(5)];

const said: Said[] = [
  { agg: north, fact: dug('north') },
  { agg: south, fact: dug('south') },
  { agg: north, fact: measured(3) },
  { agg: idIn(3), fact: subjectSeen({ place: 'harbour' }) },
];

async function viewsOn({ store }: Engine, owner: FakePublisher) {
  const highWatermarks = createHighWatermarks(owner, silent, () => 5);
  const views = createViews({ highWatermarks, log: silent, now: () => new Date('2026-03-01T00:00:01.000Z') });
  const readers = { wells: views.view(wells), subjects: views.view(subjects) };
  const starting = views.start({ group: GROUP, ...store });
  return { highWatermarks, views, starting, ...readers };
}

async function started(owner: FakePublisher, feeding?: Engine) {
  const feeder = feeding ?? (await engine(owner));
  const all = await viewsOn(feeder, owner);
  await all.starting;
  return { ...all, feeder, end: () => ended(all.views, all.highWatermarks) };
}

async function ended(views: Views, highWatermarks: { close(): Promise<void> }) {
  await Promise.all([views.close(), highWatermarks.close()]);
}

/** Until the views hold what `token` names. */
const holds = async (views: Views, token: string) => expect(await views.state.waitFor(token, 5_000)).toBe('there');

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

describe('a capture (rule 36)', () => {
  it('shows the rows, the revision and W of its moment, whatever is adopted after it', async () => {
    const owner = fakePublisherOf(journal(said));
    const { views, feeder, wells: reader, end } = await started(owner);
    await feeder.bring(owner.records.slice(0, 2));
    views.wake();
    await holds(views, `registry:${south}:1`);
    const captured = views.state.capture();
    const [revision, before] = [views.state.revision(['registry']), [...reader.all()]];
    await feeder.bring(owner.records.slice(2));
    views.wake();
    await holds(views, `registry:${north}:2`);
    expect(captured.revision(['registry'])).toBe(revision);
    expect(captured.revision(['registry'])).not.toBe(views.state.revision(['registry']));
    expect([...(await captured.rows(wells))]).toEqual(before);
    expect((await captured.rows(wells)).get(north)?.levels).toEqual([]);
    expect((await views.state.capture().rows(wells)).get(north)?.levels).toEqual([3]);
    await end();
  });

  it('of a copy that was not whole is as little of use as the copy was', async () => {
    const owner = fakePublisherOf(journal(said));
    const highWatermarks = createHighWatermarks(owner, silent, () => 5);
    const views = createViews({ highWatermarks, log: silent, now: () => new Date() });
    views.view(wells);
    await expect(views.state.capture().rows(wells)).rejects.toThrow('is still being filled');
    await ended(views, highWatermarks);
  });
});

describe('revisions (rule 36)', () => {
  it('change with every fact of the services they are asked for, and are the same on every process', async () => {
    const owner = fakePublisherOf(journal(said));
    const { views, feeder, end } = await started(owner);
    const other = await started(owner, feeder);
    const first = views.state.revision(['registry']);
    const partners = views.state.revision(['partnerships']);
    await feeder.bring(owner.records.slice(0, 3));
    for (const one of [views, other.views]) {
      one.wake();
      await holds(one, `registry:${north}:2`);
    }
    expect(views.state.revision(['registry'])).not.toBe(first);
    expect(views.state.revision(['partnerships'])).toBe(partners);
    expect(other.views.state.revision(['registry'])).toBe(views.state.revision(['registry']));
    await Promise.all([end(), other.end()]);
  });

  it('that moved are told to who listens for their services, and so is W', async () => {
    const owner = fakePublisherOf(journal(said));
    const { views, highWatermarks, feeder, end } = await started(owner);
    let told = { registry: 0, strategy: 0 };
    const stop = views.state.listen(['registry'], () => {
      told = { ...told, registry: told.registry + 1 };
    });
    views.state.listen(['strategy'], () => {
      told = { ...told, strategy: told.strategy + 1 };
    });
    await feeder.bring(owner.records.slice(0, 3));
    views.wake();
    await holds(views, `registry:${north}:2`);
    await expect.poll(() => told).toEqual({ registry: 1, strategy: 0 });
    highWatermarks.start(['registry']);
    await expect.poll(() => told.registry).toBe(2);
    stop();
    await end();
  });

  it('change with a re-drive, whose facts come in behind the checkpoint (rule 34)', async () => {
    const poisoned = [
      said[0],
      { agg: north, fact: { type: wellMeasured.type, data: { level: -1, measuredOn: '2026-02-01' } } },
    ];
    const owner = fakePublisherOf(journal([...poisoned, { agg: idIn(0, 1), fact: dug('last') }] as Said[]));
    const { views, feeder, wells: reader, end } = await started(owner);
    await feeder.bring(owner.records);
    views.wake();
    await holds(views, `registry:${idIn(0, 1)}:1`);
    const before = views.state.revision(['registry']);
    const mended = journal([said[0], said[2], { agg: idIn(0, 1), fact: dug('last') }] as Said[]);
    owner.records.splice(0, owner.records.length, ...mended);
    expect(await feeder.group.redrive('registry', north)).toBe(true);
    views.wake();
    await holds(views, `registry:${north}:2`);
    expect(reader.one(north)?.levels).toEqual([3]);
    expect(views.state.revision(['registry'])).not.toBe(before);
    await end();
  });
});

describe('W and progress (rules 35, 39)', () => {
  it('W is unknown before the owners told anything, then the instant of their high watermarks', async () => {
    const owner = fakePublisherOf(journal(said));
    const { views, highWatermarks, feeder, end } = await started(owner);
    await feeder.bring(owner.records);
    views.wake();
    await holds(views, `registry:${north}:2`);
    expect(views.state.watermark(['registry'])).toBeUndefined();
    highWatermarks.start(['registry', 'partnerships']);
    const w = (await owner.highWatermarks('registry')).highWatermarksAt ?? '';
    expect(await views.state.waitForWatermark(['registry'], w, 5_000)).toBe(true);
    expect(views.state.watermark(['registry'])).toBe(w);
    expect(await views.state.waitForWatermark(['registry'], '2026-03-01T09:00:00.000Z', 20)).toBe(false);
    await end();
  });

  it('W goes back with an owner that takes back what its clock told too early, and an answer names no such instant', async () => {
    const owner = fakePublisherOf(journal(said));
    const told = owner.highWatermarks;
    let highWatermarksAt = '2036-03-01T09:00:00.000Z';
    owner.highWatermarks = async (service) => ({ ...(await told(service)), highWatermarksAt, corrected: undefined });
    const { views, highWatermarks, feeder, end } = await started(owner);
    highWatermarks.start(['registry', 'partnerships']);
    await feeder.bring(owner.records);
    views.wake();
    expect(await views.state.waitForWatermark(['registry'], highWatermarksAt, 5_000)).toBe(true);
    highWatermarksAt = (await told('registry')).highWatermarksAt ?? '';
    await expect.poll(() => views.state.watermark(['registry']), { timeout: 10_000 }).toBe(highWatermarksAt);
    expect(views.state.shownUpTo(['registry'])).toBe(highWatermarksAt);
    highWatermarksAt = '2026-01-01T00:00:00.000Z';
    await expect.poll(() => views.state.shownUpTo(['registry']), { timeout: 10_000 }).toBeUndefined();
    await end();
  });

  it('W goes on beyond facts that were recorded while a clock stood ahead, and so does the instant of an answer', async () => {
    const ahead = '2036-03-01T09:00:00.000Z';
    const after = '2026-03-01T00:00:00.500Z';
    // a leader whose clock was set right begins with a fencing record in each partition
    const told = journal(said.slice(0, 3));
    const highWatermark = (partition: number) => told.filter((record) => record.partition === partition).length;
    const fencingRecords = Array.from({ length: 12 }, (_, partition) => ({
      ...fencingRecord(partition, highWatermark(partition) + 1, 2),
      recordedAt: after,
    }));
    const records = [
      ...told.map((record, index) => (index === 1 ? { ...record, recordedAt: ahead } : record)),
      ...fencingRecords,
    ];
    const owner = fakePublisherOf(records);
    const highWatermarks = owner.highWatermarks;
    owner.highWatermarks = async (service) => ({ ...(await highWatermarks(service)), highWatermarksAt: after });
    const { views, highWatermarks: poller, feeder, wells: reader, end } = await started(owner);
    poller.start(['registry', 'partnerships']);
    await feeder.bring(records);
    // a fencing record alone has no effect: its checkpoint goes with the next look at the high watermarks
    await feeder.look();
    views.wake();
    expect(await views.state.waitForWatermark(['registry'], after, 5_000)).toBe(true);
    expect(views.state.watermark(['registry'])).toBe(after);
    expect(views.state.shownUpTo(['registry'])).toBeUndefined();
    expect([reader.one(south)?.name, reader.one(south, { asOf: after })]).toEqual(['south', undefined]);
    const wrong = records[1] as RecordedEvent;
    const event = { ...wrong.event, ...measured(4), seq: 2 };
    const next = { ...wrong, pos: highWatermark(wrong.partition) + 2, seq: 2, recordedAt: after, event };
    owner.records.push(next);
    await feeder.bring([next]);
    views.wake();
    await holds(views, `registry:${south}:2`);
    expect(reader.one(south, { asOf: after })).toMatchObject({ name: 'south', levels: [4] });
    const fresh = await started(owner, feeder);
    fresh.highWatermarks.start(['registry', 'partnerships']);
    await expect.poll(() => fresh.views.state.shownUpTo(['registry']), { timeout: 10_000 }).toBe(after);
    await Promise.all([end(), fresh.end()]);
  });

  it('lose what is of a partition that begins again, and show what it holds then', async () => {
    const owner = fakePublisherOf(journal(said));
    const { views, wells: reader, highWatermarks, feeder, end } = await started(owner);
    highWatermarks.start(['registry', 'partnerships']);
    await feeder.bring(owner.records);
    views.wake();
    await holds(views, `registry:${south}:1`);
    expect(reader.one(south)).toMatchObject({ name: 'south' });
    const [, southern] = owner.records;
    await feeder.store.rows.clear('registry', southern?.partition ?? -1);
    await feeder.store.checkpoints.restart({ group: GROUP, service: 'registry', partition: southern?.partition ?? -1 });
    views.wake();
    await expect.poll(() => reader.one(south), { timeout: 10_000 }).toBeUndefined();
    expect([...reader.all().keys()]).toEqual([north]);
    await end();
  });

  it('asOf=W asked again after more writes gives the same answer, on any process', async () => {
    const owner = fakePublisherOf(journal(said));
    const { views, highWatermarks, feeder, wells: reader, end } = await started(owner);
    highWatermarks.start(['registry', 'partnerships']);
    await feeder.bring(owner.records);
    views.wake();
    const w1 = (await owner.highWatermarks('registry')).highWatermarksAt ?? '';
    expect(await views.state.waitForWatermark(['registry'], w1, 5_000)).toBe(true);
    const answer = JSON.stringify([...reader.all({ asOf: w1 })]);
    const more = journal([
      ...said,
      ...Array.from({ length: 20 }, (_, i) => ({ agg: idIn(i % 4, 2), fact: measured(i) })),
    ]);
    owner.records.splice(0, owner.records.length, ...more);
    await feeder.bring(more);
    views.wake();
    await holds(views, `registry:${idIn(0, 2)}:5`);
    expect(JSON.stringify([...reader.all({ asOf: w1 })])).toBe(answer);
    const other = await started(owner, feeder);
    const sorted = (rows: Iterable<[string, unknown]>) => [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
    expect(sorted(other.wells.all({ asOf: w1 }))).toEqual(sorted(reader.all({ asOf: w1 })));
    expect(reader.all().size).toBeGreaterThan(2);
    await Promise.all([end(), other.end()]);
  });

  it('a token of a parked aggregate is answered at once, one that never comes is late', async () => {
    const owner = fakePublisherOf(journal([{ agg: north, fact: { type: wellDug.type, data: {} } }]));
    const { views, feeder, end } = await started(owner);
    await feeder.bring(owner.records);
    expect(await views.state.waitFor(`registry:${north}:1`, 60_000)).toBe('parked');
    expect(await views.state.waitFor(`registry:${south}:1`, 20)).toBe('late');
    expect(await views.state.waitFor(`strategy:${south}:1`, 60_000)).toBe('there');
    await end();
  });

  it('progress tells applied, high watermark, lag and parked per partition', async () => {
    const owner = fakePublisherOf(journal([...said, { agg: south, fact: { type: wellDug.type, data: {} } }]));
    const { views, highWatermarks, feeder, end } = await started(owner);
    highWatermarks.start(['registry', 'partnerships']);
    await feeder.bring(owner.records.filter(({ partition }) => partition !== 0));
    await expect
      .poll(() => views.state.progress().find(({ service, partition }) => service === 'registry' && partition === 5), {
        timeout: 10_000,
      })
      .toMatchObject({ applied: 2, highWatermark: 2, lagEvents: 0, lagSeconds: 0, parked: 1 });
    await expect
      .poll(() => views.state.progress().find(({ service, partition }) => service === 'registry' && partition === 0), {
        timeout: 10_000,
      })
      .toMatchObject({ applied: 0, highWatermark: 2, lagEvents: 2 });
    await end();
  });
});
