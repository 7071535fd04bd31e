// Lists of links and of contributions, narrowed by how they stand under the versions in force. That is not stored: narrow
// filters fetch all that can match and some that do not, each is judged by its plan, and pages go on after the last shown.
import type { LinkStatus } from '@tributary/contracts';
import type { AggregateStore, Filter, Stored } from '@tributary/eventing';
import type { Page, PageAsked } from '@tributary/service-kit';
import { pageOfMany } from '../page-of-many.ts';
import type { RevisedPlans } from './revised-plans.ts';
import { codesMovedTo, goneCodes, type Placed, type RevisedPlan, type Standing, standingOf } from './standing.ts';

export interface StandingAsked extends PageAsked {
  readonly status?: LinkStatus | undefined;
  readonly responsibleMinistry?: string | undefined;
}

/** Where something stands in the newest proposal or definition of its initiative. */
export const standingStatuses = ['awaiting', 'accepted', 'rejected'] as const;

type Revised = ReadonlyMap<string, RevisedPlan>;
type Said = Pick<Placed, 'status' | 'responsibleMinistry' | 'planVersion'> & { readonly planCode: string };

/** What is listed: how it is judged, and under which name it keeps the code of its node or KPI. */
export interface Listed<State> {
  readonly placed: (state: State) => Placed;
  readonly codeField: string;
}

/**
 * A list in the order of ids.
 * @param exactly further fields that each item has
 */
export const listingStanding =
  <State extends Said>(
    store: Pick<AggregateStore<State>, 'page'>,
    revisedPlans: Pick<RevisedPlans, 'all'>,
    { placed, codeField }: Listed<State>,
  ) =>
  async <Item extends { readonly id: string }>(
    asked: StandingAsked,
    exactly: Readonly<Record<string, string | undefined>>,
    show: (stored: Stored<State>, standing: Standing) => Item,
  ): Promise<Page<Item>> => {
    const revised = await revisedPlans.all();
    const { status, responsibleMinistry: ministry } = asked;
    const filters = filtersFor(asked, exactly, revised, codeField);
    return pageOfMany(store, filters, asked, (stored) => {
      const standing = standingOf(placed(stored.state), revised.get(stored.state.planCode));
      const isAsked = status === undefined || status === standing.status;
      const isTheirs = ministry === undefined || ministry === standing.responsibleMinistry;
      return isAsked && isTheirs ? show(stored, standing) : undefined;
    });
  };

/** Filters that together let everything pass that is asked for. */
function filtersFor(
  { status, responsibleMinistry }: StandingAsked,
  exactly: Readonly<Record<string, string | undefined>>,
  revised: Revised,
  codeField: string,
): Filter[] {
  const own = Object.fromEntries(
    Object.entries(exactly).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const byMinistry = responsibleMinistry === undefined ? {} : { responsibleMinistry };
  if (status === 'drifted') {
    const said = { ...byMinistry, status: { $in: [...standingStatuses] } };
    const gone = toEarlierVersions(revised, codeField, (plan) => [...goneCodes(plan)]);
    return gone.map((one) => ({ ...said, ...one, ...own }));
  }
  const said = status === undefined ? {} : { status };
  const kept = { ...said, ...byMinistry, ...own };
  if (responsibleMinistry === undefined) return [kept];
  const moved = toEarlierVersions(revised, codeField, (plan) => codesMovedTo(responsibleMinistry, plan));
  return [kept, ...moved.map((one) => ({ ...said, ...one, ...own }))];
}

/** Lets what points at some codes of earlier versions pass; no filter where there is no such code. */
function toEarlierVersions(
  revised: Revised,
  codeField: string,
  codesOf: (plan: RevisedPlan) => readonly string[],
): Filter[] {
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
      [codeField]: { $in: [...new Set(chosen.flatMap(({ codes }) => codes))] },
    },
  ];
}
