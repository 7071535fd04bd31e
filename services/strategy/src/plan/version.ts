// A plan version as it is read: all that it holds.
import {
  byCode,
  type Kpi,
  type KpiAggregate,
  keyOf,
  type Plan,
  type PlanNode,
  plan as planContract,
} from '@tributary/contracts';
import { type AggregateStore, naturalId, readAll } from '@tributary/eventing';
import { isDefinition } from '../kpi/decisions.ts';
import { versionOf } from './decisions.ts';

export interface VersionParts {
  readonly plans: AggregateStore<Plan>;
  readonly nodes: AggregateStore<PlanNode>;
  readonly kpis: AggregateStore<KpiAggregate>;
}

/** Reads nodes and KPIs in the order of their codes; of a version that is still importing, those that are there. */
export const readingVersions =
  ({ plans, nodes, kpis }: VersionParts) =>
  async (planCode: string, planVersion: string) => {
    const plan = await plans.load(naturalId(keyOf(planContract, { code: planCode })));
    const standing = plan && versionOf(plan.state, planVersion);
    if (standing === undefined) return undefined;
    const place = { planCode, planVersion };
    const [nodesThere, kpisThere] = await Promise.all([readAll(nodes, place), readAll(kpis, place)]);
    return {
      ...place,
      status: standing.status,
      nodes: nodesThere.map(({ state }) => inVersion(state)).sort(inOrder),
      kpis: kpisThere.flatMap(({ state }) => (isDefinition(state) ? [inVersion<Kpi>(state)] : [])).sort(inOrder),
    };
  };

const inOrder = (a: { readonly code: string }, b: { readonly code: string }) => byCode(a.code, b.code);

/** Without the place that its version says already. */
function inVersion<Of extends { readonly planCode: string; readonly planVersion: string }>(one: Of) {
  const { planCode: _plan, planVersion: _version, ...shown } = one;
  return shown;
}
