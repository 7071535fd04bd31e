// Reads what a crosswalk must know of its two plans: their versions in force, and which of the named nodes these have.
import { keyOf, type Plan, type PlanNode, plan as planContract } from '@tributary/contracts';
import { type AggregateStore, naturalId } from '@tributary/eventing';
import type { BothPlans, NodesInForce } from './decisions.ts';

interface Asked {
  readonly planCode: string;
  readonly toPlan: string;
  readonly nodeCode: string;
  readonly targets: readonly { readonly nodeCode: string }[];
}

export function readingBothPlans({
  plans,
  nodes,
}: {
  readonly plans: AggregateStore<Plan>;
  readonly nodes: AggregateStore<PlanNode>;
}): (asked: Asked) => Promise<BothPlans> {
  async function inForce(code: string, codes: readonly string[]): Promise<NodesInForce | undefined> {
    const plan = (await plans.load(naturalId(keyOf(planContract, { code }))))?.state;
    const planVersion = plan?.versions.find(({ status }) => status === 'active')?.version;
    if (planVersion === undefined) return undefined;
    const filter = { planCode: code, planVersion, code: { $in: [...new Set(codes)] } };
    const found = await nodes.page(filter, { limit: Math.max(1, codes.length) });
    return { planVersion, has: new Set(found.items.map(({ state }) => state.code)) };
  }

  return async ({ planCode, toPlan, nodeCode, targets }) => ({
    from: await inForce(planCode, [nodeCode]),
    to: await inForce(
      toPlan,
      targets.map((target) => target.nodeCode),
    ),
  });
}
