// Examples of what becomes of emergency accesses.
export const emergencyAccessExamples: Readonly<Record<string, unknown>> = {
  'registry.emergency-access.declared.v1': {
    incident: 'EQ-2026-000212-TUR',
    reasonCode: 'EARTHQUAKE',
    purpose: 'WELFARE_CHECK',
    countries: ['TR'],
    until: '2026-03-05T06:40:00.000Z',
    declaredOn: '2026-03-02',
  },
  'registry.emergency-access.ended.v1': {
    cause: 'ended',
    reasonCode: 'ALL_ACCOUNTED_FOR',
    reviewBy: '2026-03-07T09:15:00.000Z',
    endedOn: '2026-03-04',
  },
  'registry.emergency-access.reviewed.v1': {
    outcome: 'justified',
    reasonCode: 'LOOKS_MATCH_CALL_LIST',
    reviewedOn: '2026-03-06',
  },
  'registry.emergency-access.revised.v1': {},
  'registry.emergency-access-rules.set.v1': { ministryCode: 'MFOR', accessHours: 72, reviewHours: 72 },
  'registry.emergency-access-rules.revised.v1': {},
};
