// A KPI of one plan version, defined once by an import; and its series of national values, which outlives versions.
import { type Decision, kpiActualRecorded, kpiDefined, type LocalDate, reject } from '@tributary/contracts';

export type Kpi = Parameters<typeof kpiDefined>[0];

export const defineKpi = (kpi: Kpi): Decision<KpiAggregate> => ({ state: kpi, events: [kpiDefined(kpi)] });

/** The national value on a day: of the KPI itself, or of what its category and unit name. */
export interface Actual {
  readonly actualOn: LocalDate;
  readonly dimension?: string | undefined;
  readonly category?: string | undefined;
  /** where it is not the KPI's first unit */
  readonly unit?: string | undefined;
  readonly value: string;
  readonly source: string;
}

export interface KpiSeries {
  readonly planCode: string;
  readonly code: string;
  /** in the order of their days, one a day for the KPI itself, and one for each category and unit */
  readonly actuals: readonly Actual[];
}

export type KpiAggregate = Kpi | KpiSeries;

export const isSeries = (kpi: KpiAggregate): kpi is KpiSeries => 'actuals' in kpi;

/** Records the value of a day, or replaces it. */
export function recordActual(series: KpiSeries, actual: Actual, today: LocalDate): Decision<KpiAggregate> {
  if (actual.actualOn > today) return reject('FUTURE_DATE', { date: actual.actualOn, today });
  const { planCode, code } = series;
  const others = series.actuals.filter((other) => !isSameFigure(other, actual));
  const actuals = [...others, actual].sort((a, b) => (a.actualOn < b.actualOn ? -1 : Number(a.actualOn > b.actualOn)));
  return { state: { planCode, code, actuals }, events: [kpiActualRecorded({ planCode, code, ...actual })] };
}

const isSameFigure = (one: Actual, other: Actual): boolean =>
  one.actualOn === other.actualOn &&
  one.dimension === other.dimension &&
  one.category === other.category &&
  one.unit === other.unit;
