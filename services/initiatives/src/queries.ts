// How initiatives are read.
import type { Initiative as InitiativeRead } from '@tributary/contracts';
import type { AggregateStore, Stored } from '@tributary/eventing';
import { type Reads, readsOf } from '@tributary/service-kit';
import type { Initiative } from './domain/initiative.ts';

/** Initiatives, in the order of their ids. */
export type Queries = Reads<InitiativeRead, 'status' | 'ministry' | 'iatiIdentifier'>;

export const createQueries = (initiatives: AggregateStore<Initiative>): Queries =>
  readsOf(initiatives, ['status', 'ministry', 'iatiIdentifier'], shown);

/** The links of all plans, each with what has been said of it. */
function shown({ id, seq, ministry, state }: Stored<Initiative>): InitiativeRead {
  const { proposals, statusOn: _kept, holds: _held, ...described } = state;
  const planLinks = proposals.flatMap(({ planCode, planVersion, links }) =>
    links.map(({ nodeCode, weightPct, decision }) => ({ planCode, planVersion, nodeCode, weightPct, decision })),
  );
  return { id, seq, ministry, ...described, planLinks };
}
