// Examples of facts on crosswalks between plans and on good practice, from the fictional country Istmara.
export const crosswalkExamples: Readonly<Record<string, unknown>> = {
  'strategy.crosswalk.set.v1': {
    planCode: 'NDP-2028',
    toPlan: 'SDG',
    nodeCode: '2.1',
    planVersion: '1',
    toVersion: '2015',
    targets: [
      { nodeCode: '6.1', weightPct: 70 },
      { nodeCode: '6.b', weightPct: 30 },
    ],
    setOn: '2026-03-02',
  },
  'strategy.crosswalk.revised.v1': {},
  'strategy.good-practice.set.v1': {
    code: 'QM-TOWN',
    title: { en: 'Hometown Match (sample)', fr: 'Cofinancement des localités d’origine (exemple)' },
    country: 'QM',
    since: 2025,
    instrument: 'match',
    pillars: ['P6'],
    steps: ['P6-2'],
    sectors: ['14030'],
    sdgTargets: ['6.1'],
    actors: { en: 'Associations abroad, municipalities and the state (sample)' },
    description: { en: 'Works of at least 30,000, half of them paid by the state (sample)' },
    lessons: { en: 'A floor for each party makes all of them partners (sample)' },
    references: [{ publisher: 'Ministry of Local Affairs (sample)', year: 2025, url: 'https://example.org/town-2025' }],
  },
  'strategy.good-practice.revised.v1': {},
};
