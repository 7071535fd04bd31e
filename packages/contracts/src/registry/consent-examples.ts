// Examples of consents and the notices that they rest on, and of records that are looked at anew.
const told = { purpose: 'contact', noticeVersion: '2026-1' };
const notice = { ministryCode: 'MFOR', purpose: 'contact', version: '2026-1' };

export const consentExamples: Readonly<Record<string, unknown>> = {
  'registry.person.consent-given.v1': {
    ...told,
    revision: 1,
    contactable: true,
    channel: 'counter',
    givenOn: '2026-02-02',
  },
  'registry.person.consent-withdrawn.v1': {
    ...told,
    revision: 2,
    contactable: false,
    channel: 'web',
    withdrawnOn: '2026-05-11',
  },
  'registry.person.consent-expired.v1': { ...told, revision: 2, contactable: false, expiredOn: '2028-02-02' },
  'registry.privacy-notice.published.v1': { ...notice, legalBasis: 'consent', publishedOn: '2026-01-12' },
  'registry.privacy-notice.withdrawn.v1': { ...notice, reasonCode: 'REWORDED', withdrawnOn: '2026-09-01' },
  'registry.privacy-notice.revised.v1': {},
  'registry.retention-rules.set.v1': {
    ministryCode: 'MFOR',
    withdrawnYears: 2,
    deceasedYears: 1,
    unconfirmedYears: 10,
  },
  'registry.retention-rules.revised.v1': {},
  'registry.retention-proposal.proposed.v1': {
    personId: '0190a1b2-0000-7000-8000-000000000041',
    ground: 'withdrawn',
    dueOn: '2028-03-02',
    proposedOn: '2028-03-03',
  },
  'registry.retention-proposal.kept.v1': {
    keptUntil: '2029-03-02',
    reasonCode: 'OPEN_CASE',
    decidedOn: '2028-03-10',
  },
  'registry.retention-proposal.lapsed.v1': { lapsedOn: '2028-04-01' },
  'registry.retention-proposal.revised.v1': {},
};
