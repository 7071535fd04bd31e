// The list of links, narrowed by how they stand under the versions in force. That is not stored: narrow filters fetch
// all that can match and some that do not, each link is judged by its plan, and pages go on after the last one shown.
import type { Alignment, LinkStatus, ShownAlignment } from '@tributary/contracts';
import type { AggregateStore, Filter } from '@tributary/eventing';
import type { Page, PageAsked } from '@tributary/service-kit';
import { pageOfMany } from '../page-of-many.ts';
import type { RevisedPlans } from '../plan/revised-plans.ts';
import { standingStatuses } from './decisions.ts';
import { codesMovedTo, goneCodes, type RevisedPlan, standingOf } from './standing.ts';

export interface AlignmentsAsked extends PageAsked {
  readonly status?: LinkStatus | undefined;
  readonly responsibleMinistry?: string | undefined;
  readonly initiativeId?: string | undefined;
}

type Revised = ReadonlyMap<string, RevisedPlan>;

/** In the order of their ids. */
export const listingAlignments =
  (alignments: Pick<AggregateStore<Alignment>, 'page'>, revisedPlans: Pick<RevisedPlans, 'all'>) =>
  async (asked: AlignmentsAsked): Promise<Page<ShownAlignment>> => {
    const revised = await revisedPlans.all();
    const { status, responsibleMinistry: ministry } = asked;
    return pageOfMany(alignments, filtersFor(asked, revised), asked, (stored) => {
      const standing = standingOf(stored.state, revised.get(stored.state.planCode));
      const isAsked = status === undefined || status === standing.status;
      const isTheirs = ministry === undefined || ministry === standing.responsibleMinistry;
      return isAsked && isTheirs ? { id: stored.id, seq: stored.seq, ...stored.state, ...standing } : undefined;
    });
  };

/** Filters that together let every link pass that is asked for. */
function filtersFor({ status, responsibleMinistry, initiativeId }: AlignmentsAsked, revised: Revised): Filter[] {
  const byInitiative = initiativeId === undefined ? {} : { initiativeId };
  const byMinistry = responsibleMinistry === undefined ? {} : { responsibleMinistry };
  if (status === 'drifted') {
    const said = { ...byInitiative, ...byMinistry, status: { $in: [...standingStatuses] } };
    return toEarlierVersions(revised, (plan) => [...goneCodes(plan)]).map((gone) => ({ ...said, ...gone }));
  }
  const said = { ...byInitiative, ...(status === undefined ? {} : { status }) };
  const kept = { ...said, ...byMinistry };
  if (responsibleMinistry === undefined) return [kept];
  const moved = toEarlierVersions(revised, (plan) => codesMovedTo(responsibleMinistry, plan));
  return [kept, ...moved.map((links) => ({ ...said, ...links }))];
}

/** Lets links to some nodes of earlier versions pass; no filter where there is no such node. */
function toEarlierVersions(revised: Revised, codesOf: (plan: RevisedPlan) => readonly string[]): Filter[] {
  const chosen = [...revised]
    .map(([planCode, plan]) => ({ planCode, plan, codes: codesOf(plan) }))
    .filter(({ codes }) => codes.length > 0);
  if (chosen.length === 0) return [];
  const versions = chosen.flatMap(({ plan }) =>
    [...plan.versions.keys()].filter((version) => version !== plan.inForce),
  );
  return [
    {
      planCode: { $in: chosen.map(({ planCode }) => planCode) },
      planVersion: { $in: [...new Set(versions)] },
      nodeCode: { $in: [...new Set(chosen.flatMap(({ codes }) => codes))] },
    },
  ];
}
