// W, up to which an answer no longer changes; tokens to wait for; how far the copy is.
import type { RecordedEvent } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { GROUP } from './support/engine.ts';
import { fencingRecord, idIn, journal, measured, wellDug } from './support/facts.ts';
import { fakePublisherOf } from './support/fake-publisher.ts';
import { holds, north, said, south, started } from './support/started-views.ts';

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
