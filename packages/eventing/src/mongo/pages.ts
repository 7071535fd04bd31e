// The order of a kind's pages: one index gives it, and each page walks it on from where the one before ended.
import { trusted } from 'mongoose';
import type { AggregateDefinition, Filter } from '../ports/aggregates.ts';
import type { Fields } from './connection.ts';

/** Fields and their directions; ids come last, so that no two documents have the same place. */
export type Order = Readonly<Record<string, 1 | -1>> & { readonly _id: 1 | -1 };

/** The order of a kind: by id unless its definition says otherwise. */
export const orderOf = ({ order = {} }: Pick<AggregateDefinition<object>, 'order'>): Order => ({
  ...order,
  _id: Object.values(order).at(-1) ?? 1,
});

/** What of an order is left where a filter fixes some of its fields. */
export const openOrder = (order: Order, filter: Filter): Order =>
  Object.fromEntries(
    Object.entries(order).filter(([field]) => filter[field] === undefined || typeof filter[field] === 'object'),
  ) as Order;

/**
 * The conditions that part what comes after a place into ranges, in the order of the pages: those that share most with
 * it first. Each is one walk through the index, where one condition for all of them would be none.
 */
export const rangesAfter = (order: Order, place: Fields): Fields[] =>
  Object.entries(order)
    .map(([field, direction], depth, fields) => ({
      ...Object.fromEntries(fields.slice(0, depth).map(([shared]) => [shared, trusted({ $eq: place[shared] })])),
      [field]: trusted(direction === 1 ? { $gt: place[field] } : { $lt: place[field] }),
    }))
    .reverse();
