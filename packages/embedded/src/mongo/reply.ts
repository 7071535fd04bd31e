// Replies that carry documents: written around bytes that are BSON already.
import type { Batch } from './cursors.ts';
import { type Doc, Double, encode, Long } from './values.ts';

/** MongoDB answers `ok` as a double. */
export const OK = new Double(1);
export const FAILED = new Double(0);

/** The reply of find, getMore, aggregate and the list commands. */
export function cursorReply(namespace: string, { docs, cursorId }: Batch, name: 'firstBatch' | 'nextBatch'): Buffer {
  const array = wrap(docs.flatMap((doc, at) => [Buffer.from(`\x03${at}\0`, 'latin1'), doc]));
  const cursor = wrap([
    Buffer.from(`\x04${name}\0`, 'latin1'),
    array,
    fieldsOf({ id: Long.fromBigInt(cursorId), ns: namespace }),
  ]);
  return wrap([Buffer.from('\x03cursor\0', 'latin1'), cursor, fieldsOf({ ok: OK })]);
}

/** The fields of a document without its frame. */
const fieldsOf = (doc: Doc): Buffer => encode(doc).subarray(4, -1);

function wrap(parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 5);
  const start = Buffer.alloc(4);
  start.writeInt32LE(length, 0);
  return Buffer.concat([start, ...parts, Buffer.alloc(1)], length);
}
