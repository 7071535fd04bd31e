// What the worker of a process writes is shown by its views without being read back; everything else is read.
import { afterEach, describe, expect, it } from 'vitest';
import { createHighWatermarks } from '../../src/consume/high-watermarks.ts';
import { keepingOf } from '../../src/views/append.ts';
import { createHandover } from '../../src/views/handover.ts';
import { createRowsHandler } from '../../src/views/rows-handler.ts';
import { createViews } from '../../src/views/views.ts';
import { engine, GROUP, wells } from './support/engine.ts';
import { idIn, journal, wellDug, wellMeasured } from './support/facts.ts';
import { type FakePublisher, fakePublisherOf, silent } from './support/fake-publisher.ts';
import { memoryStore } from './support/memory-store.ts';

const north = idIn(3);
const south = idIn(3, 1);
const dug = (agg: string) => ({ agg, fact: wellDug({ name: agg.slice(-2), dugOn: '2026-01-05' }) });
const measured = (level: number) => ({ agg: north, fact: wellMeasured({ level, measuredOn: '2026-02-01' }) });

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** A worker and its views in one process, and how often the views read rows after they were filled. */
async function worker(owner: FakePublisher, store = memoryStore()) {
  const highWatermarks = createHighWatermarks(owner, silent, () => 5);
  const views = createViews({ highWatermarks, log: silent, now: () => new Date('2026-03-01T00:00:01.000Z') });
  const reader = views.view(wells);
  const handover = createHandover();
  const { bring, group } = await engine(owner, {
    store,
    views: [wells],
    sources: ['registry'],
    handler: ({ rows }) =>
      createRowsHandler({ rows, feeds: owner, keeping: keepingOf([wells]), contractOf: () => undefined, handover }),
    onApplied: (assignment, step) => views.wake(handover.take(assignment, step)),
  });
  let read = 0;
  const rows = {
    beyond(...places: Parameters<typeof store.rows.beyond>) {
      read += places[0].length;
      return store.rows.beyond(...places);
    },
  };
  await views.start({ group: GROUP, ...store, rows });
  read = 0;
  ends.push(
    () => views.close(),
    () => highWatermarks.close(),
  );
  const shows = async (agg: string, seq: number) =>
    expect(await views.state.waitFor(`registry:${agg}:${seq}`, 5_000)).toBe('there');
  return { bring, group, store, reader, views, shows, reads: () => read };
}

describe('what a worker has written', () => {
  it('is shown by the views of its process without being read', async () => {
    const owner = fakePublisherOf(journal([dug(north), measured(1), dug(south), measured(2)]));
    const { bring, shows, reader, reads, views } = await worker(owner);
    const before = views.state.revision(['registry']);
    await bring(owner.records);
    await shows(north, 3);
    expect([reader.one(north)?.levels, reader.one(south)?.name, reads()]).toEqual([[1, 2], south.slice(-2), 0]);
    expect(views.state.revision(['registry'])).not.toBe(before);
  });

  it('is read where another worker has moved the partition before', async () => {
    const owner = fakePublisherOf(journal([dug(north), measured(1), measured(2)]));
    const mine = await worker(owner);
    const other = await worker(owner, mine.store);
    await other.bring(owner.records.slice(0, 2));
    await mine.bring(owner.records);
    await mine.shows(north, 3);
    expect(mine.reader.one(north)?.levels).toEqual([1, 2]);
    expect(mine.reads()).toBeGreaterThan(0);
  });

  it('is read where the row held it already, after a crash before the checkpoint', async () => {
    const owner = fakePublisherOf(journal([dug(north), measured(1)]));
    const first = await worker(owner);
    await first.bring(owner.records);
    const again = await worker(owner, { ...first.store, checkpoints: memoryStore().checkpoints });
    await again.bring(owner.records);
    await again.shows(north, 2);
    expect(again.reader.one(north)?.levels).toEqual([1]);
    expect(again.reads()).toBeGreaterThan(0);
  });

  it('is read where a re-drive put it behind the checkpoint', async () => {
    const owner = fakePublisherOf(journal([dug(north), measured(1), dug(south)]));
    const { bring, group, store, shows, reader, reads } = await worker(owner);
    await store.parked.park({ group: GROUP, service: 'registry', partition: 3, agg: north, fromSeq: 1, error: 'x' });
    await bring(owner.records);
    await shows(south, 1);
    expect([reader.one(north), reads()]).toEqual([undefined, 0]);
    expect(await group.redrive('registry', north)).toBe(true);
    await shows(north, 2);
    expect(reader.one(north)?.levels).toEqual([1]);
  });
});
