// Facts on KPIs, and on what initiatives count towards them, for the tests.
import {
  type IndicatorDefinition,
  indicatorDefined,
  type KpiTarget,
  kpiActualRecorded,
  kpiContributionAccepted,
  kpiContributionOpened,
  kpiContributionRejected,
  kpiContributionWithdrawn,
  kpiDefined,
  resultReported,
  resultVerified,
  type VerificationLevel,
} from '@tributary/contracts';
import { type Told, told } from './history.ts';

type KpiDefinition = Parameters<typeof kpiDefined>[0];

/** A KPI of version 1 of the plan NDP: `kpi('K1', {targets: [target(2026, '600')]})`. */
export const kpi = (code: string, changed: Partial<KpiDefinition> = {}): readonly Told[] => {
  const definition: KpiDefinition = {
    planCode: 'NDP',
    planVersion: '1',
    nodeCode: '1.1',
    code,
    title: { en: `KPI ${code}` },
    unit: 'persons',
    direction: 'up',
    aggregation: 'sum',
    baseline: { year: 2024, value: '100' },
    targets: [target(2025, '200'), target(2026, '400')],
    responsibleMinistry: 'MHEA',
    ...changed,
  };
  const { planCode, planVersion } = definition;
  return told(`kpi:${planCode}:${planVersion}:${code}`, kpiDefined(definition));
};

export const target = (year: number, value: string): KpiTarget => ({ year, value });

export const actual = (code: string, actualOn: string, value: string, planCode = 'NDP') =>
  told(`series:${planCode}:${code}`, kpiActualRecorded({ planCode, code, actualOn, value, source: 'Statistics' }));

export interface Mapped {
  readonly code: string;
  readonly planCode?: string;
  readonly planVersion?: string;
  readonly contributionType?: 'direct' | 'contributing' | 'enabling';
  readonly sharePct?: number;
}

type Definition = Omit<Partial<IndicatorDefinition>, 'kpi'>;

const mappingOf = ({ planCode = 'NDP', planVersion = '1', contributionType = 'direct', sharePct = 100 }: Mapped) => ({
  planCode,
  planVersion,
  contributionType,
  sharePct,
  method: 'COUNTED',
});

/** An indicator: `indicator('a', 'WATER', {code: 'K1'})`. */
export const indicator = (id: string, code: string, to?: Mapped, changed: Definition = {}) =>
  told(
    id,
    indicatorDefined({
      code,
      revision: 1,
      definedOn: '2025-03-02',
      title: { en: code },
      unit: 'persons',
      direction: 'up',
      targets: [],
      ...changed,
      ...(to !== undefined && { kpi: { code: to.code, ...mappingOf(to) } }),
    }),
  );

/** What becomes of a contribution: `contribution('a', 'WATER', {code: 'K1'}, 'accepted')`. */
export function contribution(
  initiativeId: string,
  indicatorCode: string,
  to: Mapped,
  verdict: 'awaiting' | 'accepted' | 'rejected' | 'withdrawn',
  { revision = 1, on = '2025-03-02' } = {},
): readonly Told[] {
  const stated = { initiativeId, indicatorCode, kpiCode: to.code, ...mappingOf(to), revision };
  const facts = {
    awaiting: () => kpiContributionOpened({ ...stated, responsibleMinistry: 'MHEA', openedOn: on }),
    accepted: () => kpiContributionAccepted({ ...stated, decidedOn: on }),
    rejected: () => kpiContributionRejected({ ...stated, reasonCode: 'NOT_RELATED', decidedOn: on }),
    withdrawn: () => kpiContributionWithdrawn({ ...stated, on }),
  };
  const id = ['contribution', initiativeId, indicatorCode, stated.planCode, stated.planVersion, to.code].join(':');
  return told(id, facts[verdict]());
}

export interface Reported {
  readonly no: number;
  readonly from: string;
  readonly to: string;
  readonly value: string;
  readonly reportedOn?: string;
  readonly verification?: { readonly level: VerificationLevel; readonly on: string } | undefined;
}

/** A result, with its verification where it has one. */
export const result = (
  id: string,
  indicatorCode: string,
  { no, from, to, value, reportedOn = to, verification }: Reported,
) => [
  ...told(id, resultReported({ no, indicatorCode, from, to, value, evidenceCount: 1, reportedOn })),
  ...(verification === undefined
    ? []
    : told(id, resultVerified({ no, indicatorCode, level: verification.level, verifiedOn: verification.on }))),
];
