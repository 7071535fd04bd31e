// One collection: documents by the key of their _id, and its indexes. Each change is one synchronous section.
import type { Log, Place } from '../storage/log.ts';
import type { Bodies } from './bodies.ts';
import { MongoError } from './errors.ts';
import { compileFilter } from './filter.ts';
import { describeIndex, type IndexSpec, IndexTable } from './index-table.ts';
import { orderKey } from './order.ts';
import { idsOf, planScan } from './plan-scan.ts';
import { putRecord, removeRecord } from './records.ts';
import { sortDocs } from './sort.ts';
import { type Doc, decode, encode, LARGEST_DOCUMENT } from './values.ts';

/** A document that is kept. */
export interface Kept {
  place: Place;
}

export interface FindOptions {
  readonly sort: Doc;
  readonly skip: number;
  readonly limit: number;
}

const ID_INDEX: IndexSpec = {
  name: '_id_',
  key: { _id: 1 },
  unique: true,
  sparse: false,
  partial: undefined,
  expireAfterSeconds: undefined,
};

export class Collection {
  readonly namespace: string;
  readonly indexes = new Map<string, IndexTable>();
  /** counts every change of a document: a cursor asks whether its answer still holds */
  changes = 0;
  readonly #documents = new Map<string, Kept>();
  readonly #log: Log;
  readonly #bodies: Bodies;

  constructor(namespace: string, log: Log, bodies: Bodies) {
    this.namespace = namespace;
    this.#log = log;
    this.#bodies = bodies;
  }

  get size(): number {
    return this.#documents.size;
  }

  /** As `listIndexes` shows them, the one on `_id` first. */
  describeIndexes(): Doc[] {
    return [ID_INDEX, ...[...this.indexes.values()].map(({ spec }) => spec)].map(describeIndex);
  }

  /** The document under a key, decoded anew: it may be changed. */
  read(id: string): Doc | undefined {
    const bytes = this.bytes(id);
    return bytes === undefined ? undefined : decode(bytes);
  }

  bytes(id: string): Buffer | undefined {
    const kept = this.#documents.get(id);
    return kept === undefined ? undefined : this.#bodies.read(kept.place);
  }

  /** @throws {MongoError} DuplicateKey, `_id` first, then the other indexes */
  insert(doc: Doc): void {
    const id = orderKey(doc['_id']);
    if (this.#documents.has(id)) throw duplicate(this.namespace, ID_INDEX, doc);
    const bytes = encodeChecked(doc);
    const entries = this.#entriesOf(doc, id);
    this.#store(id, bytes);
    for (const { index, keys } of entries) index.add(keys, id);
  }

  /**
   * Changes the document under a key by `update`, which may change the decoded document in place.
   * @returns whether anything changed
   */
  change(id: string, bytes: Buffer, doc: Doc, update: (doc: Doc) => Doc): boolean {
    const before = [...this.indexes.values()].map((index) => ({ index, keys: index.keysOf(doc) }));
    const changed = update(doc);
    const bytesAfter = encodeChecked(changed);
    if (bytesAfter.equals(bytes)) return false;
    const entries = this.#entriesOf(changed, id);
    for (const { index, keys } of before) index.remove(keys, id);
    for (const { index, keys } of entries) index.add(keys, id);
    this.#store(id, bytesAfter);
    return true;
  }

  remove(doc: Doc): void {
    const id = orderKey(doc['_id']);
    for (const index of this.indexes.values()) index.remove(index.keysOf(doc), id);
    this.changes += 1;
    this.#documents.delete(id);
    this.#log.append(removeRecord(this.namespace, encode({ _id: doc['_id'] })));
  }

  /** Matching documents' keys in order, after skip and limit; `limit` 0 means all. */
  find(filter: Doc, { sort, skip, limit }: FindOptions): string[] {
    const matches = compileFilter(filter);
    const scan = idsOf(filter) === undefined ? planScan(this.indexes.values(), filter, sort) : undefined;
    const ids = scan === undefined ? (idsOf(filter) ?? this.#documents.keys()) : scanned(scan);
    const sorted = scan?.sorted === true || Object.keys(sort).length === 0;
    const found: { id: string; doc: Doc }[] = [];
    const enough = sorted && limit > 0 ? skip + limit : Number.POSITIVE_INFINITY;
    const everything = Object.keys(filter).length === 0 && sorted;
    for (const id of ids) {
      if (everything) found.push({ id, doc: {} });
      else {
        const doc = this.read(id);
        if (doc !== undefined && matches(doc)) found.push({ id, doc: sorted ? {} : doc });
      }
      if (found.length >= enough) break;
    }
    const ordered = sorted ? found : sortDocs(found, sort);
    return ordered.slice(skip, limit > 0 ? skip + limit : undefined).map(({ id }) => id);
  }

  /** @throws {MongoError} DuplicateKey where the documents that are there break a unique index */
  addIndex(spec: IndexSpec): void {
    const index = new IndexTable(spec);
    for (const id of this.#documents.keys()) {
      const doc = this.read(id);
      if (doc === undefined) continue;
      const keys = index.keysOf(doc);
      if (index.conflict(keys, id) !== undefined) throw duplicate(this.namespace, spec, doc);
      index.add(keys, id);
    }
    this.indexes.set(spec.name, index);
  }

  /** Takes a document from the log at start; indexes are added afterwards. */
  restore(id: string, place: Place): void {
    this.#documents.set(id, { place });
  }

  /** Writes documents that lie in segments up to `segment` again, into the newest one. */
  *rewrite(segment: number): Generator<void> {
    for (const [id, kept] of this.#documents) {
      if (kept.place.segment > segment) continue;
      this.#store(id, this.#bodies.read(kept.place));
      yield;
    }
  }

  get liveBytes(): number {
    let sum = 0;
    for (const { place } of this.#documents.values()) sum += place.length;
    return sum;
  }

  #entriesOf(doc: Doc, id: string): { index: IndexTable; keys: string[] }[] {
    return [...this.indexes.values()].map((index) => {
      const keys = index.keysOf(doc);
      if (index.conflict(keys, id) !== undefined) throw duplicate(this.namespace, index.spec, doc);
      return { index, keys };
    });
  }

  #store(id: string, bytes: Buffer): void {
    this.changes += 1;
    const place = this.#log.append(putRecord(this.namespace, bytes));
    this.#bodies.keep(place, bytes);
    const kept = this.#documents.get(id);
    if (kept === undefined) this.#documents.set(id, { place });
    else kept.place = place;
  }
}

function* scanned({ index, ranges, backwards }: NonNullable<ReturnType<typeof planScan>>): Generator<string> {
  const seen = ranges.length > 1 && index.multikey ? new Set<string>() : undefined;
  for (const { low, high } of ranges) {
    for (const id of index.scan(low, high, backwards)) {
      if (seen?.has(id)) continue;
      seen?.add(id);
      yield id;
    }
  }
}

function encodeChecked(doc: Doc): Buffer {
  const bytes = encode(doc);
  if (bytes.length <= LARGEST_DOCUMENT) return bytes;
  throw new MongoError(
    'BSONObjectTooLarge',
    `The document has ${bytes.length} bytes; at most ${LARGEST_DOCUMENT} are taken`,
  );
}

function duplicate(namespace: string, spec: IndexSpec, doc: Doc): MongoError {
  const keyValue = Object.fromEntries(Object.keys(spec.key).map((field) => [field, fieldOf(doc, field)]));
  const shown = Object.entries(keyValue).map(([field, value]) => `${field}: ${JSON.stringify(value)}`);
  return new MongoError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespace} index: ${spec.name} dup key: { ${shown.join(', ')} }`,
    { keyPattern: spec.key, keyValue },
  );
}

/** A missing field is null in a unique index, and is shown so. */
function fieldOf(doc: Doc, path: string): unknown {
  let value: unknown = doc;
  for (const step of path.split('.')) value = (value as Doc | null | undefined)?.[step];
  return value ?? null;
}
