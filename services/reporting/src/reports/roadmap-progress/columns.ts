// The columns of roadmap/progress in the order in which they are shown, with the unit of each.
import type { Unit } from '../report.ts';

export const columns = {
  pillar: 'code',
  pillarTitle: 'text',
  horizon: 'code',
  steps: 'count',
  planned: 'count',
  inProgress: 'count',
  blocked: 'count',
  done: 'count',
  donePct: '%',
  overdue: 'count',
  withEvidence: 'count',
  supported: 'count',
  owners: 'counts',
} as const satisfies Readonly<Record<string, Unit>>;

export const footer = {
  steps: 'count',
  done: 'count',
  donePct: '%',
  overdue: 'count',
} as const satisfies Readonly<Record<string, Unit>>;
