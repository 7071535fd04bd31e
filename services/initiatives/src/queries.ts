// How initiatives are read.
import type { Initiative as InitiativeRead } from '@tributary/contracts';
import type { AggregateStore, Filter, Stored } from '@tributary/eventing';
import type { Initiative } from './domain/initiative.ts';

export interface Queries {
  get(id: string): Promise<InitiativeRead | undefined>;
  /** In the order of their ids; `next` is the last id of the page, null at the end. */
  list(query: ListQuery): Promise<{ readonly items: readonly InitiativeRead[]; readonly next: string | null }>;
}

export interface ListQuery {
  readonly status?: number | undefined;
  readonly ministry?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

export const createQueries = (initiatives: AggregateStore<Initiative>): Queries => ({
  async get(id) {
    const stored = await initiatives.load(id);
    return stored && shown(stored);
  },
  async list({ status, ministry, after, limit }) {
    const filter: Filter = { ...(status !== undefined && { status }), ...(ministry !== undefined && { ministry }) };
    const { items, next } = await initiatives.page(filter, { after, limit });
    return { items: items.map(shown), next: next ?? null };
  },
});

/** The links of all plans, each with what has been said of it. */
function shown({ id, seq, ministry, state }: Stored<Initiative>): InitiativeRead {
  const { proposals, statusOn: _kept, ...described } = state;
  const planLinks = proposals.flatMap(({ planCode, planVersion, links }) =>
    links.map(({ nodeCode, weightPct, decision }) => ({ planCode, planVersion, nodeCode, weightPct, decision })),
  );
  return { id, seq, ministry, ...described, planLinks };
}
