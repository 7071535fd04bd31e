// How organisations are read.
import type { Organisation as OrganisationRead } from '@tributary/contracts';
import type { AggregateStore, Stored } from '@tributary/eventing';
import { type Reads, readsOf } from '@tributary/service-kit';
import type { Organisation } from './domain/organisation.ts';

/** Organisations, in the order of their ids. */
export type Queries = Reads<OrganisationRead, 'status' | 'country'>;

export const createQueries = (organisations: AggregateStore<Organisation>): Queries =>
  readsOf(organisations, ['status', 'country'], shown);

const shown = ({ id, seq, ministry, state }: Stored<Organisation>): OrganisationRead => ({
  id,
  seq,
  ministry,
  ...state,
});
