// Results, 25 points: whether an indicator counts towards a KPI of the plan, from where to where, and whether the ministry
// of the KPI agrees. All points are of one indicator, the one that has most of them.
import type { LocalDate } from '@tributary/contracts';
import type { InitiativeRow, Registration } from '../../read-models/initiatives.ts';
import type { IndicatorRow } from '../../read-models/results.ts';
import { type Decisions, type Kpis, standingOf } from '../mappings.ts';
import { allOrNone, type Scored } from './rule.ts';

export interface ResultsGround {
  readonly planCode: string;
  readonly kpis: Kpis;
  readonly decisions: Decisions;
  readonly to: LocalDate;
}

/** The calendar years of an initiative; up to the report where no end is planned. */
function yearsOf({ plannedStart, plannedEnd }: Registration, to: LocalDate): readonly number[] {
  const [first, last] = [plannedStart, plannedEnd ?? to].map((day) => Number(day.slice(0, 4))) as [number, number];
  return Array.from({ length: Math.max(1, last - first + 1) }, (_, at) => first + at);
}

const sumOf = (rules: readonly Scored[]): number => rules.reduce((sum, { points }) => sum + points, 0);

export function resultsRules(
  { id, indicators }: Pick<InitiativeRow, 'id' | 'indicators'>,
  registration: Registration,
  ground: ResultsGround,
): readonly Scored[] {
  const years = yearsOf(registration, ground.to);
  const span = { from: String(years[0]), until: String(years.at(-1)) };

  function rulesOf(indicator: IndicatorRow | undefined): readonly Scored[] {
    const standing = indicator && standingOf(id, indicator, ground);
    const isPlanned = indicator?.hasBaseline === true && years.every((year) => indicator.targetYears.includes(year));
    const [named, kpi] = [indicator?.code ?? '', standing?.kpi.code ?? ''];
    return [
      allOrNone(
        'KPI_MAPPED',
        10,
        standing !== undefined,
        standing === undefined
          ? { key: 'KPI_MAPPED.unmet' }
          : { key: 'KPI_MAPPED.met', values: { indicator: named, kpi } },
      ),
      allOrNone(
        'BASELINE_AND_TARGETS',
        5,
        isPlanned,
        isPlanned
          ? { key: 'BASELINE_AND_TARGETS.met', values: { indicator: named, ...span } }
          : { key: 'BASELINE_AND_TARGETS.unmet', values: span },
      ),
      allOrNone(
        'CONTRIBUTION_ACCEPTED',
        10,
        standing?.state === 'accepted',
        standing?.state === 'accepted'
          ? { key: 'CONTRIBUTION_ACCEPTED.met', values: { kpi } }
          : { key: 'CONTRIBUTION_ACCEPTED.unmet' },
      ),
    ];
  }

  return indicators
    .map(rulesOf)
    .reduce((best, rules) => (sumOf(rules) > sumOf(best) ? rules : best), rulesOf(undefined));
}
