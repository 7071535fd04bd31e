// KPIs: each as a plan version defines it, and the series of its national values, which outlives versions.
import {
  defineView,
  type KpiBaseline,
  type KpiTarget,
  kpiActualRecorded,
  kpiDefined,
  type Label,
  type LocalDate,
  type ReplacedPart,
} from '@tributary/contracts';

export interface KpiRow {
  readonly planCode: string;
  readonly code: string;
  /** undefined: the row is a series of values */
  readonly definition: KpiDefinition | undefined;
  /** the value of the KPI itself with the latest day */
  readonly latest: ActualRow | undefined;
}

export interface KpiDefinition {
  readonly planCode: string;
  readonly planVersion: string;
  readonly nodeCode: string;
  readonly code: string;
  readonly title: Label;
  readonly unit?: string | undefined;
  readonly direction?: 'up' | 'down' | 'keep' | undefined;
  readonly aggregation?: 'sum' | 'rate' | undefined;
  readonly baseline?: KpiBaseline | undefined;
  readonly targets: readonly KpiTarget[];
  readonly responsibleMinistry: string;
  readonly replaces?: readonly ReplacedPart[] | undefined;
}

export interface ActualRow {
  readonly on: LocalDate;
  readonly value: string;
}

export const kpis = defineView<KpiRow>(
  'kpis',
  () => ({ planCode: '', code: '', definition: undefined, latest: undefined }),
  (when) => [
    when(kpiDefined, (row, { data }) => ({ ...row, planCode: data.planCode, code: data.code, definition: data })),
    when(kpiActualRecorded, (row, { data: { planCode, code, actualOn: on, value, dimension, unit } }) => {
      const isOwn = dimension === undefined && unit === undefined;
      const isLatest = row.latest === undefined || row.latest.on <= on;
      return isOwn && isLatest ? { ...row, planCode, code, latest: { on, value } } : { ...row, planCode, code };
    }),
  ],
);

/** The definitions of the KPIs of a plan version, by code. */
export function kpisIn(
  rows: Iterable<KpiRow>,
  { planCode, planVersion }: { readonly planCode: string; readonly planVersion: string },
): ReadonlyMap<string, KpiDefinition> {
  const found = new Map<string, KpiDefinition>();
  for (const { definition } of rows) {
    if (definition?.planCode === planCode && definition.planVersion === planVersion) {
      found.set(definition.code, definition);
    }
  }
  return found;
}
