// The columns of registry/consent in the order in which they are shown, with the unit of each.
import type { Unit } from '../report.ts';

export const columns = {
  purpose: 'code',
  noticeVersion: 'code',
  state: 'code',
  persons: 'count',
  withdrawals: 'count',
  suppressed: 'code',
} as const satisfies Readonly<Record<string, Unit>>;

export const footer = {
  smallestShown: 'count',
  hiddenRows: 'count',
  purposesNotBrokenDown: 'count',
} as const satisfies Readonly<Record<string, Unit>>;
