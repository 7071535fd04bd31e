// The national values of a KPI as they are read: between two days, or of one.
import { type KpiActual, keyOf, kpi, type LocalDate } from '@tributary/contracts';
import { naturalId } from '@tributary/eventing';
import { definedAs, type KpiParts } from './defined.ts';

interface KpiPeriod {
  readonly planCode: string;
  readonly code: string;
  readonly from?: LocalDate | undefined;
  readonly to?: LocalDate | undefined;
}

/** Reads values in the order of their days; undefined for a KPI that no complete version of the plan has. */
export const actualsOf = (parts: KpiParts) => {
  const definitionOf = definedAs(parts);
  return async ({ planCode, code, from = '', to }: KpiPeriod) => {
    const { defined } = await definitionOf({ planCode, code });
    if ('rejected' in defined) return undefined;
    const series = await parts.kpis.load(naturalId(keyOf(kpi, { planCode, code })));
    const isAsked = ({ actualOn }: KpiActual) => actualOn >= from && (to === undefined || actualOn <= to);
    return { planCode, code, actuals: (series?.state.actuals ?? []).filter(isAsked) };
  };
};
