// How partners are read.
import type { Partner as PartnerRead } from '@tributary/contracts';
import type { AggregateStore, Stored } from '@tributary/eventing';
import { type Reads, readsOf } from '@tributary/service-kit';
import type { Partner } from './domain/partner.ts';

/** Partners, in the order of their ids. */
export type Queries = Reads<PartnerRead, 'kind' | 'country'>;

export const createQueries = (partners: AggregateStore<Partner>): Queries =>
  readsOf(partners, ['kind', 'country'], shown);

const shown = ({ id, seq, ministry, state }: Stored<Partner>): PartnerRead => ({ id, seq, ministry, ...state });
