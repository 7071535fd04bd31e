// The journal, the relay's lease and its cursor. The unique index on (partition, pos) is what fences a leader of yesterday.
import { PARTITIONS } from '@tributary/contracts';
import { mongo } from 'mongoose';
import { isTransient } from '../consume/failure.ts';
import { planted } from '../cut-points.ts';
import type { CursorStore, JournalRecord, JournalStore, Lease, LeaseStore } from '../journal/store.ts';
import { weightOf } from '../journal/weight.ts';
import { UnknownOutcome } from '../store/documents.ts';
import { LIMITED, type MongoConnection, SETTLED } from './connection.ts';

type JournalDocument = JournalRecord & { readonly _id: string };

/** Records that the database sends at a time: of the largest ones still no more than some megabytes. */
const BATCH = 50;

export const journalIndexes = (): mongo.IndexDescription[] => [
  { key: { partition: 1, pos: 1 }, unique: !planted('no-unique-partition-pos') },
  { key: { agg: 1, seq: 1 }, unique: true },
];

const toRecord = ({ _id, ...record }: JournalDocument): JournalRecord => record;

export function mongoJournal(connection: MongoConnection): JournalStore {
  const collection = connection.collection<JournalDocument>('journal');

  /** What an ordered batch met is read, never taken from the words of the server: what cannot be proved is a fence. */
  async function met({ agg, seq }: JournalRecord): Promise<'fenced' | 'there'> {
    const there = await collection.findOne({ agg, seq }, { ...SETTLED, projection: { _id: 1 } });
    return there === null ? 'fenced' : 'there';
  }

  async function read(
    filter: mongo.Filter<JournalDocument>,
    order: Readonly<Record<string, 1>>,
    limit: number,
    bytes = Number.POSITIVE_INFINITY,
  ): Promise<JournalRecord[]> {
    const records: JournalRecord[] = [];
    let left = bytes;
    for await (const document of collection
      .find(filter, { ...SETTLED, batchSize: BATCH })
      .sort(order)
      .limit(limit)) {
      records.push(toRecord(document));
      left -= weightOf(document);
      if (left <= 0) break;
    }
    return records;
  }

  return {
    highWatermarks: () =>
      Promise.all(
        Array.from({ length: PARTITIONS }, async (_, partition) => {
          const [last] = await collection.find({ partition }, SETTLED).sort({ pos: -1 }).limit(1).toArray();
          return { pos: last?.pos ?? 0, recordedAt: last?.recordedAt };
        }),
      ),

    async append(records) {
      try {
        await collection.insertMany(
          records.map((record) => ({ _id: record.event.id, ...record })),
          { ordered: true },
        );
        return { inserted: records.length, stopped: undefined };
      } catch (error) {
        const inserted = insertedBefore(error);
        const record = records[inserted];
        return { inserted, stopped: record && (await met(record)) };
      }
    },

    async known(ids) {
      const found = await collection.find({ _id: { $in: [...ids] } }, { ...SETTLED, projection: { _id: 1 } }).toArray();
      return new Set(found.map(({ _id }) => _id));
    },

    readPartition: (partition, after, limit, bytes) =>
      read({ partition, pos: { $gt: after } }, { pos: 1 }, limit, bytes),
    readAggregate: (agg, after, limit, bytes) => read({ agg, seq: { $gt: after } }, { seq: 1 }, limit, bytes),
  };
}

/**
 * How many records an ordered batch inserted before it met a duplicate.
 * @throws everything else
 */
function insertedBefore(error: unknown): number {
  const batch = error instanceof mongo.MongoBulkWriteError ? error : undefined;
  const [first] = [batch?.writeErrors ?? []].flat();
  const lasts = batch?.result.getWriteConcernError() === undefined;
  if (first?.code === 11000 && lasts) return first.index;
  if (isTransient(error) || !lasts) throw new UnknownOutcome('the answer of the journal never came', { cause: error });
  throw error;
}

type LeaseDocument = Lease & { readonly _id: string };

/** @param name of the lease: what one leader at a time does */
export function mongoLease(connection: MongoConnection, name = 'relay'): LeaseStore {
  const collection = connection.collection<LeaseDocument>('lease');
  const strip = (document: LeaseDocument | null): Lease | undefined => {
    if (document === null) return undefined;
    const { _id, ...lease } = document;
    return lease;
  };
  const after = { returnDocument: 'after', ...LIMITED } as const;
  return {
    read: async () => strip(await collection.findOne({ _id: name }, SETTLED)),

    async take(seen, owner) {
      if (seen === undefined) {
        const first = {
          _id: name,
          owner: '',
          epoch: 0,
          beat: 0,
          highWatermarks: [],
          highWatermarksAt: undefined,
          at: new Date(0),
        };
        await collection.insertOne(first).catch((error: unknown) => {
          if (!(error instanceof mongo.MongoServerError) || error.code !== 11000) throw error;
        });
      }
      const { owner: before, epoch, beat } = seen ?? { owner: '', epoch: 0, beat: 0 };
      return strip(
        await collection.findOneAndUpdate(
          { _id: name, owner: before, epoch, beat },
          { $set: { owner, writers: {} }, $inc: { epoch: 1, beat: 1 }, $currentDate: { at: true } },
          after,
        ),
      );
    },

    renew: async ({ owner, epoch }, highWatermarks, highWatermarksAt, corrected) =>
      strip(
        await collection.findOneAndUpdate(
          { _id: name, owner, epoch },
          {
            $set: { highWatermarks: [...highWatermarks], highWatermarksAt, ...(corrected && { corrected }) },
            $inc: { beat: 1 },
            $currentDate: { at: true },
          },
          after,
        ),
      ),

    async release({ owner, epoch }) {
      await collection.updateOne({ _id: name, owner, epoch }, { $set: { owner: '' } });
    },

    async says(writer) {
      await collection.updateOne({ _id: name }, { $currentDate: { [`writers.${writer}`]: true as const } });
    },
  };
}

interface CursorDocument {
  readonly _id: string;
  readonly sent: Readonly<Record<string, number>>;
}

export function mongoCursors(connection: MongoConnection): CursorStore {
  const collection = connection.collection<CursorDocument>('cursors');
  const _id = 'relay';
  return {
    async load() {
      const cursor = await collection.findOne({ _id }, SETTLED);
      return Array.from({ length: PARTITIONS }, (_, partition) => cursor?.sent[partition] ?? 0);
    },
    async restart() {
      await collection.deleteOne({ _id });
    },
    async save(sent) {
      const $max = Object.fromEntries(sent.map((pos, partition) => [`sent.${partition}`, pos]));
      await collection.updateOne({ _id }, { $max }, { upsert: true });
    },
  };
}
