// What one process shows while versions come and go: one whole version at any moment, and another only once it shows as much.
import { setTimeout as pause } from 'node:timers/promises';
import type { RecordedEvent } from '@tributary/contracts';
import { describe, expect, it, vi } from 'vitest';
import { createHighWatermarks } from '../../src/consume/high-watermarks.ts';
import { createServing } from '../../src/rebuild/serving.ts';
import { factOf } from '../../src/views/append.ts';
import { createMoves } from '../../src/views/moves.ts';
import { createViews } from '../../src/views/views.ts';
import { engine, GROUP, wells } from './support/engine.ts';
import { idIn, journal, type Said, wellDug, wellMeasured } from './support/facts.ts';
import { fakePublisherOf, silent } from './support/fake-publisher.ts';

const [north, south] = [idIn(0), idIn(5)];
const measured = (level: number) => wellMeasured({ level, measuredOn: '2026-02-01' });
const said: Said[] = [
  { agg: north, fact: wellDug({ name: 'north', dugOn: '2026-01-05' }) },
  { agg: south, fact: wellDug({ name: 'south', dugOn: '2026-01-05' }) },
  { agg: north, fact: measured(3) },
  { agg: south, fact: measured(4) },
];

/** Two versions on stores of their own; the first has applied all that was said, the second nothing. */
async function world({ telling = true } = {}) {
  const owner = fakePublisherOf(journal(said));
  const [one, other] = [await engine(owner), await engine(owner)];
  await one.bring(owner.records);
  const highWatermarks = createHighWatermarks(owner, silent, () => 5);
  if (telling) highWatermarks.start(['registry']);
  const asked = { '1': 0, '2': 0 };
  const moves = createMoves(silent);
  const serving = createServing({
    make: () => createViews({ highWatermarks, log: silent, now: () => new Date('2026-03-01T00:01:00.000Z'), moves }),
    moves,
    storeOf: (version) => {
      const { checkpoints, ...store } = version === '1' ? one.store : other.store;
      const of = (group: string) => {
        asked[version === '1' ? '1' : '2'] += 1;
        return checkpoints.of(group);
      };
      return { group: GROUP, ...store, checkpoints: { of } };
    },
    log: silent,
  });
  const reader = serving.view(wells);
  serving.show('1');
  await vi.waitUntil(() => serving.state.ready && reader.all().size === 2);
  return {
    owner,
    one,
    other,
    serving,
    reader,
    asked,
    async end() {
      await serving.close();
      await highWatermarks.close();
    },
  };
}

const shows = ({ version }: { readonly version: string | undefined }, wanted: string) => version === wanted;

describe('rule 40: another version', () => {
  it('takes nothing back that the worker handed over, while it waits to be shown', async () => {
    const { owner, one, serving, reader, end } = await world();
    const [next] = journal([...said, { agg: north, fact: measured(9) }]).slice(said.length) as [RecordedEvent];
    const { partition, pos, recordedAt, seq } = next;
    owner.records.push(next);
    const places = serving.state.progress();
    const from = places.find((place) => place.service === 'registry' && place.partition === partition)?.applied ?? 0;
    const fact = factOf(next, wellMeasured);
    const change = { service: 'registry', agg: north, kind: 'well', ministry: 'MPLA', partition, pos, seq } as const;
    const changes = [{ ...change, facts: [fact], erased: false, after: seq - 1 }];
    serving.wake(GROUP, { service: 'registry', partition, from, pos, recordedAt, changes });
    await vi.waitUntil(() => reader.one(north)?.levels.length === 2);
    serving.show('2');
    for (let look = 0; look < 30; look += 1) {
      expect(reader.one(north)?.levels).toEqual([3, 9]);
      await pause(20);
    }
    await one.bring([next]);
    await end();
  });

  it('is not shown while it has applied less, and what is shown goes on', async () => {
    const { owner, one, other, serving, reader, end } = await world({ telling: false });
    await other.bring(owner.records.slice(0, 3));
    serving.show('2');
    await pause(700);
    expect([serving.version, reader.one(south)?.levels]).toEqual(['1', [4]]);
    const more = journal([...said, { agg: north, fact: measured(9) }]).slice(said.length);
    owner.records.push(...more);
    await one.bring(more);
    serving.wake(GROUP);
    expect(await serving.state.waitFor(`registry:${north}:3`, 5_000)).toBe('there');
    expect(serving.version).toBe('1');
    await end();
  });

  it('is shown once it has applied as much, all of it at once, and W does not go back', async () => {
    const { owner, other, serving, reader, end } = await world();
    await vi.waitUntil(() => serving.state.watermark(['registry']) !== undefined);
    serving.show('2');
    const seen = new Set<string>();
    const reached = serving.state.watermark(['registry']) ?? '';
    for (const record of owner.records) {
      await other.bring([record]);
      await pause(30);
      seen.add(JSON.stringify([...reader.all().values()]));
    }
    await vi.waitUntil(() => shows(serving, '2'), { timeout: 5_000 });
    seen.add(JSON.stringify([...reader.all().values()]));
    expect([...seen]).toEqual([
      JSON.stringify([
        { id: north, name: 'north', levels: [3] },
        { id: south, name: 'south', levels: [4] },
      ]),
    ]);
    expect((serving.state.watermark(['registry']) ?? '') >= reached).toBe(true);
    await end();
  });

  it('is not shown while W would go back, although it has applied as much', async () => {
    const { owner, one, other, serving, end } = await world();
    await other.bring(owner.records);
    const told = owner.highWatermarks;
    owner.highWatermarks = async (service) => ({
      ...(await told(service)),
      highWatermarksAt: '2026-03-01T00:00:10.000Z',
    });
    await vi.waitUntil(() => serving.state.watermark(['registry']) === '2026-03-01T00:00:10.000Z');
    const more = journal([...said, { agg: north, fact: measured(9) }]).slice(said.length);
    owner.records.push(...more);
    await vi.waitUntil(() => serving.state.progress().some(({ lagEvents }) => lagEvents > 0));
    serving.show('2');
    await pause(700);
    expect(serving.version).toBe('1');
    for (const { bring } of [one, other]) await bring(more);
    await vi.waitUntil(() => shows(serving, '2'), { timeout: 5_000 });
    expect((serving.state.watermark(['registry']) ?? '') >= '2026-03-01T00:00:10.000Z').toBe(true);
    await end();
  });

  it('answers who has asked the one before it for a fact, and leaves nobody asking that', async () => {
    const { owner, other, serving, asked, end } = await world();
    await other.bring(owner.records);
    const more = journal([...said, { agg: north, fact: measured(9) }]).slice(said.length);
    owner.records.push(...more);
    await other.bring(more);
    const waiting = serving.state.waitFor(`registry:${north}:3`, 10_000);
    serving.show('2');
    expect(await waiting).toBe('there');
    await vi.waitUntil(() => shows(serving, '2'));
    await serving.state.refresh();
    const before = asked['1'];
    await pause(1_200);
    expect(asked['1']).toBe(before);
    await end();
  });

  it('is given up where the first is wanted again before it was shown', async () => {
    const { owner, other, serving, end } = await world();
    serving.show('2');
    await pause(100);
    serving.show('1');
    await other.bring(owner.records);
    await pause(700);
    expect(serving.version).toBe('1');
    serving.show('2');
    await vi.waitUntil(() => shows(serving, '2'), { timeout: 5_000 });
    await end();
  });

  it('that is still coming does not keep the process from closing', async () => {
    const { serving, end } = await world();
    serving.show('2');
    await pause(50);
    await end();
    expect(serving.version).toBe('1');
  });
});
