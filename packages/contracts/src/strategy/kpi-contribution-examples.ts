// Examples of facts on contributions to KPIs, from the fictional country Istmara.
const stated = {
  initiativeId: '0190a1b2-0000-7000-8000-000000000001',
  indicatorCode: 'WATER',
  kpiCode: 'K4',
  planCode: 'NDP-2028',
  planVersion: '1',
  contributionType: 'direct',
  sharePct: 100,
  method: 'COUNTED',
  revision: 1,
};

export const kpiContributionExamples: Readonly<Record<string, unknown>> = {
  'strategy.kpi-contribution.opened.v1': { ...stated, responsibleMinistry: 'MLOC', openedOn: '2025-06-10' },
  'strategy.kpi-contribution.accepted.v1': { ...stated, decidedOn: '2025-06-20' },
  'strategy.kpi-contribution.rejected.v1': { ...stated, reasonCode: 'UNIT_MISMATCH', decidedOn: '2025-06-10' },
  'strategy.kpi-contribution.withdrawn.v1': { ...stated, revision: 2, on: '2025-09-01' },
};
