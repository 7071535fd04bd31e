// What becomes of links when a plan has a new version: the report joins them by code, and nothing tells it to.
import { atOnce } from '@tributary/eventing';
import { describe, expect, test } from 'vitest';
import { initiativesUnder } from '../../src/reports/plan-alignment/drill-down.ts';
import { planAlignment } from '../../src/reports/plan-alignment/plan-alignment.ts';
import { initiative, links, plan, review } from './country.ts';
import { rowsFrom, type Told } from './history.ts';

const asked = (to: string) => ({ plan: 'NDP', to, language: 'en', currency: 'EUR' }) as const;

function ask(history: readonly Told[], to = '2026-06-30', asOf?: string) {
  const figures = planAlignment.fold(rowsFrom(history, { to, asOf }), asked(to));
  if ('rejected' in figures) throw new Error(figures.rejected);
  const { footer } = figures;
  return {
    version: footer['planVersion'],
    rows: Object.fromEntries(figures.rows.map((row) => [row['code'], row])),
    sums: [footer['accepted'], footer['awaiting'], footer['rejected'], footer['drifted'], footer['unlinked']],
    footer,
  };
}

/** Half of `a` is accepted at 1.1, 30 % awaits at 1.2, 20 % is rejected at 2. */
const linked = [
  ...plan('NDP', { version: '1', from: '2025-01-01', nodes: ['1', '1.1/1', '1.2/1', '2'] }),
  ...initiative('a', '1000.00'),
  ...links('a', { '1.1': 50, '1.2': 30, 2: 20 }),
  ...review('a', '1.1', 50, 'accepted'),
  ...review('a', '1.2', 30, 'awaiting'),
  ...review('a', '2', 20, 'rejected'),
];
const next = (version: string, from: string, ...nodes: string[]) => plan('NDP', { version, from, nodes });

describe('a link to a version that was replaced', () => {
  test('counts at the node of its code with its decision, from the day of the new version on', () => {
    const history = [...linked, ...next('2', '2026-01-01', '1', '1.1/1', '1.2/1', '2', '3')];
    for (const [to, version] of [
      ['2025-12-31', '1'],
      ['2026-01-01', '2'],
    ] as const) {
      const report = ask(history, to);
      expect(report).toMatchObject({ version, sums: ['500.00', '300.00', '200.00', '0.00', '0.00'] });
      expect(report.rows).toMatchObject({
        1: { initiatives: 1, awaiting: 1, rejected: 0, budget: '500.00' },
        '1.1': { initiatives: 1, budget: '500.00' },
        2: { rejected: 1 },
      });
    }
  });

  test('counts below the parent that its node has now', () => {
    const history = [...linked, ...next('2', '2026-01-01', '7', '1.1/7', '1.2', '2')];
    expect(ask(history).rows).toMatchObject({ 7: { initiatives: 1, awaiting: 0 }, '1.2': { awaiting: 1 } });
  });

  test.each([
    ['accepted', '1.1', ['0.00', '300.00', '200.00', '500.00', '0.00']],
    ['awaiting', '1.2', ['500.00', '0.00', '200.00', '300.00', '0.00']],
    ['rejected', '2', ['500.00', '300.00', '0.00', '200.00', '0.00']],
  ])('that was %s has drifted when its node is gone, and its money with it', (_decision, gone, sums) => {
    const left = ['1', '1.1/1', '1.2/1', '2'].filter((code) => !code.startsWith(gone));
    const history = [...linked, ...next('2', '2026-01-01', ...left)];
    expect(ask(history)).toMatchObject({ sums, footer: { driftedInitiatives: 1, unlinkedInitiatives: 0 } });
    expect(ask(history, '2025-12-31')).toMatchObject({
      sums: ['500.00', '300.00', '200.00', '0.00', '0.00'],
      footer: { driftedInitiatives: 0 },
    });
  });

  test('is listed behind the footer as drifted, with the sum of its weights', () => {
    const history = [...linked, ...next('2', '2026-01-01', '1', '1.2/1')];
    const rows = rowsFrom(history, {});
    expect(atOnce(initiativesUnder(rows, 'drifted', asked('2026-06-30')))).toEqual([
      { id: 'a', title: 'a', lang: 'en', budget: '1000.00', weightPct: 70, status: 'drifted', score: 10 },
    ]);
    expect(atOnce(initiativesUnder(rows, '1', asked('2026-06-30')))).toMatchObject([
      { status: 'awaiting', weightPct: 30 },
    ]);
    expect(atOnce(initiativesUnder(rows, 'unaligned', asked('2026-06-30')))).toEqual([]);
  });

  test('is followed through any number of versions, and counts again where its node is back', () => {
    const history = [
      ...linked,
      ...next('2', '2026-01-01', '1', '1.2/1', '2'),
      ...next('3', '2026-02-01', '1', '1.1/1'),
      ...next('4', '2026-03-01', '1', '1.1/1', '1.2/1', '2'),
    ];
    expect(ask(history, '2026-01-01').sums).toEqual(['0.00', '300.00', '200.00', '500.00', '0.00']);
    expect(ask(history, '2026-02-01').sums).toEqual(['500.00', '0.00', '0.00', '500.00', '0.00']);
    expect(ask(history, '2026-03-01').sums).toEqual(['500.00', '300.00', '200.00', '0.00', '0.00']);
  });

  test('counts with a decision that is taken after the new version came in force, from its own day on', () => {
    const history = [
      ...linked,
      ...next('2', '2026-01-01', '1', '1.1/1', '1.2/1', '2'),
      ...review('a', '1.2', 30, 'accepted', { on: '2026-03-01' }),
    ];
    expect(ask(history, '2026-02-28').sums).toEqual(['500.00', '300.00', '200.00', '0.00', '0.00']);
    expect(ask(history, '2026-03-01').sums).toEqual(['800.00', '0.00', '200.00', '0.00', '0.00']);
  });

  test('is gone with the next proposal, and what was decided on it says nothing of that', () => {
    const history = [
      ...linked,
      ...next('2', '2026-01-01', '1', '1.1/1', '9'),
      ...links('a', { '1.1': 50, 9: 50 }, { version: '2', revision: 2, on: '2026-02-01' }),
      ...review('a', '1.1', 50, 'withdrawn', { revision: 2, on: '2026-02-01' }),
      ...review('a', '9', 50, 'accepted', { version: '2', revision: 2, on: '2026-02-01' }),
    ];
    expect(ask(history, '2026-01-31').sums).toEqual(['500.00', '0.00', '0.00', '500.00', '0.00']);
    expect(ask(history).sums).toEqual(['500.00', '500.00', '0.00', '0.00', '0.00']);
  });
});

describe('what is not known', () => {
  const second = next('2', '2026-01-01', '1', '1.1/1');

  test('drifts nothing: while a node of the new version is still to come, its links keep their decisions', () => {
    const arriving = [...linked, ...second.filter(({ id }) => id !== 'node:NDP:2:1.1')];
    const before = rowsFrom(arriving, {});
    const after = { ...before, nodes: rowsFrom([...linked, ...second], {}).nodes };
    const reportOf = (rows: typeof before) => planAlignment.fold(rows, asked('2026-06-30'));
    expect(reportOf(before)).toMatchObject({ footer: { accepted: '500.00', awaiting: '300.00', drifted: '0.00' } });
    expect(reportOf(after)).toMatchObject({ footer: { accepted: '500.00', awaiting: '0.00', drifted: '500.00' } });
  });

  test('has no place: a link to a node that its own version never had stays as it was decided', () => {
    const history = [
      ...plan('NDP'),
      ...initiative('a', '1000.00'),
      ...links('a', { 9: 100 }),
      ...review('a', '9', 100, 'rejected'),
      ...second,
    ];
    expect(ask(history).sums).toEqual(['0.00', '0.00', '1000.00', '0.00', '0.00']);
  });

  test('does not count: as of an instant before the activation was recorded, the version before is in force', () => {
    const history = [...linked, ...second];
    const before = new Date(Date.UTC(2026, 0, 1) + history.length - 2).toISOString();
    expect(ask(history, '2026-06-30', before)).toEqual(ask(linked));
    expect(ask(history).sums).toEqual(['500.00', '0.00', '0.00', '500.00', '0.00']);
  });
});
