// The columns of plan/alignment in the order in which they are shown, with the unit of each.
import type { Unit } from '../report.ts';

export const columns = {
  code: 'code',
  level: 'level',
  levelLabel: 'text',
  levelLabelLang: 'language',
  title: 'text',
  titleLang: 'language',
  responsibleMinistry: 'code',
  initiatives: 'count',
  budget: 'money',
  awaiting: 'count',
  rejected: 'count',
  centralPaid: 'money',
  mobilised: 'money',
  budgetSharePct: '%',
  weightedScore: 'score',
  band: 'code',
} as const satisfies Readonly<Record<string, Unit>>;

export const footer = {
  planVersion: 'code',
  currency: 'code',
  liveInitiatives: 'count',
  unlinkedInitiatives: 'count',
  driftedInitiatives: 'count',
  portfolioBudget: 'money',
  accepted: 'money',
  awaiting: 'money',
  rejected: 'money',
  drifted: 'money',
  unlinked: 'money',
  weightedAlignment: 'score',
} as const satisfies Readonly<Record<string, Unit>>;
