// A KPI of one plan version, defined once by an import; and its series of national values, which outlives versions.
import {
  accept,
  decidePut,
  type Known,
  type Kpi,
  type KpiActual,
  type KpiAggregate,
  kpiActualRecorded,
  type ProblemCode,
  type Rejection,
  recordKpiActual,
} from '@tributary/contracts';

/** Whether it is a KPI as a plan version defines it. */
export const isDefinition = (kpi: KpiAggregate): kpi is Kpi => kpi.planVersion !== undefined;

/** A KPI as the newest complete version of its plan defines it; the refusal where there is none. */
export interface DefinedAs<Code extends ProblemCode = 'PLAN_UNKNOWN' | 'KPI_UNKNOWN'> {
  readonly defined: Kpi | Rejection<Code>;
}

/** Records the value of a day, or replaces it; a KPI must be in a version of the plan that is complete. */
export const record = decidePut(recordKpiActual, (series, given, { defined }: Known<DefinedAs>) => {
  if ('rejected' in defined) return defined;
  const { planCode, code, unit, ...figure } = given;
  const actual: KpiActual = { ...figure, ...(unit !== undefined && unit !== defined.unit && { unit }) };
  const others = (series?.actuals ?? []).filter((other) => !isSameFigure(other, actual));
  const actuals = [...others, actual].sort((a, b) => (a.actualOn < b.actualOn ? -1 : Number(a.actualOn > b.actualOn)));
  return accept({ planCode, code, actuals }, kpiActualRecorded({ planCode, code, ...actual }));
});

const isSameFigure = (one: KpiActual, other: KpiActual): boolean =>
  one.actualOn === other.actualOn &&
  one.dimension === other.dimension &&
  one.category === other.category &&
  one.unit === other.unit;
