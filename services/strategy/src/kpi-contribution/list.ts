// Contributions as they are listed and read, and how one stands under the version of its plan in force now.
import type { KpiContribution, LinkStatus, ShownKpiContribution } from '@tributary/contracts';
import type { AggregateStore, Stored } from '@tributary/eventing';
import type { Page, PageAsked } from '@tributary/service-kit';
import { listingStanding } from '../drift/list.ts';
import type { RevisedPlans } from '../drift/revised-plans.ts';
import { type Placed, type Standing, standingOf } from '../drift/standing.ts';
import type { StandingNow } from './decisions.ts';

interface ContributionsAsked extends PageAsked {
  readonly status?: LinkStatus | undefined;
  readonly responsibleMinistry?: string | undefined;
  readonly planCode?: string | undefined;
  readonly initiativeId?: string | undefined;
  readonly kpiCode?: string | undefined;
}

const placed = ({ kpiCode: code, planVersion, status, responsibleMinistry }: KpiContribution): Placed => ({
  code,
  planVersion,
  status,
  responsibleMinistry,
});

const shown = ({ id, seq, ministry, at, state }: Stored<KpiContribution>, standing: Standing) => ({
  id,
  seq,
  ministry,
  updatedAt: at.toISOString(),
  ...state,
  ...standing,
});

/** Reads contributions: in the order of their ids, or one. */
export function readingContributions(
  contributions: Pick<AggregateStore<KpiContribution>, 'page' | 'load'>,
  revisedPlans: Pick<RevisedPlans, 'all' | 'of'>,
) {
  const list = listingStanding(contributions, revisedPlans, { placed, codeField: 'kpiCode' });
  return {
    list({ planCode, initiativeId, kpiCode, ...asked }: ContributionsAsked): Promise<Page<ShownKpiContribution>> {
      return list(asked, { planCode, initiativeId, kpiCode }, shown);
    },
    async get(id: string): Promise<ShownKpiContribution | undefined> {
      const stored = await contributions.load(id);
      if (stored === undefined) return undefined;
      return shown(stored, standingOf(placed(stored.state), await revisedPlans.of(stored.state.planCode)));
    },
    /** Reads what tells how the contribution `id` stands. */
    async standing(id: string): Promise<StandingNow> {
      const stored = await contributions.load(id);
      const plan = stored && (await revisedPlans.of(stored.state.planCode));
      return { standing: (now) => standingOf(placed(now), plan) };
    },
  };
}
