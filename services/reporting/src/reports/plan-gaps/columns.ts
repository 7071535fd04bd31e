// The columns of plan/gaps in the order in which they are shown, with the unit of each.
import type { Unit } from '../report.ts';

export const columns = {
  kind: 'code',
  plan: 'code',
  code: 'code',
  title: 'text',
  titleLang: 'language',
  level: 'level',
  responsibleMinistry: 'code',
  gap: 'code',
  initiatives: 'count',
  awaiting: 'count',
  budget: 'money',
  funded: 'money',
  levelSharePct: '%',
} as const satisfies Readonly<Record<string, Unit>>;

export const footer = {
  planVersion: 'code',
  currency: 'code',
  nodes: 'count',
  nodesWithoutInitiative: 'count',
  nodesWithoutMoney: 'count',
  kpis: 'count',
  kpisWithoutInitiative: 'count',
  kpisWithoutMoney: 'count',
  sdgTargets: 'count',
  sdgTargetsWithoutInitiative: 'count',
  sdgTargetsWithoutMoney: 'count',
  overConcentrated: 'count',
  concentration: 'ratio',
} as const satisfies Readonly<Record<string, Unit>>;
