// How the links of a proposal stand under the version of their plan in force, as far as it has arrived here.
import {
  type DecidedPlanLink,
  type Initiative,
  isDrifted,
  type LocalDate,
  type NodeCodes,
  type PlanLinksOfPlan,
  type Proposal,
} from '@tributary/contracts';
import type { PlanInForce } from '../upstream/plan-in-force.ts';
import type { Upstream } from '../upstream/upstream.ts';

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
    status: plan && isDrifted({ planVersion, nodeCode }, plan.version, nodes) ? 'drifted' : decision,
    ...(plan && { versionInForce: plan.version }),
  }));
}

/** The newest proposal for one plan, with its links as they stand on a day; undefined where there was none. */
export function linksOfPlan(
  { seq, state: { proposals } }: { readonly seq: number; readonly state: Pick<Initiative, 'proposals'> },
  planCode: string,
  plans: Plans,
  on: LocalDate,
): PlanLinksOfPlan | undefined {
  const newest = proposals.find((proposal) => proposal.planCode === planCode);
  if (newest === undefined) return undefined;
  const { links: _stored, ...proposal } = newest;
  const links = linksOf({ proposals: [newest] }, plans, on);
  const versionInForce = links[0]?.versionInForce;
  return {
    ...proposal,
    seq,
    ...(versionInForce !== undefined && { versionInForce }),
    links: links.map(({ nodeCode, weightPct, status }) => ({ nodeCode, weightPct, status })),
  };
}

type Plans = Pick<Upstream, 'planInForce' | 'nodesOf'>;

/** The links of all plans, each as it stands on a day. */
export const linksOf = ({ proposals }: Pick<Initiative, 'proposals'>, plans: Plans, on: LocalDate): DecidedPlanLink[] =>
  proposals.flatMap((proposal) => {
    const { planCode } = proposal;
    return standingLinks(proposal, plans.planInForce(planCode, on), (version) => plans.nodesOf(planCode, version));
  });
