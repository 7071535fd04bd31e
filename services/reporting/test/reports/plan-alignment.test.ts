import { describe, expect, test } from 'vitest';
import { planAlignment } from '../../src/reports/plan-alignment/plan-alignment.ts';
import type { Figures } from '../../src/reports/report.ts';
import { initiative, links, plan, review, status } from './country.ts';
import { rowsFrom, type Told } from './history.ts';

interface Question {
  readonly plan?: string;
  readonly to?: string;
  readonly asOf?: string;
  readonly language?: 'en' | 'fr';
}

function ask(history: readonly Told[], { plan: code, to = '2026-06-30', asOf, language = 'en' }: Question = {}) {
  return planAlignment.fold(rowsFrom(history, { to, asOf }), { plan: code, to, language, currency: 'EUR' });
}

function figures(history: readonly Told[], question: Question = {}): Figures {
  const answer = ask(history, question);
  if ('rejected' in answer) throw new Error(answer.rejected);
  return answer;
}

const row = (history: readonly Told[], code: string, question: Question = {}) =>
  figures(history, question).rows.find((one) => one['code'] === code);

const footer = (history: readonly Told[], question: Question = {}) => figures(history, question).footer;

describe('plan/alignment by node', () => {
  test('counts a node with its descendants, and an initiative once per node', () => {
    const history = [
      ...plan('NDP'),
      ...initiative('a', '1000.00'),
      ...links('a', { '1.1': 60, '1.2': 40 }),
      ...review('a', '1.1', 60, 'accepted'),
      ...review('a', '1.2', 40, 'accepted'),
    ];
    expect(row(history, '1')).toMatchObject({ initiatives: 1, budget: '1000.00', budgetSharePct: 100 });
    expect(row(history, '1.1')).toMatchObject({ initiatives: 1, budget: '600.00', budgetSharePct: 60 });
    expect(row(history, '1.2')).toMatchObject({ initiatives: 1, budget: '400.00' });
    expect(row(history, '2')).toMatchObject({ initiatives: 0, budget: '0.00', budgetSharePct: 0 });
  });

  test('shows a node without an accepted link as a gap without a score, never 0', () => {
    const history = [...plan('NDP'), ...initiative('a', '1000.00'), ...links('a', { 1.1: 100 })];
    for (const one of figures(history).rows) expect(one).toMatchObject({ weightedScore: null, band: 'gap' });
    expect(footer(history)['weightedAlignment']).toBe(0);
    expect(footer(plan('NDP'))['weightedAlignment']).toBeNull();
  });

  test('weights scores by the accepted part of each budget, and by all live budget in the footer', () => {
    const history = [
      ...plan('NDP'),
      // link 25 and money 10
      ...initiative('a', '3000.00'),
      ...links('a', { 1.1: 100 }),
      ...review('a', '1.1', 100, 'accepted'),
      // link 20 and money 10
      ...initiative('b', '1000.00'),
      ...links('b', { 1.1: 50, 2: 50 }),
      ...review('b', '1.1', 50, 'accepted'),
    ];
    // (3000 × 35 + 500 × 30) ÷ 3500
    expect(row(history, '1.1')).toMatchObject({ weightedScore: 34.3, band: 'not-aligned' });
    expect(row(history, '2')).toMatchObject({ weightedScore: null, band: 'gap' });
    // (3000 × 35 + 500 × 30) ÷ 4000
    expect(footer(history)['weightedAlignment']).toBe(30);
  });

  test('keeps what awaits and what was rejected out of the budget, and counts it beside', () => {
    const history = [
      ...plan('NDP'),
      ...initiative('a', '1000.00'),
      ...links('a', { '1.1': 50, '1.2': 30, 2: 20 }),
      ...review('a', '1.1', 50, 'accepted'),
      ...review('a', '1.2', 30, 'awaiting'),
      ...review('a', '2', 20, 'rejected'),
    ];
    expect(row(history, '1')).toMatchObject({ initiatives: 1, awaiting: 1, rejected: 0, budget: '500.00' });
    expect(row(history, '2')).toMatchObject({ initiatives: 0, awaiting: 0, rejected: 1, budget: '0.00' });
    expect(footer(history)).toMatchObject({ accepted: '500.00', awaiting: '300.00', rejected: '200.00' });
  });

  test('orders parents before children and numbers as numbers', () => {
    const nodes = ['10', '10.A/10', '10.10/10', '10.2/10', '2', '1', '1.1/1', '1.1.1/1.1'];
    expect(figures(plan('NDP', { nodes })).rows.map(({ code }) => code)).toEqual([
      '1',
      '1.1',
      '1.1.1',
      '2',
      '10',
      '10.2',
      '10.10',
      '10.A',
    ]);
  });

  test('shows a node at the top as long as its parent has not arrived', () => {
    const history = plan('NDP', { nodes: ['1', '1.1/1', '2'] }).filter(({ id }) => id !== 'node:NDP:1:1');
    expect(figures(history).rows.map(({ code }) => code)).toEqual(['1.1', '2']);
  });

  test('shows titles in the language asked for, else in English, else in the first, and says which', () => {
    const titles: Record<string, Record<string, string>> = {
      1: { fr: 'Santé', en: 'Health' },
      2: { en: 'Water' },
      3: { sw: 'Barabara', ro: 'Drumuri' },
    };
    const history = plan('NDP', { nodes: ['1', '2', '3'], title: (code) => titles[code] ?? {} });
    const shown = figures(history, { language: 'fr' }).rows.map(({ title, titleLang }) => [title, titleLang]);
    expect(shown).toEqual([
      ['Santé', 'fr'],
      ['Water', 'en'],
      ['Barabara', 'sw'],
    ]);
  });
});

describe('what decides a link', () => {
  const linked = [...plan('NDP'), ...initiative('a', '1000.00'), ...links('a', { '1.1': 100 })];

  test('a link without any verdict awaits one', () => {
    expect(row(linked, '1.1')).toMatchObject({ initiatives: 0, awaiting: 1 });
  });

  test('a verdict on another revision says nothing of this one', () => {
    const history = [...linked, ...review('a', '1.1', 100, 'accepted'), ...links('a', { '1.1': 100 }, { revision: 2 })];
    expect(row(history, '1.1')).toMatchObject({ initiatives: 0, awaiting: 1 });
    expect(row([...history, ...review('a', '1.1', 100, 'accepted', { revision: 2 })], '1.1')).toMatchObject({
      initiatives: 1,
      awaiting: 0,
    });
  });

  test('a verdict on another weight says nothing of this one', () => {
    expect(row([...linked, ...review('a', '1.1', 99.99, 'accepted')], '1.1')).toMatchObject({ awaiting: 1 });
  });

  test('a verdict on another initiative, node, version or plan says nothing of this one', () => {
    const others = [
      ...review('b', '1.1', 100, 'accepted'),
      ...review('a', '1.2', 100, 'accepted'),
      ...review('a', '1.1', 100, 'accepted', { version: '2' }),
      ...review('a', '1.1', 100, 'accepted', { plan: 'SDG' }),
    ];
    expect(row([...linked, ...others], '1.1')).toMatchObject({ initiatives: 0, awaiting: 1, budget: '0.00' });
  });

  test('a link that the newest proposal lacks is gone, whatever was decided on it', () => {
    const history = [
      ...linked,
      ...review('a', '1.1', 100, 'accepted'),
      ...links('a', { 2: 100 }, { revision: 2 }),
      ...review('a', '1.1', 100, 'withdrawn', { revision: 2 }),
      ...review('a', '2', 100, 'accepted', { revision: 2 }),
    ];
    expect(row(history, '1.1')).toMatchObject({ initiatives: 0, awaiting: 0, rejected: 0 });
    expect(row(history, '2')).toMatchObject({ initiatives: 1, budget: '1000.00' });
  });
});

describe('rule 32: what is live at `to`', () => {
  const linked = [
    ...plan('NDP'),
    ...initiative('a', '1000.00', { registeredOn: '2025-03-01' }),
    ...links('a', { '1.1': 100 }),
    ...review('a', '1.1', 100, 'accepted'),
  ];

  test('an initiative that was cancelled counts up to the day before and not after', () => {
    const history = [...linked, ...status('a', 2, '2025-05-01'), ...status('a', 5, '2026-02-01')];
    expect(footer(history, { to: '2026-01-31' })).toMatchObject({ liveInitiatives: 1, accepted: '1000.00' });
    expect(footer(history, { to: '2026-02-01' })).toMatchObject({ liveInitiatives: 0, portfolioBudget: '0.00' });
    expect(row(history, '1.1', { to: '2026-02-01' })).toMatchObject({ initiatives: 0, budgetSharePct: null });
  });

  test('an initiative counts from its registration on, even where its status is older', () => {
    const history = [...linked, ...status('a', 2, '2024-10-01')];
    const before = [...history, ...plan('NDP', { from: '2024-01-01' })];
    expect(footer(before, { to: '2025-02-28' })).toMatchObject({ liveInitiatives: 0 });
    expect(footer(before, { to: '2025-03-01' })).toMatchObject({ liveInitiatives: 1, unlinked: '1000.00' });
  });

  test('a proposal and a verdict count from their own days on', () => {
    const history = [
      ...plan('NDP'),
      ...initiative('a', '1000.00'),
      ...links('a', { '1.1': 100 }, { on: '2025-04-01' }),
      ...review('a', '1.1', 100, 'awaiting', { on: '2025-04-01' }),
      ...review('a', '1.1', 100, 'accepted', { on: '2025-05-01' }),
    ];
    expect(footer(history, { to: '2025-03-31' })).toMatchObject({ unlinked: '1000.00', unlinkedInitiatives: 1 });
    expect(footer(history, { to: '2025-04-30' })).toMatchObject({ awaiting: '1000.00', unlinkedInitiatives: 0 });
    expect(footer(history, { to: '2025-05-01' })).toMatchObject({ accepted: '1000.00' });
  });
});

describe('which plan and version', () => {
  test('the one national plan in force is meant where none is named', () => {
    const history = [...plan('NDP'), ...plan('SDG', { kind: 'sdg' })];
    expect(figures(history).plan).toBe('NDP');
    expect(figures(history, { plan: 'SDG' }).plan).toBe('SDG');
  });

  test('of several national plans, or none, one must be named', () => {
    const two = [...plan('SDG', { kind: 'sdg' }), ...plan('OLD'), ...plan('NDP')];
    expect(ask(two)).toMatchObject({ rejected: 'PLAN_REQUIRED', values: { plans: 'NDP, OLD, SDG' } });
    expect(ask([])).toMatchObject({ rejected: 'PLAN_REQUIRED', values: { plans: '–' } });
    expect(ask(plan('SDG', { kind: 'sdg' }))).toMatchObject({ rejected: 'PLAN_REQUIRED', values: { plans: 'SDG' } });
  });

  test('a plan has no active version before its first one is in force', () => {
    const history = plan('NDP', { from: '2025-01-01' });
    const refusal = { rejected: 'NO_ACTIVE_VERSION', values: { planCode: 'NDP', to: '2024-12-31' } };
    expect(ask(history, { plan: 'NDP', to: '2024-12-31' })).toMatchObject(refusal);
    expect(ask(history, { to: '2024-12-31' })).toMatchObject({ rejected: 'PLAN_REQUIRED' });
    expect(ask(history, { plan: 'NONE' })).toMatchObject({ rejected: 'NO_ACTIVE_VERSION' });
  });

  test('of two versions in force from the same day, the later decision stands', () => {
    const history = [...plan('NDP', { version: '1' }), ...plan('NDP', { version: '2', nodes: ['9'] })];
    expect(footer(history)).toMatchObject({ planVersion: '2' });
  });

  test('several plans stand side by side, each with its own links', () => {
    const history = [
      ...plan('NDP'),
      ...plan('SDG', { kind: 'sdg', nodes: ['17'] }),
      ...initiative('a', '1000.00'),
      ...links('a', { '1.1': 100 }),
      ...links('a', { 17: 100 }, { plan: 'SDG' }),
      ...review('a', '1.1', 100, 'rejected'),
      ...review('a', '17', 100, 'accepted', { plan: 'SDG' }),
    ];
    expect(footer(history, { plan: 'NDP' })).toMatchObject({ rejected: '1000.00', accepted: '0.00' });
    expect(footer(history, { plan: 'SDG' })).toMatchObject({ rejected: '0.00', accepted: '1000.00' });
  });
});

describe('rule 37: the footer', () => {
  test('is a tie of five parts to the cent, also where rounding each alone would miss it', () => {
    const history = [
      ...plan('NDP'),
      ...initiative('a', '0.01'),
      ...links('a', { '1.1': 50, '1.2': 50 }),
      ...review('a', '1.1', 50, 'accepted'),
      ...review('a', '1.2', 50, 'rejected'),
    ];
    expect(footer(history)).toMatchObject({
      portfolioBudget: '0.01',
      accepted: '0.01',
      awaiting: '0.00',
      rejected: '0.00',
      drifted: '0.00',
      unlinked: '0.00',
    });
  });

  test('rounds a sum once at its end, not each of its parts', () => {
    const each = ['a', 'b', 'c'].flatMap((id) => [
      ...initiative(id, '0.01'),
      ...links(id, { '1.1': 40, 2: 60 }),
      ...review(id, '1.1', 40, 'accepted'),
    ]);
    expect(row([...plan('NDP'), ...each], '1.1')).toMatchObject({ budget: '0.01', initiatives: 3 });
  });

  test('counts a link to a node that has not arrived, so that nothing is lost from the portfolio', () => {
    const history = [
      ...plan('NDP', { nodes: ['1'] }),
      ...initiative('a', '1000.00'),
      ...links('a', { 9: 100 }),
      ...review('a', '9', 100, 'accepted'),
    ];
    expect(footer(history)).toMatchObject({ accepted: '1000.00', unlinked: '0.00' });
  });

  test('folds amounts that no float holds', () => {
    const history = [...plan('NDP'), ...initiative('a', '999999999999999999.99'), ...initiative('b', '0.02')];
    expect(footer(history)).toMatchObject({ portfolioBudget: '1000000000000000000.01', liveInitiatives: 2 });
  });

  test('refuses to add budgets that were converted to another base currency', () => {
    const history = [...plan('NDP'), ...initiative('a', '1.00')];
    const asked = { plan: undefined, to: '2026-06-30', language: 'en', currency: 'USD' } as const;
    expect(() => planAlignment.fold(rowsFrom(history, {}), asked)).toThrow(/USD.*EUR/);
  });
});

describe('rule 32: as of an instant', () => {
  test('a report shows what was recorded up to then, whatever its business date', () => {
    const history = [...plan('NDP', { nodes: ['1'] }), ...initiative('a', '10.00'), ...initiative('b', '20.00')];
    const asOf = '2026-01-01T00:00:00.002Z';
    expect(footer(history, { asOf })).toMatchObject({ liveInitiatives: 1, portfolioBudget: '10.00' });
    expect(footer(history)).toMatchObject({ liveInitiatives: 2, portfolioBudget: '30.00' });
  });
});
