// How an aggregate is kept, made of its contract: fields of its state, an index for each filter, one for what it holds.
import type { AggregateContract, Holding } from '@tributary/contracts';
import type { z } from 'zod';
import type { AggregateDefinition, IndexDefinition } from '../ports.ts';
import { fieldsOf } from './fields.ts';

/** A state as it is kept: with the identifiers that no other of its kind may have. */
export type Kept<State extends z.ZodObject> = z.output<State> & Holding;

const held: IndexDefinition = { keys: { holds: 1 }, unique: true, sparse: true };

/** The definition of the aggregate that a contract declares. */
export const definitionOf = <State extends z.ZodObject>(
  contract: AggregateContract<State>,
): AggregateDefinition<Kept<State>> => {
  const { service, name, path, state, status, filters, claims, revised } = contract;
  return {
    service,
    name,
    self: (id) => `${path}/${id}`,
    status,
    fields: { ...fieldsOf(state), ...(claims && { holds: [String] }) },
    indexes: [...(claims ? [held] : []), ...filters.map((field) => ({ keys: { [field]: 1 as const } }))],
    revised,
  };
};
