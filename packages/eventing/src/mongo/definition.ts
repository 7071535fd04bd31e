// How an aggregate is kept, made of its contract: fields of its state, indexes for its list and for each list of fields by
// which its service looks for it, one for what it holds.
import { type AggregateContract, type AppliedFor, addressIn, type Holding, listIndexes } from '@tributary/contracts';
import { z } from 'zod';
import type { AggregateDefinition, IndexDefinition } from '../ports/aggregates.ts';
import { fieldsOf } from './fields.ts';

/** A state as it is kept: with the identifiers that no other of its kind may have, and with who applied for it. */
export type Kept<State extends z.ZodObject> = z.output<State> & Holding & AppliedFor;

const holding: IndexDefinition = { keys: { holds: 1 }, unique: true, sparse: true };

/** Over fields by which a service looks for states; those that lack the first one are left out of it. */
const over =
  (state: z.ZodObject) =>
  (fields: readonly string[]): IndexDefinition => {
    const [first = '_id'] = fields;
    // who applied is no field of the state, and few states have it
    const form = state.shape[first];
    return {
      keys: { ...Object.fromEntries(fields.map((field) => [field, 1 as const])), _id: 1 },
      ...((form === undefined || form instanceof z.ZodOptional) && { present: first }),
    };
  };

/** The definition of the aggregate that a contract declares. */
export const definitionOf = <State extends z.ZodObject>(
  contract: AggregateContract<State>,
): AggregateDefinition<Kept<State>> => {
  const { service, name, state, status, soughtBy = [], order, listed = true } = contract;
  const { grows, claims, applicants, revised, erasedBy } = contract;
  return {
    service,
    name,
    self: (id, held) => addressIn(contract, { ...held, id }),
    status,
    fields: {
      ...fieldsOf(state),
      ...(claims && { holds: [String] }),
      ...(applicants && { applicantId: String }),
    },
    indexes: [
      ...(claims ? [holding] : []),
      ...(listed ? listIndexes(contract).map((keys) => ({ keys })) : []),
      ...soughtBy.map(over(state)),
    ],
    ...(order && { order: order as NonNullable<IndexDefinition['keys']> }),
    ...(grows && { grows }),
    ...(erasedBy && { erasedBy: { type: `${service}.${name}.${erasedBy}` } }),
    revised,
  };
};
