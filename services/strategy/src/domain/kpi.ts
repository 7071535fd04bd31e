// A KPI of one plan version, defined once by an import; and its series of national values, which outlives versions.
import { type Decision, kpiActualRecorded, kpiDefined, type LocalDate, reject } from '@tributary/contracts';

export type Kpi = Parameters<typeof kpiDefined>[0];

export const defineKpi = (kpi: Kpi): Decision<KpiAggregate> => ({ state: kpi, events: [kpiDefined(kpi)] });

/** The national value on a day. */
export interface Actual {
  readonly actualOn: LocalDate;
  readonly value: string;
  readonly source: string;
}

export interface KpiSeries {
  readonly planCode: string;
  readonly code: string;
  /** in the order of their days, one a day */
  readonly actuals: readonly Actual[];
}

export type KpiAggregate = Kpi | KpiSeries;

export const isSeries = (kpi: KpiAggregate): kpi is KpiSeries => 'actuals' in kpi;

/** Records the value of a day, or replaces it. */
export function recordActual(
  series: KpiSeries,
  { actualOn, value, source }: Actual,
  today: LocalDate,
): Decision<KpiAggregate> {
  if (actualOn > today) return reject('FUTURE_DATE', { date: actualOn, today });
  const { planCode, code } = series;
  const others = series.actuals.filter((other) => other.actualOn !== actualOn);
  const actuals = [...others, { actualOn, value, source }].sort((a, b) => (a.actualOn < b.actualOn ? -1 : 1));
  return {
    state: { planCode, code, actuals },
    events: [kpiActualRecorded({ planCode, code, actualOn, value, source })],
  };
}
