// How partners are read.
import type { Partner as PartnerRead } from '@tributary/contracts';
import type { AggregateStore, Stored } from '@tributary/eventing';
import { type Reads, readsOf } from '@tributary/service-kit';
import type { Partner } from './domain/partner.ts';

/** Partners, in the order of their ids; `holds` is an identifier in one text. */
export type Queries = Reads<PartnerRead, 'kind' | 'country' | 'holds'>;

export const createQueries = (partners: AggregateStore<Partner>): Queries =>
  readsOf(partners, ['kind', 'country', 'holds'], shown);

function shown({ id, seq, ministry, state }: Stored<Partner>): PartnerRead {
  const { holds: _held, ...described } = state;
  return { id, seq, ministry, ...described };
}
