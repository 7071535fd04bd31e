// Where in a topic there were bytes that are no event. The bytes themselves are not kept: the feed has the event.
import type { DeadRecords } from '../consume/store.ts';
import { LIMITED, type MongoConnection } from './connection.ts';
import { unlessThere } from './races.ts';

export function mongoDeadRecords(connection: MongoConnection): DeadRecords {
  const collection = connection.collection<{ readonly _id: string; readonly error: string }>('dead_records');
  return {
    async put({ topic, partition, offset, error }) {
      await collection.insertOne({ _id: `${topic}|${partition}|${offset}`, error }).catch(unlessThere);
    },
    count: () => collection.countDocuments({}, LIMITED),
  };
}
