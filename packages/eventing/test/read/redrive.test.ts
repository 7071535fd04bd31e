// Re-drives: what was set aside is caught up with, whoever else is at work and wherever one of them ends.
import { describe, expect, it, vi } from 'vitest';
import { createHighWatermarks } from '../../src/consume/high-watermarks.ts';
import { createViews } from '../../src/views/views.ts';
import { engine, GROUP, wells } from './support/engine.ts';
import { journal, measured } from './support/facts.ts';
import { fakePublisherOf, silent } from './support/fake-publisher.ts';
import { mended, poison, said, sick } from './support/poison.ts';

describe('parking in views (rule 26)', () => {
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
