// Markers of aggregates set aside: `{_id: group|service|agg, fromSeq, error, mending}`; the payload stays in the feed.
import type { Marker, MarkerName, ParkedMarkers } from '../consume/store.ts';
import { batchingById } from './batching.ts';
import { LIMITED, type MongoConnection, SETTLED } from './connection.ts';
import { unlessThere } from './races.ts';

type MarkerDocument = Marker & { readonly _id: string };

const keyOf = ({ group, service, agg }: MarkerName) => `${group}|${service}|${agg}`;

const markerOf = ({ _id, ...marker }: MarkerDocument): Marker => marker;

export function mongoParkedMarkers(connection: MongoConnection): ParkedMarkers {
  const collection = connection.collection<MarkerDocument>('parked');
  const find = batchingById((ids) => collection.find({ _id: { $in: [...ids] } }, SETTLED).toArray());

  return {
    async of(group, service, aggs) {
      const found = await find(aggs.map((agg) => keyOf({ group, service, agg })));
      return new Map(found.map((document) => [document.agg, markerOf(document)]));
    },
    async park({ fromSeq, error, ...name }) {
      await collection
        .updateOne(
          { _id: keyOf(name) },
          { $setOnInsert: name, $min: { fromSeq }, $set: { error, mending: false } },
          { upsert: true },
        )
        .catch(unlessThere);
    },
    async mend(name, fromSeq) {
      await collection.updateOne({ _id: keyOf(name) }, { $set: { fromSeq, mending: true } });
    },
    async finish(name) {
      return (await collection.deleteOne({ _id: keyOf(name), mending: true })).deletedCount === 1;
    },
    async forget(name) {
      await collection.deleteOne({ _id: keyOf(name) });
    },
    async list(group) {
      const found = await collection.find(group === undefined ? {} : { group }, LIMITED).toArray();
      return found.map(markerOf);
    },
  };
}
