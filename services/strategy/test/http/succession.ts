// A plan and a version of it that renames, splits, merges and retires what the first had, for the tests.
import type { Client } from '@tributary/testkit';
import type { Proposal } from '../../src/alignment/proposals.ts';
import { node } from '../import/plan-files.ts';
import { activate, importRows } from './harness.ts';

export const kpi = (code: string, parent: string, more: object = {}) => ({
  kind: 'kpi',
  code,
  parent,
  title_en: `KPI ${code}`,
  unit: 'persons',
  direction: 'up',
  ...more,
});
export const of = (code: string, more: object = {}) => node(code, { responsibleMinistry: 'MHEA', ...more });
export const below = (code: string, parent: string, more: object = {}) => of(code, { parent, level: '2', ...more });

export const first = [
  of('1'),
  below('1.1', '1'),
  below('1.2', '1'),
  of('2'),
  of('3'),
  of('4'),
  kpi('K1', '2'),
  kpi('K2', '3'),
];
/** 1.1 is renamed, 2 split, 3 and 4 merged, 1.2 retired under 1; K1 goes to another ministry, K2 is renamed. */
export const second = [
  of('1'),
  below('1.9', '1', { replaces: '1.1' }),
  of('5', { replaces: '2=60' }),
  of('6', { replaces: '2 = 40,00 %', responsibleMinistry: 'MEDU' }),
  of('7', { replaces: '3; 4' }),
  kpi('K1', '6', { responsibleMinistry: 'MEDU' }),
  kpi('K3', '7', { replaces: 'K2' }),
];

/** Imports a version and puts it in force in the place of the first. */
export async function put(
  strategy: Client,
  planCode: string,
  version: string,
  rows: readonly object[],
  body: object = {},
): Promise<void> {
  for (const answer of [
    await importRows(strategy, planCode, version, rows as never),
    await activate(strategy, planCode, version, { from: '2026-02-01', replacesVersion: '1', ...body }),
  ]) {
    if (answer.status >= 300) throw new Error(answer.text);
  }
}

export const proposal = (planCode: string, changed: Partial<Proposal> = {}): Proposal => ({
  planCode,
  planVersion: '1',
  revision: 1,
  proposedOn: '2026-01-10',
  links: [{ nodeCode: '1', weightPct: 100 }],
  ...changed,
});
