// Examples of how records grow stale, and of how persons are asked to confirm them.
export const freshnessExamples: Readonly<Record<string, unknown>> = {
  'registry.person.became-dormant.v1': { dormantOn: '2028-02-15' },
  'registry.freshness-rules.set.v1': {
    ministryCode: 'MFOR',
    dueAfterMonths: { self: 12, assisted: 12, consular: 24, eid: 24 },
    dormantAfterMonths: 12,
  },
  'registry.freshness-rules.revised.v1': {},
  'registry.reconfirmation-campaign.opened.v1': { dueBy: '2026-06-30', endsOn: '2026-09-30', openedOn: '2026-03-02' },
  'registry.reconfirmation-campaign.closed.v1': { closedOn: '2026-10-01' },
  'registry.reconfirmation-campaign.revised.v1': {},
};
