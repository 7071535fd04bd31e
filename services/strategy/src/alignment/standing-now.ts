// How a link stands under the version of its plan in force now.
import type { Alignment } from '@tributary/contracts';
import type { AggregateStore } from '@tributary/eventing';
import type { RevisedPlans } from '../plan/revised-plans.ts';
import type { StandingNow } from './decisions.ts';
import { standingOf } from './standing.ts';

/** Reads what tells how the link `id` stands. */
export const standingNow =
  (alignments: Pick<AggregateStore<Alignment>, 'load'>, revisedPlans: Pick<RevisedPlans, 'of'>) =>
  async (id: string): Promise<StandingNow> => {
    const link = await alignments.load(id);
    const plan = link && (await revisedPlans.of(link.state.planCode));
    return { standing: (now) => standingOf(now, plan) };
  };
