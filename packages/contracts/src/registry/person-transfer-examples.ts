// Examples of what becomes of a record that moves from one ministry to another.
export const personTransferExamples: Readonly<Record<string, unknown>> = {
  'registry.person.transfer-proposed.v1': { to: 'MROM', reasonCode: 'MOVED_ABROAD', proposedOn: '2026-04-02' },
  'registry.person.transfer-ended.v1': { outcome: 'refused', reasonCode: 'NOT_OUR_DISTRICT', endedOn: '2026-04-07' },
  'registry.person.transferred.v1': { transferredOn: '2026-04-08' },
  'registry.person.received.v1': {
    status: 'active',
    sex: 'female',
    birthCohort: '1985-1989',
    residenceCountry: 'IT',
    channel: 'counter',
    assurance: 'consular',
    contactable: true,
    registeredOn: '2025-03-04',
    verifiedOn: '2025-03-11',
    confirmedOn: '2026-02-14',
    receivedOn: '2026-04-08',
  },
};
