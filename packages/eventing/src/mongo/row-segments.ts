// An aggregate that lives ten years has more facts than one document may hold: what a row has gathered is moved into
// segments, which never change. The row keeps the newest facts and how many went before; its guard is still its seq.
import { LIMITED, type MongoConnection, SETTLED, sizeOf } from './connection.ts';
import { unlessThere } from './races.ts';
import type { FactDocument, RowDocument } from './row-document.ts';

/** A row that holds more is parted before the next facts come. */
const SEGMENT_BYTES = 256 * 1024;

interface SegmentDocument {
  readonly _id: string;
  /** the `_id` of its row */
  readonly row: string;
  /** how many facts of the row went before */
  readonly from: number;
  /** of its last fact */
  readonly pos: number;
  readonly facts: readonly FactDocument[];
}

/** What a row says of its size; `bytes` is missing in one that was written before rows were measured. */
export type Measured = Pick<RowDocument, '_id' | 'erased' | 'bytes' | 'segments'>;

export const bytesOf = (facts: readonly FactDocument[]): number => facts.reduce((sum, fact) => sum + sizeOf(fact), 0);

export interface RowSegments {
  index(): Promise<void>;
  /** Parts rows that are full, and removes what an erasure cut short has left of others. */
  tend(rows: readonly Measured[]): Promise<void>;
  /** Removes the segments of an erased row. */
  forget(row: string): Promise<void>;
  /** The facts of a row's segments that end beyond `pos`, and how many went before those. */
  beyond(row: RowDocument, pos: number): Promise<{ readonly skipped: number; readonly facts: readonly FactDocument[] }>;
}

export function mongoRowSegments(connection: MongoConnection, version: string): RowSegments {
  const rows = connection.collection<RowDocument>(`rows__v${version}`);
  const segments = connection.collection<SegmentDocument>(`segments__v${version}`);

  /** The segment goes first: cut short after it, the next writer finds it there and moves on from it. */
  async function part(id: string): Promise<void> {
    const row = await rows.findOne({ _id: id }, SETTLED);
    if (row === null || row.erased) return;
    const { seq, facts, segments: number = 0, parted = 0 } = row;
    const guard = { _id: id, seq, segments: number > 0 ? number : { $exists: false } };
    const last = facts.at(-1);
    if (last === undefined || bytesOf(facts) < SEGMENT_BYTES) {
      await rows.updateOne(guard, { $set: { bytes: bytesOf(facts) } });
      return;
    }
    const segment = { _id: `${id}#${number}`, row: id, from: parted, pos: last.pos, facts };
    await segments.insertOne(segment).catch(unlessThere);
    const kept = await segments.findOne({ _id: segment._id }, SETTLED);
    if (kept === null) return;
    const rest = facts.slice(kept.facts.length);
    const moved = { facts: rest, bytes: bytesOf(rest), segments: number + 1, parted: parted + kept.facts.length };
    const { matchedCount } = await rows.updateOne(guard, { $set: moved });
    // of a row that was erased meanwhile nothing may be left
    if (matchedCount === 0 && (await rows.findOne({ _id: id }, SETTLED))?.erased) await forget(id);
  }

  async function forget(id: string): Promise<void> {
    await segments.deleteMany({ row: id });
    await rows.updateOne({ _id: id, erased: true }, { $unset: { segments: true, parted: true } });
  }

  return {
    forget,
    async index() {
      await segments.createIndex({ row: 1, pos: 1 });
    },
    async tend(measured) {
      for (const { _id, erased, bytes, segments: parts = 0 } of measured) {
        if (erased && parts > 0) await forget(_id);
        else if (!erased && (bytes ?? SEGMENT_BYTES) >= SEGMENT_BYTES) await part(_id);
      }
    },
    async beyond({ _id, erased, parted = 0 }, pos) {
      if (erased || parted === 0) return { skipped: 0, facts: [] };
      const found = await segments
        .find({ row: _id, pos: { $gt: pos } }, LIMITED)
        .sort({ row: 1, pos: 1 })
        .toArray();
      // one that the row does not count yet holds what the row still has itself
      const counted = found.filter(({ from }) => from < parted);
      return { skipped: counted[0]?.from ?? parted, facts: counted.flatMap(({ facts }) => facts) };
    },
  };
}
