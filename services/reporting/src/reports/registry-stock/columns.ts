// The columns of registry/stock in the order in which they are shown, with the unit of each.
import type { Unit } from '../report.ts';

export const columns = {
  country: 'code',
  group: 'code',
  registered: 'count',
  verified: 'count',
  confirmed: 'count',
  contactable: 'count',
  stockEstimate: 'count',
  stockYear: 'year',
  stockSource: 'text',
  stockMethod: 'code',
  coveragePct: '%',
  suppressed: 'code',
} as const satisfies Readonly<Record<string, Unit>>;

export const footer = {
  smallestShown: 'count',
  hiddenCountries: 'count',
  countriesWithoutEstimate: 'count',
} as const satisfies Readonly<Record<string, Unit>>;
