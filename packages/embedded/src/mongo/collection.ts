// One collection: documents by their _id, and its indexes. Each change is one synchronous section: everything that can be
// refused is refused before anything is changed.
import type { Log } from '../storage/log.ts';
import type { Place } from '../storage/segments.ts';
import { duplicateKey } from './duplicate-key.ts';
import type { Filter } from './filter.ts';
import { type IndexSpec, idIndex } from './index-spec.ts';
import { IndexTable } from './index-table.ts';
import { isGone, type Kept } from './kept.ts';
import { orderKey } from './order.ts';
import { pick } from './pick.ts';
import type { PlainDocument } from './plain-document.ts';
import { idsOf, isPlainId, planScan } from './plan.ts';
import { bodyOf, putRecord, removeRecord } from './records.ts';
import { type Sort, sortBy } from './sort.ts';
import { type Doc, decode, encode, LARGEST_DOCUMENT, tooLarge } from './values.ts';

/** Documents that may match, in the order that was asked for; `sure` says that they do. */
export interface Candidates {
  readonly docs: Iterable<Kept>;
  readonly sure: boolean;
}

interface Keys {
  readonly index: IndexTable;
  readonly keys: readonly string[];
}

export class Collection {
  readonly namespace: string;
  /** stands for the collection in the log */
  readonly number: number;
  /** bytes of records that a compaction would keep */
  liveBytes = 0;
  /** Cursors that are still open find nothing more. */
  dropped = false;
  readonly #log: Log;
  readonly #byId = new IndexTable(idIndex);
  readonly #indexes = new Map([[idIndex.name, this.#byId]]);
  /** in the order of their insertion, those that are gone among them until they are most */
  #docs: Kept[] = [];
  #size = 0;
  #serial = 0;
  /** the top-level fields that its indexes look at, once they were asked for */
  #roots: ReadonlySet<string> | undefined;
  #lastRead: { readonly segment: number; readonly offset: number; readonly bytes: Buffer } | undefined;

  constructor(namespace: string, number: number, log: Log) {
    this.namespace = namespace;
    this.number = number;
    this.#log = log;
  }

  get size(): number {
    return this.#size;
  }

  /** The one on `_id` first. */
  get indexSpecs(): IndexSpec[] {
    return [...this.#indexes.values()].map(({ spec }) => spec);
  }

  bytes(doc: Kept): Buffer {
    // Who asks whether a document matches mostly asks for the document next.
    const last = this.#lastRead;
    if (last?.segment === doc.segment && last.offset === doc.offset) return last.bytes;
    const { segment, offset } = doc;
    const bytes = bodyOf(this.#log.read(doc));
    this.#lastRead = { segment, offset, bytes };
    return bytes;
  }

  /** A document decoded anew: it may be changed. */
  read(doc: Kept): Doc {
    return decode(this.bytes(doc));
  }

  matches(doc: Kept, { matches, roots }: Filter): boolean {
    return !this.dropped && !isGone(doc) && matches(roots.size === 0 ? {} : pick(this.bytes(doc), roots));
  }

  /** Nothing may change while the documents are taken. */
  candidates(filter: Filter, sort: Sort): Candidates {
    const ids = idsOf(filter.source);
    if (ids !== undefined) {
      const docs = ids.map((id) => this.#byId.holder(id)).filter((doc) => doc !== undefined);
      return this.#ordered(docs, ids.length < 2, filter, sort, isPlainId(filter.source));
    }
    const plan = planScan([...this.#indexes.values()], filter.source, sort.source);
    const sure = Object.keys(filter.source).length === 0;
    return this.#ordered(plan?.docs ?? this.#all(), plan?.sorted ?? false, filter, sort, sure);
  }

  /** The documents that match, in order. Nothing may change while they are taken. */
  *find(filter: Filter, sort: Sort): Generator<Kept> {
    const { docs, sure } = this.candidates(filter, sort);
    for (const doc of docs) if (sure || this.matches(doc, filter)) yield doc;
  }

  /**
   * @throws {MongoError} DuplicateKey, `_id` first, then the other indexes in the order of their making
   * @throws {NoRoomError} nothing has changed, as of every change here
   */
  insert(doc: Doc): void {
    this.#insert(doc, encodeChecked(doc));
  }

  /** The same for a document that is kept as it came. */
  insertPlain({ bytes }: PlainDocument): void {
    if (bytes.length > LARGEST_DOCUMENT) throw tooLarge();
    this.#roots ??= new Set([...this.#indexes.values()].flatMap((index) => [...index.roots]));
    this.#insert(pick(bytes, this.#roots), bytes);
  }

  /**
   * Puts what `change` makes of a document, which it may change in place, in its place.
   * @param roots the top-level fields that it may change: keys that follow from others stay; undefined: any
   * @returns whether anything is different now
   * @throws {MongoError} DuplicateKey
   */
  change(kept: Kept, change: (doc: Doc) => Doc, roots?: ReadonlySet<string>): boolean {
    const bytesBefore = this.bytes(kept);
    const before = decode(bytesBefore);
    const keysBefore = this.#keysOf(before, roots);
    const after = change(before);
    const bytes = encodeChecked(after);
    if (bytes.equals(bytesBefore)) return false;
    const moves = this.#keysOf(after, roots).flatMap((to, at) => {
      const from = keysBefore[at]?.keys ?? [];
      return from.length === to.keys.length && from.every((key, n) => key === to.keys[n]) ? [] : [{ ...to, from }];
    });
    this.#refuseDuplicates(moves, after, kept);
    this.#store(kept, bytes);
    for (const { index, from, keys } of moves) {
      index.remove(from, kept);
      index.add(keys, kept);
    }
    return true;
  }

  remove(kept: Kept): void {
    const doc = this.read(kept);
    const indexed = this.#keysOf(doc);
    this.#log.append(removeRecord(this.number, encode({ _id: doc['_id'] })));
    for (const { index, keys } of indexed) index.remove(keys, kept);
    this.#forget(kept);
  }

  /**
   * Indexes over the documents that are there, for `addIndex`.
   * @throws {MongoError} DuplicateKey where they break a unique one
   */
  fillIndexes(specs: readonly IndexSpec[]): readonly IndexTable[] {
    const indexes = specs.map((spec) => new IndexTable(spec));
    if (indexes.length > 0) this.#fill(indexes);
    return indexes;
  }

  addIndex(index: IndexTable): void {
    this.#roots = undefined;
    this.#indexes.set(index.spec.name, index);
  }

  dropIndex(name: string): void {
    this.#roots = undefined;
    this.#indexes.delete(name);
  }

  /** At start: a document as the log has it. */
  restore(id: string, place: Place): void {
    const known = this.#byId.holder(id);
    if (known === undefined) this.#byId.add([id], this.#keep(id, place));
    else this.#move(known, place);
  }

  /** At start: a document that the log has no more. */
  restoreRemoved(id: string): void {
    const known = this.#byId.holder(id);
    if (known === undefined) return;
    this.#byId.remove([id], known);
    this.#forget(known);
  }

  /** At start: an index as the log has it. */
  restoreIndex(spec: IndexSpec): void {
    this.addIndex(new IndexTable(spec));
  }

  /** At start, after the last document: fills the indexes. */
  restored(): void {
    this.#fill([...this.#indexes.values()].filter((index) => index !== this.#byId));
  }

  /** Documents whose record lies in a segment up to `segment`; the collection may change meanwhile. */
  *storedThrough(segment: number): Generator<Kept> {
    for (const doc of this.#all()) if (doc.segment <= segment) yield doc;
  }

  /** Writes a document as it is again, into the newest segment. */
  rewrite(doc: Kept): void {
    if (!isGone(doc)) this.#store(doc, this.bytes(doc));
  }

  /** @param doc has at least the fields that indexes look at */
  #insert(doc: Doc, bytes: Buffer): void {
    const keys = this.#keysOf(doc);
    const id = keys[0]?.keys[0] ?? orderKey(doc['_id']);
    this.#refuseDuplicates(keys, doc);
    const kept = this.#keep(id, this.#log.append(putRecord(this.number, bytes)));
    for (const { index, keys: entries } of keys) index.add(entries, kept);
  }

  #ordered(docs: Iterable<Kept>, sorted: boolean, filter: Filter, sort: Sort, sure: boolean): Candidates {
    if (sorted || sort.fields.length === 0) return { docs, sure };
    const roots = new Set([...filter.roots, ...sort.roots]);
    const found: { item: Kept; doc: Doc }[] = [];
    for (const item of docs) {
      const doc = pick(this.bytes(item), roots);
      if (filter.matches(doc)) found.push({ item, doc });
    }
    return { docs: sortBy(sort, found), sure: true };
  }

  /** @param roots the fields of which keys are wanted; undefined: all */
  #keysOf(doc: Doc, roots?: ReadonlySet<string>): Keys[] {
    const indexes = [...this.#indexes.values()];
    const wanted = roots === undefined ? indexes : indexes.filter((index) => index.dependsOn(roots));
    return wanted.map((index) => ({ index, keys: index.keysOf(doc) }));
  }

  #refuseDuplicates(all: readonly Keys[], doc: Doc, kept?: Kept): void {
    for (const { index, keys } of all) {
      if (index.conflict(keys, kept) !== undefined) throw duplicateKey(this.namespace, index.spec, doc);
    }
  }

  #store(kept: Kept, bytes: Buffer): void {
    this.#move(kept, this.#log.append(putRecord(this.number, bytes)));
  }

  #keep(id: string, { segment, offset, length }: Place): Kept {
    this.#serial += 1;
    const kept: Kept = { id, serial: this.#serial, segment, offset, length };
    this.#docs.push(kept);
    this.#size += 1;
    this.liveBytes += length;
    return kept;
  }

  #move(kept: Kept, { segment, offset, length }: Place): void {
    this.liveBytes += length - kept.length;
    Object.assign(kept, { segment, offset, length });
  }

  #forget(kept: Kept): void {
    this.liveBytes -= kept.length;
    kept.length = 0;
    this.#size -= 1;
    if (this.#docs.length > 2 * this.#size + 1000) this.#docs = [...this.#all()];
  }

  /** In the order of their insertion. */
  *#all(): Generator<Kept> {
    for (const doc of this.#docs) if (!isGone(doc)) yield doc;
  }

  #fill(indexes: readonly IndexTable[]): void {
    const roots = new Set(indexes.flatMap((index) => [...index.roots]));
    const inLogOrder = [...this.#all()].sort((a, b) => a.segment - b.segment || a.offset - b.offset);
    const read = this.#log.forwards();
    for (const kept of inLogOrder) {
      const doc = pick(bodyOf(read(kept)), roots);
      for (const index of indexes) {
        if (index.add(index.keysOf(doc), kept) && index.spec.unique)
          throw duplicateKey(this.namespace, index.spec, doc);
      }
    }
  }
}

function encodeChecked(doc: Doc): Buffer {
  const bytes = encode(doc);
  if (bytes.length > LARGEST_DOCUMENT) throw tooLarge();
  return bytes;
}
