// The columns of funds/matching in the order in which they are shown, with the unit of each.
import type { Unit } from '../report.ts';

export const columns = {
  code: 'code',
  title: 'text',
  titleLang: 'language',
  awards: 'count',
  committedCentral: 'money',
  committedLocal: 'money',
  committedDiaspora: 'money',
  committedPartner: 'money',
  committedTotal: 'money',
  verifiedCashLocal: 'money',
  verifiedCashDiaspora: 'money',
  verifiedCashPartner: 'money',
  verifiedInKind: 'money',
  centralPaid: 'money',
  leverage: 'ratio',
  capsBindingMaxAmount: 'count',
  capsBindingMaxPct: 'count',
  capsBindingRatio: 'count',
  floorsBinding: 'count',
  floorRejections: 'count',
  outstanding: 'money',
} as const satisfies Readonly<Record<string, Unit>>;

export const footer = { currency: 'code', paidOnTerminated: 'money' } as const satisfies Readonly<Record<string, Unit>>;
