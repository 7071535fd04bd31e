// What the log holds: one record per document or change of collections, each whole in itself.
import { type Doc, decode, encode } from './values.ts';

const PUT = 1;
const REMOVE = 2;
const DEFINE = 3;

/** kind, then the collection's number */
const HEADER = 5;

function record(kind: number, collection: number, body: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(HEADER + body.length);
  bytes.writeUInt8(kind, 0);
  bytes.writeUInt32LE(collection, 1);
  body.copy(bytes, HEADER);
  return bytes;
}

/** A document as it now is. */
export const putRecord = (collection: number, body: Buffer): Buffer => record(PUT, collection, body);

/** A document that is gone, by `{_id}`. */
export const removeRecord = (collection: number, id: Buffer): Buffer => record(REMOVE, collection, id);

/** A change of a collection itself. */
export type Definition =
  | { readonly op: 'create'; readonly namespace: string }
  | { readonly op: 'drop' }
  | { readonly op: 'createIndex'; readonly index: Doc }
  | { readonly op: 'dropIndex'; readonly name: string };

export const defineRecord = (collection: number, definition: Definition): Buffer =>
  record(DEFINE, collection, encode({ ...definition }));

/** The document's bytes in a put record. */
export const bodyOf = (bytes: Buffer): Buffer => bytes.subarray(HEADER);

export type Replayed =
  | { readonly kind: 'put'; readonly collection: number; readonly body: Buffer }
  | { readonly kind: 'remove'; readonly collection: number; readonly body: Buffer }
  | { readonly kind: 'define'; readonly collection: number; readonly definition: Definition };

/** Reads a record. @throws {Error} a kind that this version does not know */
export function readRecord(bytes: Buffer): Replayed {
  const collection = bytes.readUInt32LE(1);
  const body = bodyOf(bytes);
  switch (bytes.readUInt8(0)) {
    case PUT:
      return { kind: 'put', collection, body };
    case REMOVE:
      return { kind: 'remove', collection, body };
    case DEFINE:
      return { kind: 'define', collection, definition: decode(body) as unknown as Definition };
    default:
      throw new Error('The data was written by a newer version of this server.');
  }
}
