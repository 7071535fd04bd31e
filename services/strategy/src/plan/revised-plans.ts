// The plans that have replaced a version, with the nodes of every version that is or was in force. The plan is read
// each time, so that an activation shows at once; the nodes of such a version never change and are read once.
import { keyOf, type Plan, type PlanNode, plan as planContract } from '@tributary/contracts';
import { type AggregateStore, naturalId } from '@tributary/eventing';
import type { Ministries, RevisedPlan } from '../alignment/standing.ts';
import { readAll } from '../read-all.ts';
import { isPublic } from './decisions.ts';

export interface RevisedPlans {
  /** undefined where no version of the plan has been replaced */
  of(planCode: string): Promise<RevisedPlan | undefined>;
  /** by plan code */
  all(): Promise<ReadonlyMap<string, RevisedPlan>>;
}

export interface RevisedPlansParts {
  readonly plans: AggregateStore<Plan>;
  readonly nodes: AggregateStore<PlanNode>;
}

export function createRevisedPlans({ plans, nodes }: RevisedPlansParts): RevisedPlans {
  const known = new Map<string, Ministries>();

  async function ministriesOf(planCode: string, planVersion: string): Promise<Ministries> {
    const name = `${planCode} ${planVersion}`;
    const read = known.get(name);
    if (read !== undefined) return read;
    const found = await readAll(nodes, { planCode, planVersion });
    const ministries = new Map(found.map(({ state }) => [state.code, state.responsibleMinistry]));
    known.set(name, ministries);
    return ministries;
  }

  async function revised({ code, versions }: Plan): Promise<RevisedPlan | undefined> {
    const inForce = versions.find(({ status }) => status === 'active');
    const shown = versions.filter(isPublic);
    if (inForce === undefined || shown.length < 2) return undefined;
    const read = shown.map(async ({ version }) => [version, await ministriesOf(code, version)] as const);
    return { inForce: inForce.version, versions: new Map(await Promise.all(read)) };
  }

  return {
    async of(planCode) {
      const plan = await plans.load(naturalId(keyOf(planContract, { code: planCode })));
      return plan && revised(plan.state);
    },
    async all() {
      const read = (await readAll(plans, {})).map(async ({ state }) => [state.code, await revised(state)] as const);
      const found = await Promise.all(read);
      return new Map(found.flatMap(([code, plan]) => (plan === undefined ? [] : [[code, plan] as const])));
    },
  };
}
