// How partners are read.
import type { Partner as PartnerRead } from '@tributary/contracts';
import type { AggregateStore, Filter, Stored } from '@tributary/eventing';
import type { Partner } from './domain/partner.ts';

export interface Queries {
  get(id: string): Promise<PartnerRead | undefined>;
  /** In the order of their ids; `next` is the last id of the page, null at the end. */
  list(query: ListQuery): Promise<{ readonly items: readonly PartnerRead[]; readonly next: string | null }>;
}

export interface ListQuery {
  readonly kind?: string | undefined;
  readonly country?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

export const createQueries = (partners: AggregateStore<Partner>): Queries => ({
  async get(id) {
    const stored = await partners.load(id);
    return stored && shown(stored);
  },
  async list({ kind, country, after, limit }) {
    const filter: Filter = { ...(kind !== undefined && { kind }), ...(country !== undefined && { country }) };
    const { items, next } = await partners.page(filter, { after, limit });
    return { items: items.map(shown), next: next ?? null };
  },
});

const shown = ({ id, seq, ministry, state }: Stored<Partner>): PartnerRead => ({ id, seq, ministry, ...state });
