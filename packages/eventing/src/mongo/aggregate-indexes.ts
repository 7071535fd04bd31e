// The indexes of one kind of aggregate.
import type { mongo } from 'mongoose';
import type { AggregateDefinition, IndexDefinition } from '../ports/aggregates.ts';
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
  ...indexes.map(({ keys, unique = false, sparse = false, present }) => ({
    key: { ...keys },
    ...(unique ? { unique } : {}),
    ...(sparse ? { sparse } : unique ? { partialFilterExpression: { seq: { $exists: true } } } : {}),
    ...(present === undefined
      ? {}
      : { name: `${plainName(keys)}_present`, partialFilterExpression: { [present]: { $exists: true } } }),
  })),
];

/** The name that an index has by its keys alone. */
const plainName = (keys: IndexDefinition['keys']): string => Object.entries(keys).flat().join('_');

/** The names of indexes over every document that a release before made, where now only those with a field are in one. */
export const supersededIndexes = ({ indexes }: Pick<AggregateDefinition<object>, 'indexes'>): readonly string[] =>
  indexes.flatMap(({ keys, present }) => (present === undefined ? [] : [plainName(keys)]));
