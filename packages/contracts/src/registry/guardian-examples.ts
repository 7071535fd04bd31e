// Examples of what becomes of those who act for minors.
export const guardianExamples: Readonly<Record<string, unknown>> = {
  'registry.person.guardian-added.v1': { no: 1, relation: 'mother', since: '2026-03-02' },
  'registry.person.guardian-ended.v1': { no: 1, relation: 'mother', cause: 'of-age', endedOn: '2031-07-01' },
  'registry.majority-rules.set.v1': {
    ministryCode: 'MFOR',
    ageOfMajority: 18,
    source: 'Convention on the Rights of the Child, Article 1',
  },
  'registry.majority-rules.revised.v1': {},
};
