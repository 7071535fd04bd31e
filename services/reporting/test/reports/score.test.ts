import { type InitiativeScore, type Language, languages } from '@tributary/contracts';
import { atOnce } from '@tributary/eventing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bandOf } from '../../src/reports/score/score.ts';
import { scoreOf } from '../../src/reports/score/score-of.ts';
import { initiative, links, plan, review } from './country.ts';
import { rowsFrom, type Told } from './history.ts';
import { granted, paid, signed, terminated, verified } from './money.ts';
import { contribution, indicator, kpi, type Mapped, result, target } from './results.ts';

const to = '2026-06-30';
const id = 'initiative:A';

function score(history: readonly Told[], on = to, language: Language = 'en'): InitiativeScore {
  const found = atOnce(scoreOf(rowsFrom(history, { to: on }), id, { plan: undefined, to: on, language }));
  if ('rejected' in found) throw new Error(found.rejected);
  return found;
}

/** The points of each rule. */
const pointsOf = (history: readonly Told[], on = to): Readonly<Record<string, number | null>> =>
  Object.fromEntries(
    score(history, on).components.flatMap(({ rules }) => rules.map(({ rule, points }) => [rule, points])),
  );

const ground = [...plan('NDP'), ...kpi('K1')];
const bare = [...ground, ...initiative(id, '1000.00')];
const linked = (weights: Readonly<Record<string, number>>) => [...bare, ...links(id, weights)];

describe('the link of an initiative', () => {
  test('has points for a programme, for the whole, and for each tenth that is accepted', () => {
    const history = [...linked({ 1.1: 59.99, 2: 40.01 }), ...review(id, '1.1', 59.99, 'accepted')];
    expect(pointsOf(history)).toMatchObject({ PROGRAMME_LEVEL: 10, WEIGHTS_WHOLE: 5, ACCEPTED_WEIGHT: 5 });
    expect(pointsOf(bare)).toMatchObject({ PROGRAMME_LEVEL: 0, WEIGHTS_WHOLE: 0, ACCEPTED_WEIGHT: 0 });
    const rejected = [...linked({ 1.1: 100 }), ...review(id, '1.1', 100, 'rejected')];
    expect(pointsOf(rejected)).toMatchObject({ PROGRAMME_LEVEL: 10, WEIGHTS_WHOLE: 5, ACCEPTED_WEIGHT: 0 });
  });

  test('does not count where its node is gone', () => {
    const drifted = [
      ...linked({ 1.2: 100 }),
      ...plan('NDP', { version: '2', from: '2026-01-01', nodes: ['1', '1.1/1'] }),
    ];
    expect(pointsOf(drifted)).toMatchObject({ PROGRAMME_LEVEL: 0, WEIGHTS_WHOLE: 0, BUDGETED: 0 });
  });
});

describe('the results of an initiative', () => {
  const years = [target(2025, '1'), target(2026, '2')].map(({ year = 0, value = '' }) => ({ year, value }));
  const whole = { baseline: { year: 2024, value: '0' }, targets: years };
  const counted = (...more: readonly Told[]) => [...bare, ...more];
  const k1: Mapped = { code: 'K1' };

  test('have points for a KPI, for where from and where to, and for the consent of its ministry', () => {
    const history = counted(...indicator(id, 'I', k1, whole), ...contribution(id, 'I', k1, 'accepted'));
    expect(pointsOf(history)).toMatchObject({ KPI_MAPPED: 10, BASELINE_AND_TARGETS: 5, CONTRIBUTION_ACCEPTED: 10 });
    expect(pointsOf(bare)).toMatchObject({ KPI_MAPPED: 0, BASELINE_AND_TARGETS: 0, CONTRIBUTION_ACCEPTED: 0 });
  });

  test.each([
    ['a year without a target', { ...whole, targets: years.slice(1) }],
    ['no baseline', { targets: years }],
  ])('lack points for %s', (_what, changed) => {
    expect(pointsOf(counted(...indicator(id, 'I', k1, changed)))).toMatchObject({
      KPI_MAPPED: 10,
      BASELINE_AND_TARGETS: 0,
    });
  });

  test('are those of one indicator, the best', () => {
    const history = counted(
      ...indicator(id, 'I', undefined, whole),
      ...indicator(id, 'J', k1),
      ...contribution(id, 'J', k1, 'accepted'),
    );
    expect(pointsOf(history)).toMatchObject({ KPI_MAPPED: 10, BASELINE_AND_TARGETS: 0, CONTRIBUTION_ACCEPTED: 10 });
  });

  test('count towards no KPI that is measured otherwise', () => {
    expect(pointsOf(counted(...indicator(id, 'I', k1, { unit: 'households' })))).toMatchObject({ KPI_MAPPED: 0 });
  });
});

describe('the evidence of an initiative', () => {
  const reported = (no: number, until: string, verifiedOn?: string) =>
    result(id, 'I', {
      no,
      from: '2025-07-01',
      to: until,
      value: '1',
      verification: verifiedOn === undefined ? undefined : { level: 'partner', on: verifiedOn },
    });
  const seen = (...more: readonly Told[]) => pointsOf([...bare, ...indicator(id, 'I'), ...more]);

  test.each([
    ['2025-12-30', 0],
    ['2025-12-31', 5],
    ['2026-06-30', 5],
  ])('whose last period ended on %s has %i points', (until, points) => {
    expect(seen(...reported(1, until))).toMatchObject({ RECENT_RESULT: points, RESULT_VERIFIED: 0 });
  });

  test('is that of the period that ended last, and of the newest report of it', () => {
    const verification = '2026-06-30';
    const last = [...reported(1, '2026-03-31', verification), ...reported(2, '2025-12-31')];
    expect(seen(...last)).toMatchObject({ RECENT_RESULT: 5, RESULT_VERIFIED: 5 });
    expect(seen(...last, ...reported(3, '2026-03-31'))).toMatchObject({ RECENT_RESULT: 5, RESULT_VERIFIED: 0 });
    expect(pointsOf([...bare, ...last], '2026-04-01')).toMatchObject({ RECENT_RESULT: 5, RESULT_VERIFIED: 0 });
  });
});

describe('the money of an initiative', () => {
  const award = (...tranches: readonly (readonly [string, string])[]) => [
    ...granted({ code: 'A', programme: 'TOWN', shares: { central: '100.00', diaspora: '50.00', local: '50.00' } }),
    ...signed('A', '2025-06-09', ...tranches),
  ];

  test('has points for a budget that is linked whole, for its line, and for half of what others promised', () => {
    const named = [...ground, ...initiative(id, '1000.00', { budgetCode: 'MLOC-1' }), ...links(id, { 1.1: 100 })];
    const half = [...award(), ...verified('A', 'diaspora', 'cash', '50.00', '2026-01-01')];
    expect(pointsOf([...named, ...half])).toMatchObject({ BUDGETED: 10, BUDGET_CODE: 5, COUNTERPART_VERIFIED: 5 });
    const less = [...award(), ...verified('A', 'diaspora', 'cash', '49.99', '2026-01-01')];
    expect(pointsOf([...linked({ 1.1: 100 }), ...less])).toMatchObject({ BUDGET_CODE: 0, COUNTERPART_VERIFIED: 0 });
    expect(pointsOf([...ground, ...initiative(id, '0.00'), ...links(id, { 1.1: 100 })])).toMatchObject({ BUDGETED: 0 });
  });

  test.each([
    ['69.99', 20],
    ['70.00', 20],
    ['60.00', 17],
    ['35.00', 10],
    ['110.00', 20],
    ['111.00', 20],
    ['112.00', 19],
    ['130.00', 10],
    ['150.00', 0],
    ['200.00', 0],
  ])('paid %s of 100.00 that are due has %i points for execution', (amount, points) => {
    const history = [...bare, ...award(['100.00', '2026-01-01']), ...paid('A', 1, amount, '2026-02-01')];
    expect(pointsOf(history)).toMatchObject({ PAID_AS_DUE: points });
  });

  test('executes what is due by the day, nothing without an award, and what is cancelled is not due', () => {
    expect(pointsOf(bare)).toMatchObject({ PAID_AS_DUE: 0 });
    const planned = [...bare, ...award(['60.00', '2026-01-01'], ['40.00', '2026-09-30'])];
    expect(pointsOf(planned)).toMatchObject({ PAID_AS_DUE: 0 });
    expect(pointsOf(planned, '2025-12-31')).toMatchObject({ PAID_AS_DUE: 20 });
    const first = [...planned, ...paid('A', 1, '60.00', '2026-01-05')];
    expect(pointsOf(first)).toMatchObject({ PAID_AS_DUE: 20 });
    expect(pointsOf([...planned, ...terminated('A', '2026-03-01')])).toMatchObject({ PAID_AS_DUE: 20 });
  });

  test('has points between nothing and all, which fall with the distance from what was due', () => {
    const cents = fc.integer({ min: 0, max: 40_000 });
    const pointsFor = (units: number) =>
      pointsOf([...bare, ...award(['100.00', '2026-01-01']), ...paid('A', 1, (units / 100).toFixed(2), '2026-02-01')])[
        'PAID_AS_DUE'
      ] ?? Number.NaN;
    fc.assert(
      fc.property(cents, cents, (one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        for (const points of [pointsFor(less), pointsFor(more)]) {
          expect(Number.isInteger(points) && points >= 0 && points <= 20).toBe(true);
        }
        if (more <= 7_000) expect(pointsFor(less)).toBeLessThanOrEqual(pointsFor(more));
        if (less >= 11_000) expect(pointsFor(less)).toBeGreaterThanOrEqual(pointsFor(more));
      }),
    );
  });
});

describe('a score', () => {
  test.each([
    [100, 'aligned'],
    [80, 'aligned'],
    [79.9, 'moderate'],
    [60, 'moderate'],
    [59.9, 'weak'],
    [40, 'weak'],
    [39.9, 'not-aligned'],
    [0, 'not-aligned'],
  ])('of %d is %s', (points, band) => {
    expect(bandOf(points)).toBe(band);
  });

  test('is of a hundred, and each part is the sum of its rules', () => {
    const { components, total } = score(linked({ 1.1: 100 }));
    expect(components.map(({ name, of }) => `${name} ${of}`)).toEqual([
      'link 25',
      'results 25',
      'money 20',
      'execution 20',
      'evidence 10',
    ]);
    for (const { points, of, rules } of components) {
      expect(points).toBe(rules.reduce((sum, rule) => sum + (rule.points ?? 0), 0));
      expect(of).toBe(rules.reduce((sum, rule) => sum + rule.of, 0));
    }
    expect(total).toBe(components.reduce((sum, { points }) => sum + (points ?? 0), 0));
  });

  test('gives its reasons in the language that is asked for', () => {
    const history = linked({ 1.1: 100 });
    const said = languages.map((language) =>
      score(history, to, language).components.flatMap(({ rules }) => rules.map(({ because }) => because)),
    );
    expect(new Set(said.flat()).size).toBe(said.flat().length - repeatedIn(said));
    for (const because of said.flat()) expect(because).not.toMatch(/[{}?]/);
  });

  test('is of an initiative that is there on the day', () => {
    const asked = { plan: undefined, to: '2025-02-28', language: 'en' } as const;
    expect(atOnce(scoreOf(rowsFrom(bare, { to: '2025-02-28' }), id, asked))).toMatchObject({ rejected: 'NOT_FOUND' });
  });
});

/** How many sentences a language says more than once, as it does where two rules have one reason. */
const repeatedIn = (said: readonly (readonly string[])[]): number =>
  said.reduce((sum, sentences) => sum + sentences.length - new Set(sentences).size, 0);
