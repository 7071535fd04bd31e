// What the fields of indicators, results and contributions to KPIs are, in a few words each.
export const resultWords: Readonly<Record<string, string>> = {
  contributionType: 'how it acts on the KPI: direct, contributing or enabling; what only enables is not counted',
  definedOn: 'the day of the definition; today unless told, and never later',
  evidenceCount: 'how many documents show it',
  indicatorCode: 'the indicator of the initiative, by its code',
  indicators: 'what it counts, each with what was decided of its KPI',
  kpi: 'the KPI of a plan that it counts towards',
  kpiCode: 'the KPI, by its code in the plan',
  reported: 'the sum of what was reported',
  reportedOn: 'the day of the report; today unless told, and never later',
  sharePct: 'how much of it counts, in per cent',
  year: 'the calendar year',
};
