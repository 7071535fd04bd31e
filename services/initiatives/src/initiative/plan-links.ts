// Links between an initiative and the nodes of plans: proposed here, decided by the ministry responsible for each node.
import {
  accept,
  alignmentProposed,
  type Decision,
  decideChange,
  type Initiative,
  type Known,
  linkPlan,
  type PlanLink,
  type Proposal,
  type RuleFault,
  reject,
} from '@tributary/contracts';
import type { Upstream } from '../upstream/upstream.ts';
import { proposed, shared } from './shares.ts';
import { refuseEnded } from './status.ts';

/**
 * Links an initiative to the nodes of a plan in force; the weights share out its budget, in per cent with two decimals.
 * A new proposal replaces the one before for the same plan, whatever its version, and awaits its decisions anew;
 * those for other plans stand beside it. An initiative that has ended is not linked any more.
 */
export const proposeLinks = decideChange(linkPlan, (initiative, command, { planInForce }: Known<Upstream>) => {
  const { planCode, planVersion, proposedOn, links, normalise } = command;
  const ended = refuseEnded(initiative);
  if (ended !== undefined) return ended;
  const plan = planInForce(planCode, proposedOn);
  const codes = codesOf(links);
  const twice = links.flatMap(({ nodeCode }, index): RuleFault[] =>
    codes.indexOf(nodeCode) < index ? [{ pointer: pointerTo(index), code: 'REPEATED', given: nodeCode }] : [],
  );
  if (twice.length > 0) return reject('VALIDATION', {}, twice);
  if (plan?.version !== planVersion) {
    const current = plan?.version ?? '–';
    return reject('PLAN_NOT_READY', { planCode, planVersion, date: proposedOn, current });
  }
  const unknown = links.filter(({ nodeCode }) => !plan.nodes.has(nodeCode));
  if (unknown.length > 0) {
    const errors = links.flatMap(({ nodeCode: nodes }, index): RuleFault[] => {
      const values = { planCode, planVersion, nodes };
      return plan.nodes.has(nodes) ? [] : [{ pointer: pointerTo(index), code: 'PLAN_NODE_UNKNOWN', values }];
    });
    return reject('PLAN_NODE_UNKNOWN', { planCode, planVersion, nodes: codesOf(unknown).join(', ') }, errors);
  }
  const weights = shared(
    links.map(({ weightPct }) => weightPct),
    normalise,
  );
  if (!('shares' in weights)) {
    const proposal = proposed(weights.proposal, (index) => `/links/${index}/weightPct`);
    return reject('WEIGHTS_NOT_100', { total: weights.total }, proposal);
  }
  const weighted = links.map((link, index) => ({ ...link, weightPct: weights.shares[index] ?? 0 }));

  const before = initiative.proposals.find((proposal) => proposal.planCode === planCode);
  const revision = (before?.revision ?? 0) + 1;
  const awaiting = weighted.map((link) => ({ ...link, decision: 'awaiting' as const }));
  const proposal: Proposal = { planCode, planVersion, revision, proposedOn, links: awaiting };
  return accept(
    { ...initiative, proposals: replacing(initiative.proposals, proposal) },
    alignmentProposed({ planCode, planVersion, revision, proposedOn, links: weighted }),
  );
});

const codesOf = (links: readonly PlanLink[]) => links.map(({ nodeCode }) => nodeCode);

const pointerTo = (index: number) => `/links/${index}/nodeCode`;

/** The proposals with one in the place of that for the same plan. */
export const replacing = (proposals: readonly Proposal[], proposal: Proposal): Proposal[] =>
  proposals.some(({ planCode }) => planCode === proposal.planCode)
    ? proposals.map((other) => (other.planCode === proposal.planCode ? proposal : other))
    : [...proposals, proposal];

/** What an alignment echoes of the link that it decides. */
export interface DecidedOn {
  readonly planCode: string;
  readonly planVersion: string;
  readonly nodeCode: string;
  readonly revision: number;
}

/** Shows a decision on its link; one about an earlier revision, or about a link that is gone, has no effect. */
export function noteDecision(
  initiative: Initiative,
  { planCode, planVersion, nodeCode, revision }: DecidedOn,
  decision: Proposal['links'][number]['decision'],
): Decision<Initiative> | 'unchanged' {
  const proposal = initiative.proposals.find((one) => one.planCode === planCode && one.planVersion === planVersion);
  const link = proposal?.links.find((one) => one.nodeCode === nodeCode);
  if (proposal?.revision !== revision || link === undefined || link.decision === decision) return 'unchanged';
  const links = proposal.links.map((one) => (one === link ? { ...link, decision } : one));
  return accept({ ...initiative, proposals: replacing(initiative.proposals, { ...proposal, links }) });
}
