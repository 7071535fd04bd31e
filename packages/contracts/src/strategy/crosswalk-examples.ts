// Examples of facts on crosswalks between plans, from the fictional country Istmara.
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
};
