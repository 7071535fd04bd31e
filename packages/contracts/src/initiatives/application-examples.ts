// Facts about applications, as the event catalogue shows them.

const organisationId = '0190a1b2-0000-7000-8000-000000000002';
const ofCall = {
  callId: '0190a1b2-0000-7000-8000-000000000004',
  programmeId: '0190a1b2-0000-7000-8000-000000000003',
};
/** The data of an example by event type. */
export const applicationExamples: Readonly<Record<string, unknown>> = {
  'initiatives.application.started.v1': { ...ofCall, applicantKind: 'association', organisationId },
  'initiatives.application.submitted.v1': {
    ...ofCall,
    submittedOn: '2026-05-11',
    cost: { amount: '80000.00', currency: 'EUR' },
    requested: { amount: '40000.00', currency: 'EUR' },
    area: 'Torva',
  },
  'initiatives.application.returned.v1': { ...ofCall, reasonCode: 'COSTS_UNCLEAR', returnedOn: '2026-05-18' },
  'initiatives.application.found-eligible.v1': {
    ...ofCall,
    rulesVersion: '2025',
    decidedOn: '2026-06-01',
    reasonCodes: [],
  },
  'initiatives.application.found-ineligible.v1': {
    ...ofCall,
    rulesVersion: '2025',
    decidedOn: '2026-06-01',
    reasonCodes: ['PROJECT_BELOW_MIN'],
  },
  'initiatives.application.reviewed.v1': {
    callId: ofCall.callId,
    reviews: 2,
    meanScore: '76.50',
    reviewedOn: '2026-06-15',
  },
  'initiatives.application.approved.v1': {
    callId: ofCall.callId,
    bodies: ['BOARD', 'COUNCIL'],
    decidedOn: '2026-06-22',
  },
  'initiatives.application.declined.v1': {
    callId: ofCall.callId,
    reasonCodes: ['SCORE_BELOW_THRESHOLD'],
    decidedOn: '2026-06-22',
  },
  'initiatives.application.evidence-added.v1': {
    ...ofCall,
    sha256: '0123456789abcdef'.repeat(4),
    mediaType: 'application/pdf',
    bytes: 48_213,
    kind: 'REPORT',
    addedOn: '2026-05-11',
  },
  'initiatives.evidence-reading.noted.v1': {
    applicationId: '0190a1b2-0000-7000-8000-000000000005',
    sha256: '0123456789abcdef'.repeat(4),
    readOn: '2026-06-02',
  },
  'initiatives.evidence-reading.revised.v1': {},
  'initiatives.application.appealed.v1': {
    ...ofCall,
    no: 1,
    against: 'ineligible',
    grounds: ['COST_READ_WRONGLY'],
    filedOn: '2026-06-10',
  },
  'initiatives.application.appeal-upheld.v1': {
    ...ofCall,
    no: 1,
    against: 'ineligible',
    reasonCode: 'RECORD_WAS_WRONG',
    to: 'submitted',
    decidedOn: '2026-06-17',
  },
  'initiatives.application.appeal-rejected.v1': {
    ...ofCall,
    no: 1,
    against: 'declined',
    reasonCode: 'NOTHING_NEW',
    decidedOn: '2026-07-06',
  },
  'initiatives.application.withdrawn.v1': { callId: ofCall.callId, from: 'submitted', on: '2026-06-08' },
  'initiatives.application.corrected.v1': {
    changed: { applicantKind: 'network', organisationId },
    reasonCode: 'WRONG_ENTRY',
    correctedOn: '2026-05-11',
  },
  'initiatives.application.revised.v1': {},
};
