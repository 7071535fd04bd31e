/** The body of a valid `POST /v1/initiatives`; a test changes what its story is about. */
export const initiative = {
  title: { en: 'Clean water (sample)' },
  area: 'North Coast',
  plannedStartOn: '2026-01-01',
  plannedEndOn: '2026-12-31',
  budget: { amount: '1000.00', currency: 'EUR' },
};

/** The body of a valid `POST /strategy/v1/plans`. */
export const plan = {
  code: 'NDP',
  kind: 'national',
  title: { en: 'NDP' },
  levels: [{ en: 'Pillar' }],
  programmeLevel: 1,
};

/** The body of a valid `POST /v1/programmes`. */
export const programme = {
  code: 'HOME',
  title: { en: 'Hometown Match (sample)' },
  pillar: 'P6',
  instrument: 'match',
  currency: 'EUR',
};

/** The body of a valid `POST /v1/programmes/{id}/rules`. */
export const rules = {
  rulesVersion: '2025',
  effectiveFrom: '2025-01-01',
  rules: {
    match: {
      parties: [
        { code: 'state', role: 'central', label: { en: 'State' }, pays: 'rest', maxPct: 50 },
        { code: 'club', role: 'diaspora', label: { en: 'Club' }, pays: 'offer', minPct: 10 },
      ],
    },
  },
};

/** The same rules, with a share that partners are asked for. */
export const rulesWithPartners = {
  ...rules,
  rules: {
    match: {
      parties: [
        ...rules.rules.match.parties,
        { code: 'donor', role: 'partner', label: { en: 'Donor' }, pays: 'offer' },
      ],
    },
  },
};

/** The body of a `POST /v1/calls` that is valid but for its programme, which there is not. */
export const call = {
  programmeId: '01932f5e-7a00-7000-8000-00000000ffff',
  code: 'HOME-2026',
  title: { en: 'Hometown Match 2026 (sample)' },
  opensOn: '2026-01-01',
  closesOn: '2199-12-31',
  applicantKinds: ['association', 'person'],
  envelope: { amount: '400000.00', currency: 'EUR' },
};

/** The body of a `POST /v1/agreements` that is valid but for its partner, which there is not. */
export const agreement = {
  partnerId: '01932f5e-7a00-7000-8000-00000000ffff',
  type: 'financing',
  title: { en: 'Co-financing of wells (sample)' },
  reference: 'MLOC-2026/1',
  startsOn: '2026-01-01',
  endsOn: '2199-12-31',
};

/** The body of a `POST /v1/applications` that is valid but for its call, which there is not. */
export const application = { callId: '01932f5e-7a00-7000-8000-00000000ffff', applicantKind: 'person' };

/** A step of the roadmap that waits for nothing. */
export const roadmapStep = {
  pillar: 'P1',
  horizon: 'short',
  title: { en: 'Name who answers for the diaspora (sample)' },
  owner: 'MFOR',
  status: 'planned',
  dueOn: '2027-12-31',
};

/** An offer of support for a pillar. */
export const supportOffer = {
  institution: 'ICMPD',
  kind: 'training',
  title: { en: 'Training in coordination (sample)' },
  pillars: ['P1'],
  startsOn: '2026-01-01',
  endsOn: '2199-12-31',
};

const told = { en: 'A case (sample)' };

/** A case of good practice. */
export const goodPractice = {
  title: told,
  country: 'QM',
  instrument: 'match',
  actors: told,
  description: told,
  lessons: told,
  references: [{ publisher: 'A ministry (sample)', url: 'https://example.org/case' }],
};
