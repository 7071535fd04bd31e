// The columns of partnerships/portfolio in the order in which they are shown, with the unit of each.
import type { Unit } from '../report.ts';

export const columns = {
  partnerId: 'code',
  name: 'text',
  kind: 'code',
  country: 'code',
  agreementsInForce: 'count',
  agreementsExpiring: 'count',
  commitments: 'count',
  awards: 'count',
  committed: 'money',
  sharePct: '%',
  disbursed: 'money',
  undisbursed: 'money',
} as const satisfies Readonly<Record<string, Unit>>;

export const footer = {
  currency: 'code',
  herfindahl: 'ratio',
  unresolvedPartners: 'count',
} as const satisfies Readonly<Record<string, Unit>>;
