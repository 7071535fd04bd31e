// Examples of what organisations have to do with each other.
const membership = { no: 1, organisationId: '01932f5e-7a00-7000-8000-000000000021', kind: 'member' };

export const organisationExamples: Readonly<Record<string, unknown>> = {
  'registry.organisation.membership-began.v1': { ...membership, since: '2026-05-01' },
  'registry.organisation.names-changed.v1': {
    names: {
      official: { de: 'Kreis des Hochlands Torva (sample)' },
      translated: { en: 'Torva Highlands Circle (sample)' },
      acronyms: { und: 'KHT' },
      former: [{ name: { de: 'Torva-Freunde (sample)' }, since: '1998-05-01', until: '2011-12-31' }],
    },
  },
  'registry.organisation.membership-ended.v1': { ...membership, until: '2027-04-30', reasonCode: 'LEFT' },
  'registry.organisation.succeeded.v1': {
    successorIds: ['01932f5e-7a00-7000-8000-000000000022'],
    succeededOn: '2026-06-30',
    reasonCode: 'MERGED',
  },
};
