// Examples of facts on indicators and results, from the fictional country Istmara.
export const resultExamples: Readonly<Record<string, unknown>> = {
  'initiatives.initiative.indicator-defined.v1': {
    code: 'WATER',
    revision: 1,
    definedOn: '2025-06-10',
    title: { en: 'People with safe water at home (sample)', fr: 'Personnes ayant de l’eau saine chez elles (exemple)' },
    unit: 'people',
    direction: 'up',
    baseline: { year: 2024, value: '0' },
    targets: [
      { year: 2025, value: '800' },
      { year: 2026, value: '2400' },
    ],
    kpi: {
      planCode: 'NDP-2028',
      planVersion: '1',
      code: 'K4',
      contributionType: 'direct',
      sharePct: 100,
      method: 'COUNTED',
    },
  },
  'initiatives.initiative.result-reported.v1': {
    no: 1,
    indicatorCode: 'WATER',
    from: '2026-01-01',
    to: '2026-06-30',
    value: '1500',
    evidenceCount: 3,
    reportedOn: '2026-07-08',
  },
  'initiatives.initiative.result-verified.v1': {
    no: 1,
    indicatorCode: 'WATER',
    level: 'ministry',
    verifiedOn: '2026-07-20',
  },
};
