import { atOnce } from '@tributary/eventing';
import { describe, expect, test } from 'vitest';
import { initiativesUnder } from '../../src/reports/plan-alignment/drill-down.ts';
import { planAlignment } from '../../src/reports/plan-alignment/plan-alignment.ts';
import { initiative, links, plan, review, status } from './country.ts';
import { rowsFrom } from './history.ts';

const history = [
  ...plan('NDP'),
  ...initiative('b', '1000.00', { title: { fr: 'Pompes' } }),
  ...links('b', { '1.1': 50, '1.2': 30, 2: 20 }),
  ...review('b', '1.1', 50, 'accepted'),
  ...review('b', '1.2', 30, 'rejected'),
  ...initiative('a', '500.00'),
  ...links('a', { '1.1': 60, '1.2': 40 }),
  ...review('a', '1.1', 60, 'accepted'),
  ...review('a', '1.2', 40, 'accepted'),
  ...initiative('c', '7.00'),
  ...initiative('d', '8.00'),
  ...status('d', 5, '2026-01-01'),
];
const asked = { plan: undefined, to: '2026-06-30', language: 'en', currency: 'EUR' } as const;
const rows = rowsFrom(history, {});
const under = (node: string) => atOnce(initiativesUnder(rows, node, asked));

describe('the initiatives behind a row', () => {
  test('are one item for each state of their links to the node or below it', () => {
    expect(under('1')).toEqual([
      { id: 'a', title: 'a', lang: 'en', budget: '500.00', weightPct: 100, status: 'accepted', score: 35 },
      { id: 'b', title: 'Pompes', lang: 'fr', budget: '1000.00', weightPct: 50, status: 'accepted', score: 30 },
      { id: 'b', title: 'Pompes', lang: 'fr', budget: '1000.00', weightPct: 30, status: 'rejected', score: 30 },
    ]);
    expect(under('2')).toMatchObject([{ id: 'b', weightPct: 20, status: 'awaiting' }]);
  });

  test('are as many in each state as the row says', () => {
    const figures = planAlignment.fold(rows, asked);
    if ('rejected' in figures) throw new Error(figures.rejected);
    for (const { code, initiatives, awaiting, rejected } of figures.rows) {
      const items = under(String(code));
      if ('rejected' in items) throw new Error(String(code));
      const count = (status: string) => items.filter((item) => item.status === status).length;
      expect([count('accepted'), count('awaiting'), count('rejected')]).toEqual([initiatives, awaiting, rejected]);
    }
  });

  test('without a link are the unaligned ones, and cancelled ones are nowhere', () => {
    expect(under('unaligned')).toMatchObject([{ id: 'c', weightPct: null, status: 'unlinked', budget: '7.00' }]);
  });

  test('of a node that the plan has not are refused', () => {
    expect(under('7')).toMatchObject({
      rejected: 'PLAN_NODE_UNKNOWN',
      values: { planCode: 'NDP', planVersion: '1', nodes: '7' },
    });
  });
});
