// BSON values as the server holds them: wrappers keep each number's type to the bit; missing is a value of its own.
import {
  Binary,
  Decimal128,
  type Document,
  Double,
  deserialize,
  Int32,
  Long,
  ObjectId,
  serialize,
  Timestamp,
} from 'bson';

import { MongoError } from './errors.ts';

export type Doc = Record<string, unknown>;

/** No value at a path. */
export const MISSING = Symbol('missing');

/** Largest document (MongoDB manual, "Limits and Thresholds"). */
export const LARGEST_DOCUMENT = 16 * 1024 * 1024;

const KEEP_TYPES = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true } as const;

/** Reads a document with every number in its wrapper. */
export const decode = (bytes: Uint8Array): Doc => deserialize(bytes, KEEP_TYPES) as Doc;

/** Writes a document. @throws {MongoError} BSONObjectTooLarge far above what a document may have */
export function encode(doc: Doc): Buffer {
  try {
    const { buffer, byteOffset, byteLength } = serialize(doc as Document, { ignoreUndefined: false });
    return Buffer.from(buffer, byteOffset, byteLength);
  } catch (error) {
    // So bson tells that its own buffer of 17 MiB is full.
    throw error instanceof RangeError ? tooLarge() : error;
  }
}

export const tooLarge = () =>
  new MongoError('BSONObjectTooLarge', `A document of more than ${LARGEST_DOCUMENT} bytes is not taken`);

export type Numeric = Int32 | Double | Long | Decimal128;

/** A Timestamp is a Long to JavaScript, and no number to MongoDB. */
export const isNumeric = (value: unknown): value is Numeric =>
  value instanceof Int32 ||
  value instanceof Double ||
  value instanceof Decimal128 ||
  (value instanceof Long && !(value instanceof Timestamp));

/** A plain embedded document, not a wrapper, a date or an array. */
export const isDoc = (value: unknown): value is Doc =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Date) &&
  (value as { _bsontype?: unknown })._bsontype === undefined;

/** A number out of a command's field; undefined where it is not one. */
export function toNumber(value: unknown): number | undefined {
  if (value instanceof Int32 || value instanceof Double) return value.valueOf();
  if (value instanceof Long) return value.toNumber();
  if (value instanceof Decimal128) return Number(value.toString());
  return undefined;
}

/** Truth as MongoDB reads a flag: false, 0, null and missing are false. */
export const isTrue = (value: unknown): boolean =>
  isNumeric(value) ? toNumber(value) !== 0 : value !== undefined && value !== null && value !== false;

/** Sets a field also where its name means something to JavaScript. */
export function setField(doc: Doc, name: string, value: unknown): void {
  if (name !== '__proto__') doc[name] = value;
  else Object.defineProperty(doc, name, { value, writable: true, enumerable: true, configurable: true });
}

export { Binary, Decimal128, Double, Int32, Long, ObjectId, Timestamp };
