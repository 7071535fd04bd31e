// Which definition of a KPI holds: the one of the newest version of its plan that is complete.
import { type Kpi, type KpiAggregate, keyOf, type Plan, plan as planContract, reject } from '@tributary/contracts';
import { type AggregateStore, naturalId, type Stored } from '@tributary/eventing';
import { isComplete } from '../plan/decisions.ts';
import { type DefinedAs, isDefinition } from './decisions.ts';

export interface KpiParts {
  readonly plans: AggregateStore<Plan>;
  readonly kpis: AggregateStore<KpiAggregate>;
}

/** Reads how a KPI is defined. */
export const definedAs =
  ({ plans, kpis }: KpiParts) =>
  async ({ planCode, code }: { readonly planCode: string; readonly code: string }): Promise<DefinedAs> => {
    const plan = await plans.load(naturalId(keyOf(planContract, { code: planCode })));
    if (plan === undefined) return { defined: reject('PLAN_UNKNOWN', { planCode }) };
    const complete = plan.state.versions.filter(isComplete).map(({ version }) => version);
    const limit = Math.max(1, complete.length);
    const { items } = await kpis.page({ planCode, code, planVersion: { $in: complete } }, { limit });
    return { defined: newestOf(items, complete) ?? reject('KPI_UNKNOWN', { planCode, kpiCode: code }) };
  };

/** A KPI as the newest version that has it defines it. @param versions in the order in which they came */
function newestOf(kpis: readonly Stored<KpiAggregate>[], versions: readonly string[]): Kpi | undefined {
  const defined = kpis.flatMap(({ state }) => (isDefinition(state) ? [state] : []));
  return defined.toSorted((a, b) => versions.indexOf(b.planVersion) - versions.indexOf(a.planVersion))[0];
}
