import type { KpiTarget } from '@tributary/contracts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { monthsBetween } from '../../src/reports/months.ts';
import {
  achievementOf,
  expectedOn,
  progressOf,
  writtenFraction,
} from '../../src/reports/plan-contribution/expected.ts';

type Planned = Parameters<typeof expectedOn>[0];

const year = (of: number, value: string): KpiTarget => ({ year: of, value });
const planned = (changed: Partial<Planned> = {}): Planned => ({
  direction: 'up',
  baseline: { year: 2023, value: '4200' },
  targets: [year(2025, '5600'), year(2026, '6600'), year(2028, '9000')],
  ...changed,
});

const expected = (of: Planned, on: string): string | undefined => {
  const found = expectedOn(of, on);
  return found && writtenFraction(found);
};

describe('months', () => {
  test.each([
    ['2025-12-31', '2026-06-30', 6],
    ['2025-12-31', '2026-06-29', 5],
    ['2025-12-31', '2026-02-28', 2],
    ['2024-01-31', '2024-02-29', 1],
    ['2026-01-15', '2026-02-14', 0],
    ['2025-12-31', '2028-12-31', 36],
  ])('from %s to %s are %i', (from, to, months) => {
    expect(monthsBetween(from, to)).toBe(months);
  });
});

describe('what is expected of a KPI', () => {
  test.each([
    ['2023-12-30', undefined],
    ['2023-12-31', '4200'],
    ['2025-06-30', '5250'],
    ['2025-12-31', '5600'],
    ['2026-01-31', '5683.33'],
    ['2026-06-30', '6100'],
    ['2027-12-31', '7800'],
    ['2028-12-31', '9000'],
    ['2040-01-01', '9000'],
  ])('on %s is %s, by whole months between the ends of years', (on, value) => {
    expect(expected(planned(), on)).toBe(value);
  });

  test('is nothing where the plan says one of the two ends in words, or as a range', () => {
    const words = planned({ targets: [year(2025, '5600'), { year: 2026, text: 'most regions' }, year(2028, '9000')] });
    expect(expected(words, '2025-12-30')).toBe('5541.67');
    expect(expected(words, '2026-06-30')).toBeUndefined();
    expect(expected(words, '2027-06-30')).toBeUndefined();
    expect(expected(words, '2029-01-01')).toBe('9000');
    const range = planned({ targets: [{ year: 2025, low: '5000', high: '6000' }] });
    expect(expected(range, '2024-06-30')).toBeUndefined();
    expect(expected(range, '2026-06-30')).toBeUndefined();
  });

  test('is nothing where the plan names no time, or no target', () => {
    expect(expected(planned({ targets: [{ value: '9000' }] }), '2026-06-30')).toBeUndefined();
    expect(expected(planned({ targets: [] }), '2026-06-30')).toBeUndefined();
    expect(expected(planned({ baseline: { value: '4200' } }), '2025-06-30')).toBeUndefined();
    expect(expected(planned({ baseline: undefined }), '2026-06-30')).toBe('6100');
  });

  test('follows periods to their own ends, and what is to be kept', () => {
    const fiscal: KpiTarget = { year: 2026, period: { label: 'FY 2025/26', to: '2026-06-30' }, value: '6000' };
    expect(expected(planned({ targets: [fiscal] }), '2026-06-30')).toBe('6000');
    const kept = planned({ targets: [year(2025, '5600'), { year: 2026, keep: true }] });
    expect(expected(kept, '2026-06-30')).toBe('5600');
  });

  test('lies between the targets on both sides, never runs back where targets rise, and meets each on its day', () => {
    const rising = fc
      .array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 2, maxLength: 6 })
      .map((values) => values.toSorted((one, other) => one - other));
    const month = fc.integer({ min: 0, max: 11 });
    fc.assert(
      fc.property(rising, month, fc.nat(5), (values, at, later) => {
        const [first = 0, ...rest] = values;
        const of = planned({
          baseline: { year: 2020, value: String(first) },
          targets: rest.map((value, place) => year(2021 + place, String(value))),
        });
        rest.forEach((value, place) => {
          expect(expected(of, `${2021 + place}-12-31`)).toBe(String(value));
        });
        const day = (months: number) => {
          const date = new Date(Date.UTC(2021, months + 1, 0));
          return date.toISOString().slice(0, 10);
        };
        const [early, late] = [day(at), day(at + later)].map((on) => Number(expected(of, on)));
        expect(late).toBeGreaterThanOrEqual(early ?? Number.NaN);
        expect(early).toBeGreaterThanOrEqual(first);
        expect(late).toBeLessThanOrEqual(rest.at(-1) ?? Number.NaN);
      }),
    );
  });
});

describe('the achievement of a KPI', () => {
  const on = '2026-06-30';
  const achieved = (of: Planned, actual: string | undefined) => achievementOf(of, actual, expectedOn(of, on));

  test.each([
    ['6005', 95, 'green'],
    ['6004', 94.9, 'amber'],
    ['5625', 75, 'amber'],
    ['5624', 74.9, 'red'],
    ['4100', -5.3, 'red'],
    ['7050', 150, 'green'],
  ])('of %s where 6100 is expected is %s %% and %s', (actual, achievementPct, light) => {
    expect(achieved(planned(), actual)).toEqual({ achievementPct, light });
  });

  test('counts down where less is better', () => {
    const falling = planned({ direction: 'down', targets: [year(2025, '4000'), year(2026, '3000')] });
    expect(achieved(falling, '3500')).toEqual({ achievementPct: 100, light: 'green' });
    expect(achieved(falling, '4300')).toEqual({ achievementPct: -14.3, light: 'red' });
  });

  test('is nothing, without a light, where it would mean nothing', () => {
    const nothing = { achievementPct: null, light: null };
    expect(achieved(planned(), undefined)).toEqual(nothing);
    expect(achieved(planned({ baseline: undefined }), '5000')).toEqual(nothing);
    expect(achieved(planned({ baseline: { year: 2023, text: 'few' } }), '5000')).toEqual(nothing);
    expect(achieved(planned({ targets: [year(2025, '4200'), year(2026, '4200')] }), '4200')).toEqual(nothing);
    expect(achieved(planned({ direction: 'keep' }), '5000')).toEqual(nothing);
    // the plan expects the other way than the KPI should go
    expect(achieved(planned({ direction: 'down' }), '5000')).toEqual(nothing);
  });
});

describe('the progress of a KPI', () => {
  test.each([
    ['up', '4300.5', '100.5'],
    ['up', '4200', undefined],
    ['up', '4000', undefined],
    ['down', '4000', '200'],
    ['down', '4300', undefined],
  ] as const)('%s to %s is %s', (direction, actual, progress) => {
    expect(progressOf(planned({ direction }), actual)).toBe(progress);
  });
});
