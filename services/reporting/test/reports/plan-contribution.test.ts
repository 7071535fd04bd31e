import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planContribution } from '../../src/reports/plan-contribution/plan-contribution.ts';
import { initiative, plan, status } from './country.ts';
import { rowsFrom, type Told } from './history.ts';
import { actual, contribution, indicator, kpi, type Mapped, result } from './results.ts';

const to = '2026-06-30';

function figures(history: readonly Told[], on = to) {
  const asked = { plan: undefined, to: on, language: 'en', currency: 'EUR' } as const;
  const answer = planContribution.fold(rowsFrom(history, { to: on }), asked);
  if ('rejected' in answer) throw new Error(answer.rejected);
  return answer;
}

const row = (history: readonly Told[], code = 'K1', on = to) =>
  figures(history, on).rows.find((one) => one['code'] === code);

const half = { from: '2026-01-01', to: '2026-06-30' };
const ground = [...plan('NDP'), ...kpi('K1'), ...actual('K1', '2026-06-30', '300')];

/** An initiative with one indicator, what was decided of it, and one result of 50. */
const counting = (
  id: string,
  to: Mapped = { code: 'K1' },
  verdict: 'accepted' | 'awaiting' | 'rejected' = 'accepted',
) => [
  ...initiative(id, '1000.00'),
  ...indicator(id, 'I', to),
  ...contribution(id, 'I', to, verdict),
  ...result(id, 'I', { no: 1, ...half, value: '50' }),
];

describe('plan/contribution by KPI', () => {
  test('counts results × accepted share of what contributes, and nothing else', () => {
    const all = [
      ...ground,
      ...counting('direct'),
      ...counting('part', { code: 'K1', contributionType: 'contributing', sharePct: 33.33 }),
      ...counting('enables', { code: 'K1', contributionType: 'enabling' }),
      ...counting('waits', { code: 'K1' }, 'awaiting'),
      ...counting('refused', { code: 'K1' }, 'rejected'),
      ...counting('cancelled'),
      ...status('cancelled', 5, '2026-01-01'),
    ];
    // 50 + 50 × 33.33 % of a progress of 200
    expect(row(all)).toMatchObject({
      diasporaContribution: '66.665',
      sharePct: 33.3,
      verifiedPct: 0,
      initiatives: 2,
      pendingReview: 1,
    });
  });

  test('counts periods after the baseline, up to the day of the national value', () => {
    const periods = (from: string, until: string) => [
      ...ground,
      ...initiative('a', '1000.00'),
      ...indicator('a', 'I', { code: 'K1' }),
      ...contribution('a', 'I', { code: 'K1' }, 'accepted'),
      ...result('a', 'I', { no: 1, from, to: until, value: '7', reportedOn: '2026-06-30' }),
    ];
    expect(row(periods('2024-12-31', '2025-03-31'))).toMatchObject({ diasporaContribution: '0' });
    expect(row(periods('2025-01-01', '2025-03-31'))).toMatchObject({ diasporaContribution: '7' });
    expect(row([...periods('2026-01-01', '2026-06-30'), ...actual('K1', '2026-06-30', '300')])).toMatchObject({
      diasporaContribution: '7',
    });
    const earlier = periods('2026-01-01', '2026-06-30').filter(({ id }) => !id.startsWith('series'));
    expect(row([...earlier, ...actual('K1', '2026-03-31', '250')])).toMatchObject({ diasporaContribution: '0' });
    expect(row(earlier)).toMatchObject({ diasporaContribution: '7', sharePct: null, nationalActual: null });
  });

  test('takes corrections off, and tells how much somebody has verified', () => {
    const verification = { level: 'ministry', on: '2026-06-30' } as const;
    const history = [
      ...ground,
      ...initiative('a', '1000.00'),
      ...indicator('a', 'I', { code: 'K1' }),
      ...contribution('a', 'I', { code: 'K1' }, 'accepted'),
      ...result('a', 'I', { no: 1, ...half, value: '30', verification }),
      ...result('a', 'I', { no: 2, ...half, value: '20.5' }),
      ...result('a', 'I', { no: 3, ...half, value: '-10.5' }),
    ];
    expect(row(history)).toMatchObject({ diasporaContribution: '40', verifiedPct: 75, sharePct: 20 });
  });

  test('awaits a decision anew with each definition, and counts none that was withdrawn', () => {
    const anew = [...ground, ...counting('a'), ...indicator('a', 'I', { code: 'K1' }, { revision: 2 })];
    expect(row(anew)).toMatchObject({ diasporaContribution: '0', initiatives: 0, pendingReview: 1 });
    const gone = [...ground, ...counting('a'), ...contribution('a', 'I', { code: 'K1' }, 'withdrawn')];
    expect(row(gone)).toMatchObject({ diasporaContribution: '0', initiatives: 0, pendingReview: 0 });
  });

  test('counts what was mapped to an earlier version where the KPI is still measured the same way', () => {
    const next = (unit: string) => [
      ...plan('NDP'),
      ...kpi('K1'),
      ...counting('a'),
      ...plan('NDP', { version: '2', from: '2026-01-01' }),
      ...kpi('K1', { planVersion: '2', unit }),
    ];
    expect(row(next('persons'))).toMatchObject({ diasporaContribution: '50', initiatives: 1 });
    expect(row(next('households'))).toMatchObject({ diasporaContribution: '0', initiatives: 0, pendingReview: 0 });
  });

  test('adds no rates up', () => {
    const rate = [...plan('NDP'), ...kpi('K1', { aggregation: 'rate' }), ...counting('a')];
    expect(row(rate)).toMatchObject({ diasporaContribution: null, sharePct: null, verifiedPct: null, initiatives: 1 });
  });

  test('tells what the plan says in words, with no number and no light in its place', () => {
    const words = kpi('K1', {
      baseline: { year: 2024, text: 'not measured' },
      targets: [{ year: 2026, low: '200', high: '300' }],
    });
    expect(row([...plan('NDP'), ...words, ...actual('K1', '2026-06-30', '250')])).toMatchObject({
      baseline: null,
      baselineText: 'not measured',
      finalTarget: null,
      finalTargetText: '200–300',
      expectedNow: null,
      achievementPct: null,
      light: null,
      sharePct: null,
    });
  });

  test('shows the newest national value up to the day, as it was replaced', () => {
    const history = [
      ...plan('NDP'),
      ...kpi('K1'),
      ...actual('K1', '2026-03-31', '240'),
      ...actual('K1', '2025-12-31', '190'),
      ...actual('K1', '2026-03-31', '250'),
      ...actual('K1', '2026-09-30', '400'),
    ];
    expect(row(history)).toMatchObject({ nationalActual: '250', actualAt: '2026-03-31' });
    expect(row(history, 'K1', '2026-01-31')).toMatchObject({ nationalActual: '190', actualAt: '2025-12-31' });
  });

  test('has one row for each KPI of the version in force, in the order of their codes', () => {
    const history = [
      ...plan('NDP'),
      ...['K10', 'K2', 'K1'].flatMap((code) => kpi(code)),
      ...kpi('K3', { planCode: 'SDG' }),
    ];
    expect(figures(history).rows.map(({ code }) => code)).toEqual(['K1', 'K2', 'K10']);
    expect(figures(history).footer).toMatchObject({ kpis: 3 });
  });

  test('sums what initiatives add, whatever is split among them, and verifies at most all of it', () => {
    const drawn = fc.record({
      value: fc.integer({ min: 0, max: 500 }),
      sharePct: fc.integer({ min: 1, max: 10_000 }).map((hundredths) => hundredths / 100),
      verified: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(drawn, { maxLength: 8 }), (all) => {
        const history = [
          ...ground,
          ...all.flatMap(({ value, sharePct, verified }, at) => {
            const id = `i${at}`;
            const to = { code: 'K1', sharePct };
            const verification = verified ? ({ level: 'partner', on: '2026-06-30' } as const) : undefined;
            return [
              ...initiative(id, '1000.00'),
              ...indicator(id, 'I', to),
              ...contribution(id, 'I', to, 'accepted'),
              ...result(id, 'I', { no: 1, ...half, value: String(value), verification }),
            ];
          }),
        ];
        const exact = all.reduce((sum, { value, sharePct }) => sum + value * Math.round(sharePct * 100), 0) / 10_000;
        const { diasporaContribution, verifiedPct } = row(history) ?? {};
        expect(Number(diasporaContribution)).toBeCloseTo(exact, 6);
        if (exact === 0) expect(verifiedPct).toBeNull();
        else expect(verifiedPct).toSatisfy((pct: number) => pct >= 0 && pct <= 100);
      }),
    );
  });
});
