// What an answer rests on: one revision for one content, and captures that keep theirs.
import { describe, expect, it } from 'vitest';
import { createHighWatermarks } from '../../src/consume/high-watermarks.ts';
import { createViews } from '../../src/views/views.ts';
import { wells } from './support/engine.ts';
import { dug, idIn, journal, type Said, wellMeasured } from './support/facts.ts';
import { fakePublisherOf, silent } from './support/fake-publisher.ts';
import { ended, holds, north, said, south, started } from './support/started-views.ts';

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
