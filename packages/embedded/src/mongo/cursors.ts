// Open cursors. The first batch reads the collection as it is; what a cursor keeps for later is a list of documents that
// is fixed then: each is given at most once, as it is when its batch is asked for, and only if it still matches.
import type { Collection } from './collection.ts';
import { MongoError } from './errors.ts';
import type { Filter } from './filter.ts';
import type { Kept } from './kept.ts';
import { pick } from './pick.ts';
import type { Projection } from './projection.ts';
import type { Sort } from './sort.ts';
import { type Doc, encode } from './values.ts';

const FIRST_BATCH = 101;
const LARGEST_BATCH = 16 * 1024 * 1024;
const IDLE_MS = 10 * 60_000;

/** Where a cursor's documents come from. */
export interface Source {
  /** undefined after the last one */
  next(): Buffer | undefined;
  /** The document that was given last will be the next one again. */
  back(): void;
  /** The collection may change from now on. @returns whether anything may be left */
  hold(): boolean;
}

export interface Query {
  readonly filter: Filter;
  readonly sort: Sort;
  readonly projection: Projection | undefined;
  readonly skip: number;
  /** 0: all */
  readonly limit: number;
}

/** Documents of a collection. */
export function found(collection: Collection, { filter, sort, projection, skip, limit }: Query): Source {
  const { docs, sure } = collection.candidates(filter, sort);
  let rest: Iterator<Kept> = docs[Symbol.iterator]();
  let certain = sure;
  let before = skip;
  let left = limit === 0 ? Number.POSITIVE_INFINITY : limit;
  let last: Kept | undefined;
  let again: Kept | undefined;
  const candidate = (): Kept | undefined => {
    const doc = again ?? rest.next().value;
    again = undefined;
    return doc;
  };
  return {
    next() {
      for (let doc = candidate(); doc !== undefined && left > 0; doc = candidate()) {
        if (!certain && !collection.matches(doc, filter)) continue;
        before -= 1;
        if (before >= 0) continue;
        left -= 1;
        last = doc;
        return shown(collection, doc, projection);
      }
      left = 0;
      return undefined;
    },
    back() {
      again = last;
      left += 1;
    },
    hold() {
      if (left === 0) return false;
      const held = Array.from({ [Symbol.iterator]: () => rest });
      rest = held.values();
      certain = false;
      return again !== undefined || held.length > 0;
    },
  };
}

function shown(collection: Collection, doc: Kept, projection: Projection | undefined): Buffer {
  const bytes = collection.bytes(doc);
  if (projection === undefined) return bytes;
  const { roots, apply } = projection;
  return encode(apply(roots === undefined ? collection.read(doc) : pick(bytes, roots)));
}

/** Documents that are computed already. */
export function listed(docs: readonly Doc[]): Source {
  let at = 0;
  return {
    next() {
      const doc = docs[at];
      at += 1;
      return doc === undefined ? undefined : encode(doc);
    },
    back() {
      at -= 1;
    },
    hold: () => at < docs.length,
  };
}

export const nothing = (): Source => listed([]);

interface Cursor {
  readonly id: bigint;
  readonly namespace: string;
  readonly source: Source;
  usedAt: number;
}

export interface Batch {
  readonly docs: readonly Buffer[];
  /** 0 where nothing is left */
  readonly cursorId: bigint;
}

export class Cursors {
  readonly #open = new Map<bigint, Cursor>();
  #last = BigInt(Date.now()) * 1000n;

  /** The first batch; the cursor stays open where more is left, unless `single` says otherwise. */
  open(namespace: string, source: Source, batchSize: number | undefined, single: boolean): Batch {
    this.#last += 1n;
    const cursor: Cursor = { id: this.#last, namespace, source, usedAt: Date.now() };
    const docs = take(source, batchSize ?? FIRST_BATCH);
    return single ? { docs, cursorId: 0n } : this.#keep(cursor, docs);
  }

  /** @throws {MongoError} CursorNotFound */
  more(id: bigint, namespace: string, batchSize: number | undefined): Batch {
    const cursor = this.#open.get(id);
    if (cursor === undefined || cursor.namespace !== namespace) {
      throw new MongoError('CursorNotFound', `cursor id ${id} not found`);
    }
    return this.#keep(cursor, take(cursor.source, batchSize ?? Number.POSITIVE_INFINITY));
  }

  /** @returns whether it was open */
  kill(id: bigint): boolean {
    return this.#open.delete(id);
  }

  #keep(cursor: Cursor, docs: readonly Buffer[]): Batch {
    this.#open.delete(cursor.id);
    if (!cursor.source.hold()) return { docs, cursorId: 0n };
    cursor.usedAt = Date.now();
    for (const [id, { usedAt }] of this.#open) if (cursor.usedAt - usedAt > IDLE_MS) this.#open.delete(id);
    this.#open.set(cursor.id, cursor);
    return { docs, cursorId: cursor.id };
  }
}

function take(source: Source, count: number): Buffer[] {
  const docs: Buffer[] = [];
  let bytes = 0;
  while (docs.length < count) {
    const doc = source.next();
    if (doc === undefined) break;
    if (docs.length > 0 && bytes + doc.length > LARGEST_BATCH) {
      source.back();
      break;
    }
    bytes += doc.length;
    docs.push(doc);
  }
  return docs;
}
