// The indexes of one kind of aggregate.
import type { mongo } from 'mongoose';
import type { AggregateDefinition } from '../ports/aggregates.ts';
import { orderOf } from './pages.ts';

/** What its collection is indexed by; a void document is in no unique one. */
export const aggregateIndexes = ({
  indexes,
  ...definition
}: Pick<AggregateDefinition<object>, 'indexes' | 'order' | 'names'>): mongo.IndexDescription[] => [
  { key: { pendingSince: 1 }, sparse: true },
  { key: { reserving: 1, _id: 1 }, partialFilterExpression: { reserving: { $exists: true } } },
  ...(definition.names === undefined ? [] : [{ key: { naming: 1 }, sparse: true }]),
  ...(definition.order === undefined ? [] : [{ key: orderOf(definition) }]),
  ...indexes.map(({ keys, unique = false, sparse = false }) => ({
    key: { ...keys },
    ...(unique ? { unique } : {}),
    ...(sparse ? { sparse } : unique ? { partialFilterExpression: { seq: { $exists: true } } } : {}),
  })),
];
