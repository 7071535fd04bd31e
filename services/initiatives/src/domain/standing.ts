// How the links of a proposal stand under the version of their plan in force, as far as it has arrived here.
import { type DecidedPlanLink, isDrifted, type NodeCodes } from '@tributary/contracts';
import type { Proposal } from './initiative.ts';
import type { PlanInForce } from './plan-in-force.ts';

/**
 * The links of a proposal, each with its decision, or drifted where its node is gone.
 * @param plan the version in force today
 * @param nodesOf the nodes of an earlier version of the plan
 */
export function standingLinks(
  { planCode, planVersion, links }: Proposal,
  plan: PlanInForce | undefined,
  nodesOf: (planVersion: string) => NodeCodes | undefined,
): DecidedPlanLink[] {
  const nodes = (version: string) => (version === plan?.version ? plan.nodes : nodesOf(version));
  return links.map(({ nodeCode, weightPct, decision }) => ({
    planCode,
    planVersion,
    nodeCode,
    weightPct,
    decision: plan && isDrifted({ planVersion, nodeCode }, plan.version, nodes) ? 'drifted' : decision,
    ...(plan && { versionInForce: plan.version }),
  }));
}
