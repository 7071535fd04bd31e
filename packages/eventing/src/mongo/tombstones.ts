// Persons who were erased, `{_id: subject, at}`: from then on nothing here is made to name them. A tombstone holds no
// personal data and is never removed.
import { cut } from '../cut-points.ts';
import type { Tombstones } from '../ports/beside-aggregates.ts';
import { type MongoConnection, SETTLED } from './connection.ts';
import { unlessThere } from './races.ts';

export function mongoTombstones(connection: () => MongoConnection): Tombstones {
  const collection = () => connection().collection<{ readonly _id: string; readonly at: Date }>('tombstones');
  return {
    async bury(subject, { now }) {
      await collection().insertOne({ _id: subject, at: now }).catch(unlessThere);
      cut('after-record');
    },
    async buried(subjects) {
      if (subjects.length === 0) return new Set();
      const found = await collection()
        .find({ _id: { $in: [...subjects] } }, SETTLED)
        .toArray();
      return new Set(found.map(({ _id }) => _id));
    },
  };
}
