// Links as they are listed, and how one stands under the version of its plan in force now.
import type { Alignment, LinkStatus, ShownAlignment } from '@tributary/contracts';
import type { AggregateStore } from '@tributary/eventing';
import type { Page, PageAsked } from '@tributary/service-kit';
import { listingStanding } from '../drift/list.ts';
import type { RevisedPlans } from '../drift/revised-plans.ts';
import { type Placed, standingOf } from '../drift/standing.ts';
import type { StandingNow } from './decisions.ts';

interface AlignmentsAsked extends PageAsked {
  readonly status?: LinkStatus | undefined;
  readonly responsibleMinistry?: string | undefined;
  readonly initiativeId?: string | undefined;
}

const placed = ({ nodeCode: code, planVersion, status, responsibleMinistry, weightPct }: Alignment): Placed => ({
  code,
  planVersion,
  status,
  responsibleMinistry,
  weightPct,
});

/** In the order of their ids. */
export function listingAlignments(
  alignments: Pick<AggregateStore<Alignment>, 'page'>,
  revisedPlans: Pick<RevisedPlans, 'all'>,
): (asked: AlignmentsAsked) => Promise<Page<ShownAlignment>> {
  const list = listingStanding(alignments, revisedPlans, { placed, codeField: 'nodeCode' });
  return ({ initiativeId, ...asked }) =>
    list(asked, { initiativeId }, ({ id, seq, ministry, state }, standing) => ({
      id,
      seq,
      ministry,
      ...state,
      ...standing,
    }));
}

/** Reads what tells how the link `id` stands. */
export const standingNow =
  (alignments: Pick<AggregateStore<Alignment>, 'load'>, revisedPlans: Pick<RevisedPlans, 'of'>) =>
  async (id: string): Promise<StandingNow> => {
    const link = await alignments.load(id);
    const plan = link && (await revisedPlans.of(link.state.planCode));
    return { standing: (now) => standingOf(placed(now), plan) };
  };
