// The columns of plan/contribution in the order in which they are shown, with the unit of each.
import type { Unit } from '../report.ts';

export const columns = {
  code: 'code',
  title: 'text',
  titleLang: 'language',
  node: 'code',
  responsible: 'code',
  unit: 'text',
  direction: 'code',
  baseline: 'value',
  baselineText: 'text',
  finalTarget: 'value',
  finalTargetText: 'text',
  nationalActual: 'value',
  actualAt: 'date',
  expectedNow: 'value',
  achievementPct: '%',
  light: 'code',
  diasporaContribution: 'value',
  initiatives: 'count',
  sharePct: '%',
  verifiedPct: '%',
  pendingReview: 'count',
} as const satisfies Readonly<Record<string, Unit>>;

export const footer = {
  planVersion: 'code',
  kpis: 'count',
  green: 'count',
  amber: 'count',
  red: 'count',
  pendingReview: 'count',
} as const satisfies Readonly<Record<string, Unit>>;
