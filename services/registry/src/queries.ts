// How organisations are read.
import type { Organisation as OrganisationRead } from '@tributary/contracts';
import type { AggregateStore, Filter, Stored } from '@tributary/eventing';
import type { Organisation } from './domain/organisation.ts';

export interface Queries {
  get(id: string): Promise<OrganisationRead | undefined>;
  /** In the order of their ids; `next` is the last id of the page, null at the end. */
  list(query: ListQuery): Promise<{ readonly items: readonly OrganisationRead[]; readonly next: string | null }>;
}

export interface ListQuery {
  readonly status?: Organisation['status'] | undefined;
  readonly country?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

export const createQueries = (organisations: AggregateStore<Organisation>): Queries => ({
  async get(id) {
    const stored = await organisations.load(id);
    return stored && shown(stored);
  },
  async list({ status, country, after, limit }) {
    const filter: Filter = { ...(status !== undefined && { status }), ...(country !== undefined && { country }) };
    const { items, next } = await organisations.page(filter, { after, limit });
    return { items: items.map(shown), next: next ?? null };
  },
});

const shown = ({ id, seq, ministry, state }: Stored<Organisation>): OrganisationRead => ({
  id,
  seq,
  ministry,
  ...state,
});
