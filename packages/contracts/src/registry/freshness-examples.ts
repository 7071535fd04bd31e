// Examples of how records grow stale, and of how persons are asked to confirm them.
export const freshnessExamples: Readonly<Record<string, unknown>> = {
  'registry.person.became-dormant.v1': { dormantOn: '2028-02-15' },
  'registry.freshness-rules.set.v1': {
    ministryCode: 'MFOR',
    dueAfterMonths: { self: 12, assisted: 12, consular: 24, eid: 24 },
    dormantAfterMonths: 12,
  },
  'registry.freshness-rules.revised.v1': {},
};
