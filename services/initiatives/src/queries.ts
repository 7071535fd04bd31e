// How initiatives are read.
import type { Initiative as InitiativeRead, LocalDate } from '@tributary/contracts';
import type { AggregateStore, Stored } from '@tributary/eventing';
import { type Page, type PageAsked, readsOf } from '@tributary/service-kit';
import type { Initiative } from './domain/initiative.ts';
import { standingLinks } from './domain/standing.ts';
import type { Replicas } from './replicas.ts';

interface InitiativesAsked extends PageAsked {
  readonly status?: number | undefined;
  readonly ministry?: string | undefined;
  readonly iatiIdentifier?: string | undefined;
}

/** Initiatives with the links of all plans, each as it stands `today`. */
export interface Queries {
  get(id: string, today: LocalDate): Promise<InitiativeRead | undefined>;
  /** In the order of their ids. */
  list(asked: InitiativesAsked, today: LocalDate): Promise<Page<InitiativeRead>>;
}

export function createQueries(
  initiatives: AggregateStore<Initiative>,
  plans: Pick<Replicas, 'planInForce' | 'nodesOf'>,
): Queries {
  const stored = readsOf(initiatives, ['status', 'ministry', 'iatiIdentifier'], (found) => found);

  function shown({ id, seq, ministry, state }: Stored<Initiative>, today: LocalDate): InitiativeRead {
    const { proposals, statusOn: _kept, holds: _held, ...described } = state;
    const planLinks = proposals.flatMap((proposal) => {
      const { planCode } = proposal;
      return standingLinks(proposal, plans.planInForce(planCode, today), (version) => plans.nodesOf(planCode, version));
    });
    return { id, seq, ministry, ...described, planLinks };
  }

  return {
    async get(id, today) {
      const found = await stored.get(id);
      return found && shown(found, today);
    },
    async list(asked, today) {
      const { items, next } = await stored.list(asked);
      return { items: items.map((found) => shown(found, today)), next };
    },
  };
}
