// Open cursors: the keys found at the first question; a document is read when its batch is, and given at most once.

import type { Collection } from './collection.ts';
import { MongoError } from './errors.ts';
import { compileFilter } from './filter.ts';
import type { Projection } from './projection.ts';
import { type Doc, decode, encode, Long } from './values.ts';

const FIRST_BATCH = 101;
const LARGEST_BATCH = 16 * 1024 * 1024;
const IDLE_MS = 10 * 60_000;

interface Cursor {
  readonly id: bigint;
  readonly namespace: string;
  readonly next: () => Buffer | undefined;
  held: Buffer | undefined;
  usedAt: number;
}

export interface Batch {
  readonly docs: readonly Buffer[];
  readonly cursorId: bigint;
}

/** The documents of a find, one after the other, as they are when they are asked for. */
export function documentsOf(
  collection: Collection,
  ids: readonly string[],
  filter: Doc,
  projection: Projection,
): () => Buffer | undefined {
  const matches = compileFilter(filter);
  const found = collection.changes;
  let at = 0;
  return () => {
    while (at < ids.length) {
      const id = ids[at] ?? '';
      at += 1;
      const bytes = collection.bytes(id);
      if (bytes === undefined) continue;
      const unchanged = collection.changes === found;
      if (unchanged && projection === undefined) return bytes;
      const doc = decode(bytes);
      if (!unchanged && !matches(doc)) continue;
      return projection === undefined ? bytes : encode(projection(doc));
    }
    return undefined;
  };
}

export class Cursors {
  readonly #open = new Map<bigint, Cursor>();
  #last = BigInt(Date.now()) * 1000n;

  /** The first batch; the cursor stays open where more is left. */
  open(namespace: string, next: () => Buffer | undefined, batchSize: number | undefined, single: boolean): Batch {
    this.#last += 1n;
    const cursor: Cursor = { id: this.#last, namespace, next, held: undefined, usedAt: Date.now() };
    const docs = batchSize === 0 ? [] : take(cursor, batchSize ?? FIRST_BATCH);
    if (single) return { docs, cursorId: 0n };
    return this.#keep(cursor, docs);
  }

  /** @throws {MongoError} CursorNotFound */
  more(id: bigint, namespace: string, batchSize: number | undefined): Batch {
    const cursor = this.#open.get(id);
    if (cursor === undefined || cursor.namespace !== namespace) {
      throw new MongoError('CursorNotFound', `cursor id ${id} not found`);
    }
    return this.#keep(cursor, take(cursor, batchSize ?? Number.POSITIVE_INFINITY));
  }

  kill(id: bigint): boolean {
    return this.#open.delete(id);
  }

  #keep(cursor: Cursor, docs: readonly Buffer[]): Batch {
    this.#open.delete(cursor.id);
    cursor.held ??= cursor.next();
    if (cursor.held === undefined) return { docs, cursorId: 0n };
    cursor.usedAt = Date.now();
    for (const [id, { usedAt }] of this.#open) if (cursor.usedAt - usedAt > IDLE_MS) this.#open.delete(id);
    this.#open.set(cursor.id, cursor);
    return { docs, cursorId: cursor.id };
  }
}

function take(cursor: Cursor, count: number): Buffer[] {
  const docs: Buffer[] = [];
  let bytes = 0;
  while (docs.length < count) {
    const doc = cursor.held ?? cursor.next();
    cursor.held = undefined;
    if (doc === undefined) break;
    if (docs.length > 0 && bytes + doc.length > LARGEST_BATCH) {
      cursor.held = doc;
      break;
    }
    bytes += doc.length;
    docs.push(doc);
  }
  return docs;
}

/** The reply of find, getMore and aggregate, written around documents that are bytes already. */
export function cursorReply(namespace: string, batch: Batch, name: 'firstBatch' | 'nextBatch'): Buffer {
  const elements = batch.docs.flatMap((doc, at) => [Buffer.from(`\x03${at}\0`, 'latin1'), doc]);
  const array = wrap(elements);
  const cursor = wrap([
    Buffer.from(`\x04${name}\0`, 'latin1'),
    array,
    fieldsOf({ id: Long.fromBigInt(batch.cursorId), ns: namespace }),
  ]);
  return wrap([Buffer.from('\x03cursor\0', 'latin1'), cursor, fieldsOf({ ok: 1 })]);
}

/** The fields of a document without its frame. */
const fieldsOf = (doc: Doc): Buffer => encode(doc).subarray(4, -1);

function wrap(parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, { length }) => sum + length, 5);
  const start = Buffer.alloc(4);
  start.writeInt32LE(length, 0);
  return Buffer.concat([start, ...parts, Buffer.alloc(1)], length);
}
