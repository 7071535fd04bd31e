// Drifted links of an initiative, mapped by its owner to nodes of the version in force. All of them go at once: what a
// proposal names are nodes of one version, and its weights sum to 100 still.
import {
  accept,
  alignmentProposed,
  decideChange,
  fromHundredths,
  type Initiative,
  type Known,
  type NewRemapping,
  type Proposal,
  type Rejection,
  type RuleFault,
  reject,
  remapPlanLinks,
  toHundredths,
} from '@tributary/contracts';
import type { Upstream } from '../upstream/upstream.ts';
import { replacing } from './plan-links.ts';
import { standingLinks } from './standing.ts';
import { refuseEnded } from './status.ts';

type Move = NewRemapping['moves'][number];

/** A link of the new proposal: what its weight is made of, and the nodes that those parts were under. */
interface Target {
  hundredths: number;
  readonly of: string[];
}

/**
 * Proposes the links anew: those whose node lives on as they are, and the drifted ones where the command says. The event
 * tells what each is made of; the ministries then decide on what they have not accepted.
 */
export const remap = decideChange(remapPlanLinks, (initiative, command, { planInForce, nodesOf }: Known<Upstream>) => {
  const { planCode, planVersion, moves, remappedOn } = command;
  const ended = refuseEnded(initiative);
  if (ended !== undefined) return ended;
  const twice = refuseTwice(moves);
  if (twice !== undefined) return twice;
  const plan = planInForce(planCode, remappedOn);
  if (plan?.version !== planVersion) {
    return reject('PLAN_NOT_READY', { planCode, planVersion, date: remappedOn, current: plan?.version ?? '–' });
  }
  const before = initiative.proposals.find((proposal) => proposal.planCode === planCode);
  const links = before ? standingLinks(before, plan, (version) => nodesOf(planCode, version)) : [];
  const drifted = new Map(links.flatMap((link) => (link.status === 'drifted' ? [[link.nodeCode, link]] : [])));
  const others = moves.filter(({ from }) => !drifted.has(from)).map(({ from }) => from);
  if (before === undefined || others.length > 0) {
    return reject('LINKS_NOT_DRIFTED', { planCode, nodes: others.join(', ') });
  }
  const named = new Set(moves.map(({ from }) => from));
  const left = [...drifted.keys()].filter((code) => !named.has(code));
  if (left.length > 0) return reject('LINKS_STILL_DRIFTED', { planCode, nodes: left.join(', ') });
  const unkept = moves.flatMap((move) => refuseOtherWeight(move, drifted.get(move.from)?.weightPct ?? 0) ?? []);
  if (unkept[0] !== undefined) return unkept[0];

  const targets = targetsOf(before, moves);
  const unknown = [...targets.keys()].filter((code) => !plan.nodes.has(code));
  if (unknown.length > 0) return reject('PLAN_NODE_UNKNOWN', { planCode, planVersion, nodes: unknown.join(', ') });
  const revision = before.revision + 1;
  const weighted = [...targets].map(([nodeCode, { hundredths }]) => ({
    nodeCode,
    weightPct: fromHundredths(hundredths),
  }));
  const proposal: Proposal = {
    planCode,
    planVersion,
    revision,
    proposedOn: remappedOn,
    links: weighted.map((link) => ({ ...link, decision: 'awaiting' })),
  };
  return accept<Initiative>(
    { ...initiative, proposals: replacing(initiative.proposals, proposal) },
    alignmentProposed({
      planCode,
      planVersion,
      revision,
      proposedOn: remappedOn,
      remapsVersion: before.planVersion,
      links: weighted.map((link) => ({ ...link, of: targets.get(link.nodeCode)?.of ?? [] })),
    }),
  );
});

/** The links after the moves, by node: those that stay in their order, then those that are new. */
function targetsOf({ links }: Proposal, moves: readonly Move[]): ReadonlyMap<string, Target> {
  const moved = new Map(moves.map(({ from, to }) => [from, to]));
  const targets = new Map<string, Target>();
  const put = (code: string, weightPct: number, of: string) => {
    const target = targets.get(code) ?? { hundredths: 0, of: [] };
    target.hundredths += toHundredths(weightPct);
    target.of.push(of);
    targets.set(code, target);
  };
  for (const { nodeCode, weightPct } of links) if (!moved.has(nodeCode)) put(nodeCode, weightPct, nodeCode);
  for (const { from, to } of moves) for (const { nodeCode, weightPct } of to) put(nodeCode, weightPct, from);
  return targets;
}

function refuseOtherWeight({ from, to }: Move, weight: number): Rejection<'WEIGHTS_NOT_KEPT'> | undefined {
  const total = to.reduce((sum, { weightPct }) => sum + toHundredths(weightPct), 0);
  if (total === toHundredths(weight)) return undefined;
  return reject('WEIGHTS_NOT_KEPT', { nodeCode: from, weight, total: fromHundredths(total) });
}

/** Refuses a link that is moved twice, and one that goes to a node twice. */
function refuseTwice(moves: readonly Move[]): Rejection<'VALIDATION'> | undefined {
  const faults = moves.flatMap(({ from, to }, at): RuleFault[] => [
    ...(moves.findIndex((other) => other.from === from) < at
      ? [{ pointer: `/moves/${at}/from`, code: 'REPEATED' as const, given: from }]
      : []),
    ...to.flatMap(({ nodeCode }, place): RuleFault[] =>
      to.findIndex((other) => other.nodeCode === nodeCode) < place
        ? [{ pointer: `/moves/${at}/to/${place}/nodeCode`, code: 'REPEATED', given: nodeCode }]
        : [],
    ),
  ]);
  return faults.length === 0 ? undefined : reject('VALIDATION', {}, faults);
}
