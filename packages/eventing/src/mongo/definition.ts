// How an aggregate is kept, made of its contract: fields of its state, indexes for its list, one for what it holds.
import { type AggregateContract, type Holding, listIndexes } from '@tributary/contracts';
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
  const { service, name, path, state, status, claims, revised } = contract;
  return {
    service,
    name,
    self: (id) => `${path}/${id}`,
    status,
    fields: { ...fieldsOf(state), ...(claims && { holds: [String] }) },
    indexes: [...(claims ? [held] : []), ...listIndexes(contract).map((keys) => ({ keys }))],
    revised,
  };
};
