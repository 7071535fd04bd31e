// What the log holds: one record per document or change of collections, each whole in itself.
import { type Doc, decode, encode } from './values.ts';

const PUT = 1;
const REMOVE = 2;
const DEFINE = 3;

function record(kind: number, namespace: string, body: Buffer): Buffer {
  const name = Buffer.from(namespace, 'utf8');
  const bytes = Buffer.allocUnsafe(3 + name.length + body.length);
  bytes.writeUInt8(kind, 0);
  bytes.writeUInt16LE(name.length, 1);
  name.copy(bytes, 3);
  body.copy(bytes, 3 + name.length);
  return bytes;
}

/** A document as it now is. */
export const putRecord = (namespace: string, body: Buffer): Buffer => record(PUT, namespace, body);

/** A document that is gone, by `{_id}`. */
export const removeRecord = (namespace: string, body: Buffer): Buffer => record(REMOVE, namespace, body);

/** A change of the collections themselves. */
export type Definition =
  | { readonly op: 'create' }
  | { readonly op: 'drop' }
  | { readonly op: 'dropDatabase' }
  | { readonly op: 'createIndex'; readonly index: Doc }
  | { readonly op: 'dropIndex'; readonly name: string };

export const defineRecord = (namespace: string, definition: Definition): Buffer =>
  record(DEFINE, namespace, encode(definition as unknown as Doc));

/** The body of a put record. */
export function bodyOf(bytes: Buffer): Buffer {
  return bytes.subarray(3 + bytes.readUInt16LE(1));
}

export type Replayed =
  | { readonly kind: 'put'; readonly namespace: string; readonly doc: Doc }
  | { readonly kind: 'remove'; readonly namespace: string; readonly doc: Doc }
  | { readonly kind: 'define'; readonly namespace: string; readonly definition: Definition };

/** Reads a record. @throws {Error} for a kind that this version does not know */
export function readRecord(bytes: Buffer): Replayed {
  const namespace = bytes.toString('utf8', 3, 3 + bytes.readUInt16LE(1));
  const doc = decode(bodyOf(bytes));
  switch (bytes.readUInt8(0)) {
    case PUT:
      return { kind: 'put', namespace, doc };
    case REMOVE:
      return { kind: 'remove', namespace, doc };
    case DEFINE:
      return { kind: 'define', namespace, definition: doc as unknown as Definition };
    default:
      throw new Error('The log was written by a newer version of this server.');
  }
}
