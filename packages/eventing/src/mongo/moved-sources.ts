// Sources that an aggregate's document has no room for, each a document `{_id: aggregate|subject, seq}`.
import type { MovedSources } from '../store/documents.ts';
import { type MongoConnection, SETTLED } from './connection.ts';

const keyOf = (agg: string, subject: string) => `${agg}|${subject}`;

export function mongoMovedSources(connection: MongoConnection): MovedSources {
  const collection = connection.collection<{ readonly _id: string; readonly seq: number }>('sources');
  return {
    async moveSources(agg, sources) {
      const notes = Object.entries(sources).map(([subject, seq]) => ({
        updateOne: { filter: { _id: keyOf(agg, subject) }, update: { $max: { seq } }, upsert: true },
      }));
      await collection.bulkWrite(notes, { ordered: false });
    },
    movedSource: async (agg, subject) => (await collection.findOne({ _id: keyOf(agg, subject) }, SETTLED))?.seq,
  };
}
