// plan/gaps: what a plan has and nothing is done or paid for, with the SDG targets that its nodes lead to.
import { languages } from '@tributary/contracts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planGaps } from '../../src/reports/plan-gaps/plan-gaps.ts';
import { crosswalk, initiative, links, plan, review, status } from './country.ts';
import { rowsFrom, type Told } from './history.ts';
import { istmara, to as sampleDay } from './istmara.ts';
import { granted, paid, signed } from './money.ts';
import { contribution, indicator, kpi } from './results.ts';

function gaps(history: readonly Told[], { to = '2026-06-30', plan: asked = 'NDP' } = {}) {
  const figures = planGaps.fold(rowsFrom(history, { to }), { plan: asked, to, language: 'en', currency: 'EUR' });
  if ('rejected' in figures) throw new Error(figures.rejected);
  const shown = figures.rows.map((row) => `${row['kind']} ${row['code']} ${row['gap']}`);
  return { ...figures, shown };
}
const rowOf = (history: readonly Told[], code: string) => gaps(history).rows.find((row) => row['code'] === code);

/** The initiative of the award of this name. */
const of = (name: string) => `initiative:${name}`;

/** An initiative that is accepted at one node; `funded`: 40.00 of central money were paid on it. */
function linked(name: string, node: string, amount: string, funded = false): readonly Told[] {
  const money = [
    ...granted({ code: name, programme: 'P', shares: { central: '40.00' } }),
    ...signed(name, '2025-06-02', ['40.00', '2025-07-01']),
    ...paid(name, 1, '40.00', '2025-07-02'),
  ];
  return [
    ...initiative(of(name), amount),
    ...links(of(name), { [node]: 100 }),
    ...review(of(name), node, 100, 'accepted'),
    ...(funded ? money : []),
  ];
}

describe('nodes and KPIs of a plan', () => {
  test('have a gap where nothing is accepted, or nothing is paid or verified', () => {
    const history = [
      ...plan('NDP'),
      ...kpi('K1'),
      ...kpi('K2'),
      ...kpi('K3'),
      ...linked('a', '1.1', '100.00', true),
      ...linked('b', '1.2', '100.00'),
      ...indicator(of('a'), 'WATER', { code: 'K1' }),
      ...contribution(of('a'), 'WATER', { code: 'K1' }, 'accepted'),
      ...indicator(of('b'), 'WATER', { code: 'K2' }),
      ...contribution(of('b'), 'WATER', { code: 'K2' }, 'accepted'),
      ...indicator(of('b'), 'ROADS', { code: 'K3' }),
    ];
    const { shown, footer } = gaps(history);
    expect(shown).toEqual(['node 1.2 no-money', 'node 2 no-initiative', 'kpi K2 no-money', 'kpi K3 no-initiative']);
    expect(rowOf(history, '1.2')).toMatchObject({
      initiatives: 1,
      budget: '100.00',
      funded: '0.00',
      levelSharePct: 50,
    });
    expect(rowOf(history, 'K3')).toMatchObject({ initiatives: 0, awaiting: 1, level: null, levelSharePct: null });
    expect(footer).toMatchObject({
      nodes: 4,
      nodesWithoutInitiative: 1,
      nodesWithoutMoney: 1,
      kpis: 3,
      kpisWithoutInitiative: 1,
      kpisWithoutMoney: 1,
      sdgTargets: 0,
      overConcentrated: 0,
    });
    expect(gaps([...history, ...status(of('a'), 5, '2026-01-01')]).shown).toContain('node 1.1 no-initiative');
  });

  test('have too much where more than half of the money of a level of three is on one', () => {
    const nodes = ['1', '2', '3'];
    const even = [...plan('NDP', { nodes }), ...linked('a', '1', '50.00', true), ...linked('b', '2', '50.00', true)];
    expect(gaps(even)).toMatchObject({ shown: ['node 3 no-initiative'], footer: { concentration: 0.5 } });
    const piled = [...even, ...linked('c', '1', '0.01', true)];
    expect(gaps(piled).shown).toEqual(['node 1 over-concentrated', 'node 3 no-initiative']);
    const two = [...plan('NDP', { nodes: ['1', '2'] }), ...linked('a', '1', '50.00', true)];
    expect(gaps(two)).toMatchObject({ shown: ['node 2 no-initiative'], footer: { concentration: 1 } });
  });
});

describe('SDG targets', () => {
  const sdg = plan('SDG', { kind: 'sdg', nodes: ['6', '6.1/6', '6.2/6', '6.3/6'], programmeLevel: 2 });
  const country = [...plan('NDP'), ...sdg, ...linked('a', '1.1', '100.00', true)];
  const led = [...country, ...crosswalk('NDP', '1.1', 'SDG', { '6.1': 70, '6.2': 30 })];

  test('are reached by crosswalks from nodes, in their weights', () => {
    expect(gaps(country).footer).toMatchObject({ sdgTargets: 0 });
    expect(gaps(led).shown).toContain('sdg-target 6.3 no-initiative');
    expect(gaps(led).footer).toMatchObject({ sdgTargets: 3, sdgTargetsWithoutInitiative: 1 });
    const unpaid = [...plan('NDP'), ...sdg, ...linked('b', '1.1', '100.00'), ...led.slice(country.length)];
    expect(rowOf(unpaid, '6.2')).toMatchObject({ gap: 'no-money', initiatives: 1, budget: '30.00', plan: 'SDG' });
  });

  test('are reached from below a node that leads to them, by the nearest crosswalk', () => {
    const above = [...country, ...crosswalk('NDP', '1', 'SDG', { '6.3': 100 })];
    expect(gaps(above).shown).toEqual(
      expect.arrayContaining(['sdg-target 6.1 no-initiative', 'sdg-target 6.2 no-initiative']),
    );
    const both = [...above, ...crosswalk('NDP', '1.1', 'SDG', { '6.1': 100 })];
    expect(gaps(both).shown).toEqual(
      expect.arrayContaining(['sdg-target 6.2 no-initiative', 'sdg-target 6.3 no-initiative']),
    );
  });

  test('are reached by links of their own, and the same money counts once', () => {
    const own = [
      ...plan('NDP'),
      ...sdg,
      ...linked('b', '1.1', '100.00'),
      ...led.slice(country.length),
      ...links(of('b'), { '6.2': 100 }, { plan: 'SDG' }),
      ...review(of('b'), '6.2', 100, 'accepted', { plan: 'SDG' }),
    ];
    expect(rowOf(own, '6.2')).toMatchObject({ initiatives: 1, budget: '100.00' });
    expect(rowOf(own, '6.1')).toMatchObject({ initiatives: 1, budget: '70.00' });
  });

  test('are led to from the day of a crosswalk on, and no more from the day of an empty one', () => {
    const later = [...led, ...crosswalk('NDP', '1.1', 'SDG', {}, '2026-03-01')];
    expect(gaps(later, { to: '2026-02-28' }).footer).toMatchObject({ sdgTargets: 3 });
    expect(gaps(later, { to: '2026-03-01' }).footer).toMatchObject({ sdgTargets: 0 });
  });

  test('share out what leads to them wholly, whatever the weights', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 1_000_000 }), (cut, cents) => {
        const amount = (cents / 100).toFixed(2);
        const parts = { '6.1': cut / 100, '6.2': (10_000 - cut) / 100 };
        const history = [
          ...plan('NDP'),
          ...sdg,
          ...linked('b', '1.1', amount),
          ...crosswalk('NDP', '1.1', 'SDG', parts),
        ];
        const { rows } = gaps(history);
        const targets = rows.filter((row) => row['kind'] === 'sdg-target' && row['initiatives'] === 1);
        const sum = targets.reduce((all, row) => all + Math.round(Number(row['budget']) * 100), 0);
        expect(Math.abs(sum - cents)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the gaps of the sample country', () => {
  test('are the roads, the institutions without money, and the KPIs that nothing is done for', () => {
    const { shown, footer } = gaps(istmara, { to: sampleDay, plan: 'NDP-2028' });
    expect(shown).toEqual([
      'node 3.2 no-initiative',
      'node 4 no-money',
      'node 4.1 no-money',
      'kpi K2 no-initiative',
      'kpi K10 no-initiative',
    ]);
    expect(footer).toMatchObject({ nodesWithoutInitiative: 1, nodesWithoutMoney: 2, kpis: 10, sdgTargets: 0 });
  });

  test.each(languages)('have a label and a definition for each column, in %s', (language) => {
    for (const { label, definition } of [...planGaps.columns(language, 'EUR'), ...planGaps.footer(language, 'EUR')])
      expect([label.length > 0, (definition ?? '').length > 0]).toEqual([true, true]);
  });
});
