// Filters of requests, as the strict model takes them.
import { trusted } from 'mongoose';
import type { Filter } from '../ports.ts';

/** Lets pass exactly what a filter may say; everything else is compared as it stands. */
export const trustedFilter = (filter: Filter) =>
  Object.fromEntries(
    Object.entries(filter).map(([field, value]) => {
      if (typeof value !== 'object') return [field, { $eq: value }];
      if ('$in' in value) return [field, trusted({ $in: [...value.$in] })];
      if ('$exists' in value) return [field, trusted({ $exists: value.$exists })];
      return [field, { $eq: value }];
    }),
  );
