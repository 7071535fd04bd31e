// Rows of dated facts: one collection per view version, `_id` = service:aggregate, so that sources never meet.
// What is too much for one document is in segments beside it (row-segments.ts); who reads a row sees all of it.

import type { Row, RowChange, RowFact, Rows } from '../consume/store.ts';
import { cut } from '../cut-points.ts';
import { batching, batchingById } from './batching.ts';
import { LIMITED, type MongoConnection, SETTLED } from './connection.ts';
import { unlessThere } from './races.ts';
import type { FactDocument, RowDocument } from './row-document.ts';
import { bytesOf, mongoRowSegments } from './row-segments.ts';

/** Facts of one aggregate that come at once; with what a row holds already they fit a document. */
const LARGEST_CHANGE = 14 * 1024 * 1024;

/** Rows that are decoded at once: as long as that takes, nothing else is done. */
const READ_AT_ONCE = 200;

/** More facts of one aggregate at once than a row can take: it is set aside, and no other with it. */
export class RowTooLarge extends Error {
  override readonly name = 'RowTooLarge';
}

const keyOf = (service: string, agg: string) => `${service}:${agg}`;

const factDocument = ({ on, ...fact }: RowFact): FactDocument => (on === undefined ? fact : { ...fact, on });

const rowOf = ({
  _id,
  erased,
  facts,
  bytes: _bytes,
  segments: _segments,
  parted: _parted,
  ...row
}: RowDocument): Row => ({
  ...row,
  erased: erased === true,
  facts: facts.map(({ on, ...fact }) => ({ ...fact, on })),
});

function measured(facts: readonly RowFact[], agg: string) {
  const documents = facts.map(factDocument);
  const bytes = bytesOf(documents);
  if (bytes > LARGEST_CHANGE) throw new RowTooLarge(`${facts.length} facts of ${agg} have ${bytes} bytes`);
  return { documents, bytes };
}

function documentOf({ after, erased, facts, ...row }: RowChange): RowDocument {
  const { documents, bytes } = measured(facts, row.agg);
  return { _id: keyOf(row.service, row.agg), ...row, facts: documents, bytes, ...(erased ? { erased } : {}) };
}

function updateOf({ service, agg, after, seq, pos, erased, facts }: RowChange) {
  const filter = { _id: keyOf(service, agg), seq: after };
  if (erased)
    return { updateOne: { filter, update: { $set: { seq, pos, facts: [], bytes: 0, erased: true as const } } } };
  const { documents, bytes } = measured(facts, agg);
  const added = documents.length > 0 ? { $push: { facts: { $each: documents } }, $inc: { bytes } } : {};
  return { updateOne: { filter, update: { $set: { seq, pos }, ...added } } };
}

/** Opens the rows of a view version and makes their index. */
export function mongoRows(connection: MongoConnection, version: string): Rows & { index(): Promise<void> } {
  const collection = connection.collection<RowDocument>(`rows__v${version}`);

  const segments = mongoRowSegments(connection, version);
  const projection = { agg: 1, seq: 1, erased: 1, bytes: 1, segments: 1 } as const;
  const highWatermarks = batchingById((ids) =>
    collection.find({ _id: { $in: [...ids] } }, { ...SETTLED, projection }).toArray(),
  );

  const write = batching(async (asks: readonly (readonly RowChange[])[]) => {
    const changes = asks.flat();
    const fresh = changes.filter(({ after }) => after === 0);
    const known = changes.filter(({ after }) => after > 0);
    let written = 0;
    if (fresh.length > 0) {
      const inserted = await collection.insertMany(fresh.map(documentOf), { ordered: false }).catch(unlessThere);
      written += inserted?.insertedCount ?? 0;
    }
    cut('mid-batch');
    if (known.length > 0) written += (await collection.bulkWrite(known.map(updateOf), { ordered: false })).matchedCount;
    for (const { service, agg, erased } of known) if (erased) await segments.forget(keyOf(service, agg));
    return asks.map(() => written === changes.length);
  });

  /** A row with what its segments hold beyond `pos`. */
  async function whole(document: RowDocument, pos: number): Promise<Row> {
    const { skipped, facts } = await segments.beyond(document, pos);
    const row = rowOf({ ...document, facts: [...facts, ...document.facts] });
    return skipped === 0 ? row : { ...row, skipped };
  }

  return {
    async index() {
      await collection.createIndex({ service: 1, partition: 1, pos: 1 });
      await segments.index();
    },
    async highWatermarks(service, aggs) {
      const found = await highWatermarks(aggs.map((agg) => keyOf(service, agg)));
      await segments.tend(found);
      return new Map(found.map(({ agg, seq, erased }) => [agg, { seq, erased: erased === true }]));
    },
    write,
    async *beyond(places) {
      if (places.length === 0) return;
      const ways = places.map(({ service, partition, pos }) => ({ service, partition, pos: { $gt: pos } }));
      const held = new Map(places.map(({ service, partition, pos }) => [`${service}|${partition}`, pos]));
      for await (const row of collection.find({ $or: ways }, { ...SETTLED, batchSize: READ_AT_ONCE }))
        yield await whole(row, held.get(`${row.service}|${row.partition}`) ?? 0);
    },
    async clear(service, partition) {
      for await (const { _id } of collection.find({ service, partition }, { ...SETTLED, projection: { _id: 1 } })) {
        await segments.forget(_id);
      }
      await collection.deleteMany({ service, partition });
    },
    async one(service, agg) {
      const found = await collection.findOne({ _id: keyOf(service, agg) }, LIMITED);
      return found === null ? undefined : whole(found, 0);
    },
  };
}
