// How the mappings of indicators to KPIs of a plan stand. Mapping and share come from the initiative; a contribution only
// decides them, for the same definition of the indicator.
import { isSameMeasure, type KpiContributionStatus } from '@tributary/contracts';
import type { KpiContributionRow } from '../read-models/kpi-contributions.ts';
import type { KpiDefinition } from '../read-models/kpis.ts';
import type { IndicatorRow, MappingRow } from '../read-models/results.ts';

/** The decisions on contributions, by what makes one. */
export type Decisions = ReadonlyMap<string, KpiContributionRow>;

const nameOf = (initiativeId: string, indicatorCode: string, { planCode, planVersion, kpiCode }: Mapped): string =>
  [initiativeId, indicatorCode, planCode, planVersion, kpiCode].join('\n');

type Mapped = Pick<MappingRow, 'planCode' | 'planVersion' | 'kpiCode'>;

export const decisionsIn = (rows: Iterable<KpiContributionRow>): Decisions =>
  new Map([...rows].map((row) => [nameOf(row.initiativeId, row.indicatorCode, row), row]));

/** A mapping to a KPI that the version in force has, measured as the indicator is. */
export interface StandingMapping {
  readonly mapping: MappingRow;
  readonly kpi: KpiDefinition;
  readonly state: KpiContributionStatus;
}

/** How an indicator counts in a plan; undefined where it is mapped to no KPI that measures the same. */
export function standingOf(
  initiativeId: string,
  { code, revision, mapping, ...measure }: IndicatorRow,
  { planCode, kpis, decisions }: { readonly planCode: string; readonly kpis: Kpis; readonly decisions: Decisions },
): StandingMapping | undefined {
  if (mapping?.planCode !== planCode) return undefined;
  const kpi = kpis.get(mapping.kpiCode);
  if (kpi === undefined || !isSameMeasure(kpi, measure)) return undefined;
  return { mapping, kpi, state: decidedOf(decisions, initiativeId, { code, revision, mapping }) };
}

/** What was decided of a mapping; one on another definition of its indicator is about another mapping. */
export function decidedOf(
  decisions: Decisions,
  initiativeId: string,
  { code, revision, mapping }: { readonly code: string; readonly revision: number; readonly mapping: MappingRow },
): KpiContributionStatus {
  const decided = decisions.get(nameOf(initiativeId, code, mapping));
  return decided?.revision === revision ? decided.state : 'awaiting';
}

/** KPIs of the version in force, by code. */
export type Kpis = ReadonlyMap<string, KpiDefinition>;
