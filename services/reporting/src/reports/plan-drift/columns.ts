// The columns of plan/drift in the order in which they are shown, with the unit of each.
import type { Unit } from '../report.ts';

export const columns = {
  kind: 'code',
  code: 'code',
  partTitle: 'text',
  partTitleLang: 'language',
  planVersion: 'code',
  change: 'code',
  goneIn: 'code',
  driftedOn: 'date',
  ageDays: 'days',
  suggested: 'shares',
  deciders: 'codes',
  initiative: 'code',
  title: 'text',
  titleLang: 'language',
  owner: 'code',
  indicator: 'code',
  said: 'code',
  sharePct: '%',
  budget: 'money',
} as const satisfies Readonly<Record<string, Unit>>;

export const footer = {
  planVersion: 'code',
  currency: 'code',
  links: 'count',
  contributions: 'count',
  initiatives: 'count',
  budget: 'money',
  withoutSuggestion: 'count',
  oldestDays: 'days',
} as const satisfies Readonly<Record<string, Unit>>;
