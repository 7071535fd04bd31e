// How organisations are read.
import type { Organisation as OrganisationRead } from '@tributary/contracts';
import type { AggregateStore, Stored } from '@tributary/eventing';
import { type Reads, readsOf } from '@tributary/service-kit';
import type { Organisation } from './domain/organisation.ts';

/** Organisations, in the order of their ids; `holds` is an identifier in one text. */
export type Queries = Reads<OrganisationRead, 'status' | 'country' | 'holds'>;

export const createQueries = (organisations: AggregateStore<Organisation>): Queries =>
  readsOf(organisations, ['status', 'country', 'holds'], shown);

function shown({ id, seq, ministry, state }: Stored<Organisation>): OrganisationRead {
  const { holds: _held, ...described } = state;
  return { id, seq, ministry, ...described };
}
