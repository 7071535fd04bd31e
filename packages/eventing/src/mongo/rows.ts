// Rows of dated facts: one collection per view version, `_id` = service:aggregate, so that sources never meet.

import type { Row, RowChange, RowFact, Rows } from '../consume/store.ts';
import { cut } from '../cut-points.ts';
import { LIMITED, type MongoConnection, SETTLED } from './connection.ts';
import { gathering, gatheringById } from './gather.ts';
import { unlessThere } from './races.ts';

type FactDocument = Omit<RowFact, 'on'> & { readonly on?: string };

interface RowDocument extends Omit<Row, 'facts' | 'erased'> {
  readonly _id: string;
  readonly facts: readonly FactDocument[];
  /** only where true */
  readonly erased?: true;
}

const keyOf = (service: string, agg: string) => `${service}:${agg}`;

const factDocument = ({ on, ...fact }: RowFact): FactDocument => (on === undefined ? fact : { ...fact, on });

const rowOf = ({ _id, erased, facts, ...row }: RowDocument): Row => ({
  ...row,
  erased: erased === true,
  facts: facts.map(({ on, ...fact }) => ({ ...fact, on })),
});

const documentOf = ({ after, erased, facts, ...row }: RowChange): RowDocument => ({
  _id: keyOf(row.service, row.agg),
  ...row,
  facts: facts.map(factDocument),
  ...(erased ? { erased } : {}),
});

const updateOf = ({ service, agg, after, seq, pos, erased, facts }: RowChange) => ({
  updateOne: {
    filter: { _id: keyOf(service, agg), seq: after },
    update: erased
      ? { $set: { seq, pos, facts: [], erased: true as const } }
      : { $set: { seq, pos }, ...(facts.length > 0 ? { $push: { facts: { $each: facts.map(factDocument) } } } : {}) },
  },
});

/** Opens the rows of a view version and makes their index. */
export function mongoRows(connection: MongoConnection, version: number): Rows & { index(): Promise<void> } {
  const collection = connection.collection<RowDocument>(`rows__v${version}`);

  const projection = { agg: 1, seq: 1, erased: 1 } as const;
  const heads = gatheringById((ids) =>
    collection.find({ _id: { $in: [...ids] } }, { ...SETTLED, projection }).toArray(),
  );

  const write = gathering(async (asks: readonly (readonly RowChange[])[]) => {
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
    return asks.map(() => written === changes.length);
  });

  return {
    async index() {
      await collection.createIndex({ service: 1, slot: 1, pos: 1 });
    },
    async heads(service, aggs) {
      const found = await heads(aggs.map((agg) => keyOf(service, agg)));
      return new Map(found.map(({ agg, seq, erased }) => [agg, { seq, erased: erased === true }]));
    },
    write,
    async *beyond(places) {
      if (places.length === 0) return;
      const ways = places.map(({ service, slot, pos }) => ({ service, slot, pos: { $gt: pos } }));
      for await (const row of collection.find({ $or: ways }, SETTLED)) yield rowOf(row);
    },
    async one(service, agg) {
      const found = await collection.findOne({ _id: keyOf(service, agg) }, LIMITED);
      return found === null ? undefined : rowOf(found);
    },
  };
}
