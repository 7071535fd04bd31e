// Rule 35: a copy is used only when it has once reached the high watermarks that were seen first; until then it tells how far it is.
import { describe, expect, it } from 'vitest';
import { CopyFilling } from '../../src/consume/failure.ts';
import { createHighWatermarks } from '../../src/consume/high-watermarks.ts';
import { createViews } from '../../src/views/views.ts';
import { type Engine, engine, GROUP, subjects, wells } from './support/engine.ts';
import { idIn, journal, type Said, subjectSeen, wellDug, wellMeasured } from './support/facts.ts';
import { type FakePublisher, fakePublisherOf, silent } from './support/fake-publisher.ts';

const dug = (name: string) => wellDug({ name, dugOn: '2026-01-05' });
const measured = (level: number) => wellMeasured({ level, measuredOn: '2026-02-01' });
const [north, south] = [idIn(0), idIn(5)];
const said: Said[] = [
  { agg: north, fact: dug('north') },
  { agg: south, fact: dug('south') },
  { agg: north, fact: measured(3) },
];

/** A process that serves views of the rows that `feeder` fills. */
async function serving({ store }: Engine, owner: FakePublisher) {
  const highWatermarks = createHighWatermarks(owner, silent, () => 5);
  const views = createViews({ highWatermarks, log: silent, now: () => new Date('2026-03-01T00:01:00.000Z') });
  const readers = { wells: views.view(wells), subjects: views.view(subjects) };
  highWatermarks.start(['registry', 'partnerships']);
  await views.start({ group: GROUP, ...store });
  return {
    ...readers,
    views,
    state: views.state,
    end: () => Promise.all([views.close(), highWatermarks.close()]),
  };
}

const wholeOf = (state: { readonly ready: boolean }) => expect.poll(() => state.ready, { timeout: 10_000 });

describe('rule 35: a copy of what another service owns', () => {
  it('is not used before it has reached the high watermarks seen first, and tells how far it is', async () => {
    const owner = fakePublisherOf(journal(said));
    const feeder = await engine(owner, { fresh: true });
    const { state, wells: reader, views, end } = await serving(feeder, owner);
    expect(state.ready).toBe(false);
    expect(state.filling()).toEqual([
      { service: 'registry', applied: 0, of: undefined },
      { service: 'partnerships', applied: 0, of: undefined },
    ]);
    expect(() => reader.all()).toThrow(CopyFilling);
    await feeder.group.aim('registry', await owner.highWatermarks('registry'));
    await feeder.bring(owner.records.slice(0, 2));
    views.wake();
    await expect.poll(() => state.filling()[0]).toEqual({ service: 'registry', applied: 2, of: 3 });
    expect(() => reader.one(north)).toThrow(CopyFilling);
    expect(await state.waitFor(`registry:${north}:1`, 20)).toBe('late');

    const more = journal([...said, { agg: south, fact: measured(8) }]);
    owner.records.splice(0, owner.records.length, ...more);
    await feeder.bring(more.slice(0, 3));
    views.wake();
    await expect.poll(() => state.filling().map(({ service }) => service)).toEqual(['partnerships']);
    expect(reader.one(north)?.levels).toEqual([3]);
    await end();
  });

  it('keeps nobody waiting who leans on another one', async () => {
    const owner = fakePublisherOf(journal([...said, { agg: idIn(3), fact: subjectSeen({ place: 'harbour' }) }]));
    const feeder = await engine(owner, { fresh: true });
    const { state, subjects: other, wells: reader, end } = await serving(feeder, owner);
    for (const service of ['registry', 'partnerships'] as const)
      await feeder.group.aim(service, await owner.highWatermarks(service));
    await feeder.bring(owner.records.slice(3));
    await expect.poll(() => state.filling().map(({ service }) => service)).toEqual(['registry']);
    expect(other.all().size).toBe(1);
    expect(() => reader.all()).toThrow('the copy of what registry owns is still being filled');
    await end();
  });

  it('was whole once: an owner that is away holds it back no more, not even at a new start', async () => {
    const owner = fakePublisherOf(journal(said));
    const feeder = await engine(owner, { fresh: true });
    await feeder.look(false);
    for (const service of ['registry', 'partnerships'] as const)
      await feeder.group.aim(service, await owner.highWatermarks(service));
    owner.away = true;
    const { state, wells: reader, end } = await serving(feeder, owner);
    await wholeOf(state).toBe(true);
    expect(reader.one(north)?.levels).toEqual([3]);
    await end();
  });

  it('aims at what was seen first: events that come later do not put it off', async () => {
    const owner = fakePublisherOf(journal(said));
    const feeder = await engine(owner, { fresh: true });
    await feeder.group.aim('registry', await owner.highWatermarks('registry'));
    const more = journal([...said, ...said, ...said]);
    await feeder.group.aim('registry', await fakePublisherOf(more).highWatermarks('registry'));
    const firsts = (await feeder.store.checkpoints.of(GROUP)).filter(({ service }) => service === 'registry');
    expect(firsts.map(({ first }) => first)).toEqual([2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  });

  it('does not take high watermarks for seen that no leader has told yet', async () => {
    const owner = fakePublisherOf([]);
    const feeder = await engine(owner, { fresh: true });
    const { highWatermarks } = await owner.highWatermarks('registry');
    await feeder.group.aim('registry', { highWatermarks, highWatermarksAt: undefined, epoch: 0 });
    expect((await feeder.store.checkpoints.of(GROUP)).every(({ first }) => first === undefined)).toBe(true);
  });
});

describe('the lag of what was never applied', () => {
  it('is the age of its oldest event, in the consumer and in the views', async () => {
    const owner = fakePublisherOf(journal(said));
    const feeder = await engine(owner, { fresh: true });
    const told = { ...(await owner.highWatermarks('registry')), highWatermarksAt: '2026-03-01T00:00:59.000Z' };
    await feeder.group.aim('registry', told);
    const stuck: FakePublisher = { ...owner, highWatermarks: async () => told, feed: async () => [] };
    const { state, end } = await serving(feeder, stuck);
    await expect
      .poll(() => state.progress().find(({ service, partition }) => service === 'registry' && partition === 0), {
        timeout: 5_000,
      })
      .toMatchObject({ applied: 0, highWatermark: 2, lagEvents: 2, lagSeconds: 60 });
    await end();
    const away = await engine(stuck, { store: feeder.store, fresh: true });
    await away.look(false);
    expect(away.group.lag(new Date('2026-03-01T00:01:00.000Z'))).toEqual({ events: 6, seconds: 60 });
  });
});
