// Examples of what becomes of two records that may be of one person.
const survivorId = '0190a1b2-0000-7000-8000-000000000041';
const mergedId = '0190a1b2-0000-7000-8000-000000000042';

export const duplicateExamples: Readonly<Record<string, unknown>> = {
  'registry.duplicate.found.v1': { personId: survivorId, otherId: mergedId, score: 167, foundOn: '2026-03-04' },
  'registry.duplicate.rejected.v1': { reasonCode: 'TWINS', rejectedOn: '2026-03-05' },
  'registry.duplicate.merged.v1': { survivorId, mergedId, mergedOn: '2026-03-06' },
  'registry.duplicate.unmerged.v1': { survivorId, mergedId, reasonCode: 'MISTAKEN', unmergedOn: '2026-03-09' },
  'registry.duplicate.lapsed.v1': { lapsedOn: '2026-03-10' },
  'registry.duplicate.revised.v1': {},
  'registry.duplicate-rules.set.v1': {
    ministryCode: 'MFOR',
    proposeFrom: 70,
    weights: {
      family: { same: 60, 'sounds-same': 45, close: 40, different: -40 },
      given: { same: 45, 'sounds-same': 30, close: 35, part: 20, different: -35 },
      nameOrder: { swapped: -10 },
      birthDate: { same: 60, swapped: 45, close: 35, part: 15, different: -50 },
      phone: { same: 50, different: 0 },
      email: { close: 40, different: 0 },
      document: { close: 60, different: -20 },
      city: { same: 40, close: 35, different: -10 },
      subdivision: { same: 10, different: -10 },
      country: { same: 2, different: -2 },
      sex: { same: 3, different: -20 },
    },
  },
  'registry.duplicate-rules.revised.v1': {},
  'registry.person.merged.v1': { survivorId, mergedOn: '2026-03-06' },
  'registry.person.unmerged.v1': { unmergedOn: '2026-03-09' },
};
