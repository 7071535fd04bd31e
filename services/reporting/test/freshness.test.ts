import type { PartitionProgress } from '@tributary/eventing';
import { describe, expect, test } from 'vitest';
import { freshnessHeaders, freshnessOf, rememberingFreshness, sourcesOf } from '../src/serving/freshness.ts';

const partition = (
  service: PartitionProgress['service'],
  number: number,
  changed: Partial<PartitionProgress> = {},
): PartitionProgress => ({
  service,
  partition: number,
  applied: 5,
  highWatermark: 5,
  highWatermarksAt: '2026-06-30T12:00:00.000Z',
  lagEvents: 0,
  lagSeconds: 0,
  parked: 0,
  ...changed,
});

let revision = 'r1';
const views = {
  revision: () => revision,
  progress: () => [
    partition('strategy', 1, { lagSeconds: 2.5, lagEvents: 3, parked: 1 }),
    partition('strategy', 0, { parked: 2 }),
    partition('initiatives', 0, { lagSeconds: 90, parked: 4 }),
  ],
  watermark: (services: readonly string[]) =>
    services.includes('initiatives') ? undefined : '2026-06-30T11:59:59.000Z',
  shownUpTo: (services: readonly string[]) =>
    services.includes('initiatives') ? undefined : '2026-06-30T11:59:58.000Z',
};

describe('the freshness of an answer', () => {
  test('is that of the services it rests on: the longest lag, and all that is set aside', () => {
    expect(freshnessOf(views, ['strategy'])).toEqual({
      asOf: '2026-06-30T11:59:58.000Z',
      lagSeconds: 2.5,
      parked: 3,
    });
    expect(freshnessOf(views, ['strategy', 'initiatives'])).toMatchObject({
      asOf: undefined,
      lagSeconds: 90,
      parked: 7,
    });
  });

  test('is the same object for a while, and then worked out again', () => {
    let now = 0;
    const fresh = rememberingFreshness(views, () => now);
    const services = ['strategy'] as const;
    const first = fresh(services);
    now = 24;
    expect(fresh(services)).toBe(first);
    now = 25;
    expect(fresh(services)).not.toBe(first);
    expect(fresh(services)).toEqual(first);
  });

  test('is worked out again at once when there are new facts', () => {
    const fresh = rememberingFreshness(views, () => 0);
    const services = ['strategy'] as const;
    const first = fresh(services);
    revision = 'r2';
    expect(fresh(services)).not.toBe(first);
  });

  test('goes into headers, without an instant where nothing is known yet', () => {
    const fresh = { asOf: undefined, lagSeconds: 2.5, parked: 3 };
    expect(freshnessHeaders(fresh, undefined)).toEqual({ 'x-data-lag-seconds': '2.500', 'x-parked': '3' });
    expect(freshnessHeaders(fresh, '2026-06-30T11:59:59.000Z')).toMatchObject({
      'x-data-as-of': '2026-06-30T11:59:59.000Z',
    });
  });

  test('is shown source by source in the order of services and partitions', () => {
    const { sources, asOf } = sourcesOf(views);
    expect(sources.map(({ service, partition: number }) => `${service} ${number}`)).toEqual([
      'initiatives 0',
      'strategy 0',
      'strategy 1',
    ]);
    expect(sources[2]).toEqual({
      service: 'strategy',
      partition: 1,
      applied: 5,
      highWatermark: 5,
      lagEvents: 3,
      lagSeconds: 2.5,
      parked: 1,
    });
    expect(asOf).toBeNull();
  });
});
