// The columns of programmes/funnel in the order in which they are shown, with the unit of each.
import type { Unit } from '../report.ts';

export const columns = {
  code: 'code',
  title: 'text',
  titleLang: 'language',
  programme: 'code',
  received: 'count',
  pending: 'count',
  eligible: 'count',
  ineligible: 'count',
  reviewed: 'count',
  approved: 'count',
  declined: 'count',
  withdrawn: 'count',
  signed: 'count',
  firstPaid: 'count',
  medianDaysToSigned: 'days',
  medianDaysToFirstPaid: 'days',
  rejections: 'counts',
} as const satisfies Readonly<Record<string, Unit>>;

export const footer = {} as const satisfies Readonly<Record<string, Unit>>;
