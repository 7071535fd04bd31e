// A proposal of links reaches each of its alignments once, in any order of attempts: every target remembers the newest
// event of the initiative that it answered. A link that a newer proposal lacks is withdrawn.
import {
  type Alignment,
  alignmentKey,
  type alignmentProposed,
  keyOf,
  keyText,
  type Plan,
  type PlanNode,
  plan as planContract,
} from '@tributary/contracts';
import { type AggregateStore, naturalId, type ReactionContext, readAll } from '@tributary/eventing';
import { standingStatuses } from '../drift/list.ts';
import type { RevisedPlans } from '../drift/revised-plans.ts';
import { standingOf } from '../drift/standing.ts';
import { isPublic, versionOf } from '../plan/decisions.ts';
import { open, openCarried, openUnknown, withdraw } from './decisions.ts';

export type Proposal = Parameters<typeof alignmentProposed>[0];

/** Opens the links of an initiative's proposal for review, and withdraws those that it lacks. */
export type ReviewLinks = (initiativeId: string, proposal: Proposal, context: ReactionContext) => Promise<void>;

export interface ProposalParts {
  readonly plans: AggregateStore<Plan>;
  readonly nodes: AggregateStore<PlanNode>;
  readonly alignments: AggregateStore<Alignment>;
  readonly revisedPlans: Pick<RevisedPlans, 'upTo'>;
}

export function createReviewLinks({ plans, nodes, alignments, revisedPlans }: ProposalParts): ReviewLinks {
  /** The ministries responsible for the proposed nodes, by node, as far as the version is in force or was. */
  async function ministriesOf({ planCode, planVersion, links }: Proposal): Promise<ReadonlyMap<string, string>> {
    const plan = (await plans.load(naturalId(keyOf(planContract, { code: planCode }))))?.state;
    const version = plan && versionOf(plan, planVersion);
    if (version === undefined || !isPublic(version)) return new Map();
    const codes = links.map(({ nodeCode }) => nodeCode);
    const found = await nodes.page({ planCode, planVersion, code: { $in: codes } }, { limit: codes.length });
    return new Map(found.items.map(({ state }) => [state.code, state.responsibleMinistry]));
  }

  /**
   * The nodes of a proposal that maps links again whose links are accepted still: the plan declares each a successor of
   * all that its link was under, and the ministry that accepted those is responsible for it.
   */
  async function carriedBy(initiativeId: string, proposal: Proposal, ministries: ReadonlyMap<string, string>) {
    const { planCode, planVersion, remapsVersion, revision, links } = proposal;
    const plan = remapsVersion === undefined ? undefined : await revisedPlans.upTo(planCode, planVersion);
    const carried = new Set<string>();
    if (remapsVersion === undefined || plan === undefined) return carried;
    for (const { nodeCode, of = [] } of links) {
      const read = of.map((code) =>
        alignments.load(
          naturalId(keyText(alignmentKey, { initiativeId, planCode, planVersion: remapsVersion, nodeCode: code })),
        ),
      );
      const isCarried = (before: Alignment | undefined) => {
        if (before?.status !== 'accepted' || before.revision !== revision - 1) return false;
        const placed = { ...before, code: before.nodeCode };
        const goesHere = standingOf(placed, plan).drift?.suggested.some(({ code }) => code === nodeCode) ?? false;
        return (before.nodeCode === nodeCode || goesHere) && before.responsibleMinistry === ministries.get(nodeCode);
      };
      const before = await Promise.all(read);
      if (before.length > 0 && before.every((stored) => isCarried(stored?.state))) carried.add(nodeCode);
    }
    return carried;
  }

  return async (initiativeId, proposal, context) => {
    const { planCode, planVersion, revision, proposedOn, links } = proposal;
    const ministries = await ministriesOf(proposal);
    const carried = await carriedBy(initiativeId, proposal, ministries);
    const proposed = new Set<string>();
    for (const { nodeCode, weightPct } of links) {
      const link = { initiativeId, planCode, planVersion, nodeCode, weightPct, revision };
      const naturalKey = keyText(alignmentKey, link);
      proposed.add(naturalId(naturalKey));
      const responsible = ministries.get(nodeCode);
      await alignments.react({ naturalKey }, context, () => {
        if (responsible === undefined) return openUnknown(link, proposedOn, context.ministry);
        return carried.has(nodeCode) ? openCarried(link, proposedOn, responsible) : open(link, proposedOn, responsible);
      });
    }
    const standing = { initiativeId, planCode, status: { $in: [...standingStatuses] } } as const;
    for (const { id } of await readAll(alignments, standing)) {
      if (proposed.has(id)) continue;
      await alignments.react({ id }, context, (stored) =>
        stored === undefined ? 'unchanged' : withdraw(stored.state, revision, proposedOn),
      );
    }
  };
}
