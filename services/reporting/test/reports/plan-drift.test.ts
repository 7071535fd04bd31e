// plan/drift: what a new version of a plan leaves without its node or KPI, and where it can go.
import { languages } from '@tributary/contracts';
import { describe, expect, test } from 'vitest';
import { planAlignment } from '../../src/reports/plan-alignment/plan-alignment.ts';
import { planDrift } from '../../src/reports/plan-drift/plan-drift.ts';
import { render } from '../../src/serving/render.ts';
import { initiative, links, plan, replacedBy, review, status } from './country.ts';
import { rowsFrom, type Told } from './history.ts';
import { contribution, indicator, kpi } from './results.ts';

const asked = (to: string) => ({ plan: 'NDP', to, language: 'en', currency: 'EUR' }) as const;

function drift(history: readonly Told[], to = '2026-06-30', asOf?: string) {
  const figures = planDrift.fold(rowsFrom(history, { to, asOf }), asked(to));
  if ('rejected' in figures) throw new Error(figures.rejected);
  return figures;
}

/** 1.1 is split into 1.3 and 1.4, and 2 retired; K1 is renamed to K9 in 2026. */
const first = [...plan('NDP'), ...kpi('K1'), ...kpi('K2')];
const second = [
  ...kpi('K9', { planVersion: '2', replaces: replacedBy({ K1: 100 }), responsibleMinistry: 'MEDU' }),
  ...kpi('K2', { planVersion: '2' }),
  ...plan('NDP', {
    version: '2',
    from: '2026-01-01',
    nodes: ['1', '1.2/1', '1.3/1', '1.4/1'],
    replaces: { '1.3': { '1.1': 60 }, '1.4': { '1.1': 40 } },
  }),
];
const linked = [
  ...initiative('a', '1000.00'),
  ...links('a', { '1.1': 50, '1.2': 30, 2: 20 }),
  ...review('a', '1.1', 50, 'accepted'),
  ...review('a', '2', 20, 'rejected'),
  ...indicator('a', 'WATER', { code: 'K1', sharePct: 40 }),
  ...contribution('a', 'WATER', { code: 'K1', sharePct: 40 }, 'accepted'),
  ...indicator('a', 'CLINICS', { code: 'K2' }),
];
const history = [...first, ...linked, ...second];

describe('plan/drift', () => {
  test('lists what has drifted, how, since when, whose it is, and where it can go', () => {
    const { rows, footer } = drift(history);
    const of = { initiative: 'a', title: 'a', titleLang: 'en', owner: 'MPLA', partTitleLang: 'en' };
    const since = { planVersion: '1', goneIn: '2', driftedOn: '2026-01-01', ageDays: 180 };
    expect(rows).toEqual([
      {
        kind: 'link',
        code: '1.1',
        partTitle: 'Node 1.1',
        change: 'split',
        suggested: ['1.3 60', '1.4 40'],
        deciders: ['MHEA'],
        indicator: null,
        said: 'accepted',
        sharePct: 50,
        budget: '500.00',
        ...since,
        ...of,
      },
      {
        kind: 'link',
        code: '2',
        partTitle: 'Node 2',
        change: 'retired',
        suggested: [],
        deciders: [],
        indicator: null,
        said: 'rejected',
        sharePct: 20,
        budget: '200.00',
        ...since,
        ...of,
      },
      {
        kind: 'contribution',
        code: 'K1',
        partTitle: 'KPI K1',
        change: 'renamed',
        suggested: ['K9 100'],
        deciders: ['MEDU'],
        indicator: 'WATER',
        said: 'accepted',
        sharePct: 40,
        budget: null,
        ...since,
        ...of,
      },
    ]);
    expect(footer).toEqual({
      planVersion: '2',
      currency: 'EUR',
      links: 2,
      contributions: 1,
      initiatives: 1,
      budget: '700.00',
      withoutSuggestion: 1,
      oldestDays: 180,
    });
  });

  test('is empty on days before the new version, whatever is told later', () => {
    expect(drift(history, '2025-12-31')).toMatchObject({ rows: [], footer: { planVersion: '1', oldestDays: null } });
  });

  test('ties with plan/alignment, also where parts of budgets are rounded', () => {
    const cents = [
      ...initiative('b', '0.05'),
      ...links('b', { '1.1': 33.33, 2: 33.33, '1.2': 33.34 }),
      ...initiative('c', '0.01'),
      ...links('c', { 2: 100 }),
    ];
    const rows = rowsFrom([...history, ...cents], { to: '2026-06-30' });
    const alignment = planAlignment.fold(rows, asked('2026-06-30'));
    const { footer } = drift([...history, ...cents]);
    expect(alignment).toMatchObject({
      footer: { drifted: footer['budget'], driftedInitiatives: footer['initiatives'] },
    });
  });

  test('leaves out what was mapped again, what was taken back, and initiatives that are cancelled', () => {
    const again = links('a', { '1.2': 30, '1.3': 70 }, { version: '2', revision: 2, on: '2026-02-01' });
    const mapped = indicator('a', 'WATER', { code: 'K9', planVersion: '2' }, { revision: 2, definedOn: '2026-02-02' });
    expect(drift([...history, ...again, ...mapped])).toMatchObject({ rows: [] });
    expect(drift([...history, ...again, ...mapped], '2026-01-31').rows).toHaveLength(3);
    const withdrawn = contribution('a', 'WATER', { code: 'K1', sharePct: 40 }, 'withdrawn');
    expect(drift([...history, ...withdrawn]).footer).toMatchObject({ links: 2, contributions: 0 });
    expect(drift([...history, ...status('a', 5, '2026-03-01')])).toMatchObject({ rows: [] });
  });

  test('follows a part through versions, and counts its age from the one that it went with', () => {
    const third = plan('NDP', {
      version: '3',
      from: '2026-06-01',
      nodes: ['1', '1.2/1', '1.4/1', '1.5/1'],
      replaces: { '1.5': { '1.3': 100 } },
    });
    expect(drift([...history, ...third]).rows[0]).toMatchObject({
      code: '1.1',
      goneIn: '2',
      ageDays: 180,
      suggested: ['1.4 40', '1.5 60'],
    });
  });

  test('says of nothing that it is gone as long as not all of the version has arrived', () => {
    const partly = history.filter(({ id }) => id !== 'node:NDP:2:1.4');
    expect(drift(partly).footer).toMatchObject({ links: 0 });
  });

  test('is the same in any order of aggregates', () => {
    const isPlan = ({ id }: Told) => id.startsWith('plan:');
    const others = history.filter((one) => !isPlan(one));
    const ids = [...new Set(others.map(({ id }) => id))].reverse();
    const turned = ids.flatMap((id) => others.filter((one) => one.id === id));
    const again = drift([...turned, ...history.filter(isPlan)]);
    expect(JSON.stringify(again)).toBe(JSON.stringify(drift(history)));
  });

  test.each(languages)('has a label and a definition for each column, in %s', (language) => {
    for (const { label, definition } of [...planDrift.columns(language, 'EUR'), ...planDrift.footer(language, 'EUR')])
      expect([label.length > 0, (definition ?? '').length > 0]).toEqual([true, true]);
  });

  test('is a CSV file', () => {
    const form = { format: 'csv', to: '2026-06-30', language: 'en', currency: 'EUR', labelled: false } as const;
    const lines = render(planDrift, drift(history), form).toString('utf8').trim().split('\r\n');
    expect(lines[1]).toContain(
      'link,1.1,Node 1.1,en,1,split,2,2026-01-01,180,1.3 60; 1.4 40,MHEA,a,a,en,MPLA,,accepted',
    );
  });
});
