// Filters of requests, as the strict model takes them.
import type { ListRange } from '@tributary/contracts';
import { trusted } from 'mongoose';
import type { Filter } from '../ports/aggregates.ts';

/** Lets pass exactly what a filter may say; everything else is compared as it stands. */
export const trustedFilter = (filter: Filter) =>
  Object.fromEntries(
    Object.entries(filter).map(([field, value]) => {
      if (typeof value !== 'object') return [field, { $eq: value }];
      if ('$in' in value) return [field, trusted({ $in: [...value.$in] })];
      if ('$exists' in value) return [field, trusted({ $exists: value.$exists })];
      if ('$gte' in value || '$lte' in value) return [field, trusted(rangeOf(value))];
      return [field, { $eq: value }];
    }),
  );

const rangeOf = ({ $gte, $lte }: ListRange) => ({
  ...($gte === undefined ? {} : { $gte }),
  ...($lte === undefined ? {} : { $lte }),
});
