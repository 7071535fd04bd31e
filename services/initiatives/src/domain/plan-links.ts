// Links between an initiative and the nodes of plans: proposed here, decided by the ministry responsible for each node.
import {
  alignmentProposed,
  type Decision,
  type FieldError,
  type LocalDate,
  type NewPlanLinks,
  type PlanLink,
  reject,
} from '@tributary/contracts';
import type { DecidedLink, Initiative, Proposal } from './initiative.ts';
import type { PlanInForce } from './plan-in-force.ts';
import { proposed, shared } from './shares.ts';
import { refuseEnded } from './status.ts';

/** A proposal on its business date. */
export interface LinkPlan extends NewPlanLinks {
  readonly proposedOn: LocalDate;
  /** brings weights that do not sum to 100 to it */
  readonly normalise?: boolean;
}

/**
 * Links an initiative to the nodes of a plan in force; the weights share out its budget, in per cent with two decimals.
 * A new proposal replaces the one before for the same plan, whatever its version, and awaits its decisions anew;
 * those for other plans stand beside it. An initiative that has ended is not linked any more.
 * @param plan the version in force on `proposedOn`, as far as it is known here
 */
export function linkPlan(
  initiative: Initiative,
  command: LinkPlan,
  plan: PlanInForce | undefined,
  today: LocalDate,
): Decision<Initiative> {
  const { planCode, planVersion, proposedOn, links, normalise = false } = command;
  const ended = refuseEnded(initiative);
  if (ended !== undefined) return ended;
  if (proposedOn > today) return reject('FUTURE_DATE', { date: proposedOn, today });
  const twice = faults(
    links,
    'REPEATED',
    'is given more than once',
    (code, index) => codesOf(links).indexOf(code) < index,
  );
  if (twice.length > 0) return reject('VALIDATION', {}, twice);
  if (plan?.version !== planVersion) {
    const current = plan?.version ?? '–';
    return reject('PLAN_NOT_READY', { planCode, planVersion, date: proposedOn, current });
  }
  const unknown = links.filter(({ nodeCode }) => !plan.nodes.has(nodeCode));
  if (unknown.length > 0) {
    const errors = faults(links, 'PLAN_NODE_UNKNOWN', 'is no node of the plan', (code) => !plan.nodes.has(code));
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
  return {
    state: { ...initiative, proposals: replacing(initiative.proposals, proposal) },
    events: [alignmentProposed({ planCode, planVersion, revision, proposedOn, links: weighted })],
  };
}

const codesOf = (links: readonly PlanLink[]) => links.map(({ nodeCode }) => nodeCode);

const faults = (
  links: readonly PlanLink[],
  code: string,
  detail: string,
  isWrong: (nodeCode: string, index: number) => boolean,
): FieldError[] =>
  links.flatMap(({ nodeCode }, index) =>
    isWrong(nodeCode, index) ? [{ pointer: `/links/${index}/nodeCode`, code, detail: `${nodeCode} ${detail}` }] : [],
  );

const replacing = (proposals: readonly Proposal[], proposal: Proposal): readonly Proposal[] =>
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
  decision: DecidedLink['decision'],
): Decision<Initiative> | 'unchanged' {
  const proposal = initiative.proposals.find((one) => one.planCode === planCode && one.planVersion === planVersion);
  const link = proposal?.links.find((one) => one.nodeCode === nodeCode);
  if (proposal?.revision !== revision || link === undefined || link.decision === decision) return 'unchanged';
  const links = proposal.links.map((one) => (one === link ? { ...link, decision } : one));
  return { state: { ...initiative, proposals: replacing(initiative.proposals, { ...proposal, links }) }, events: [] };
}
