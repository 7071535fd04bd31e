// All collections of all databases over one log: filled by replaying it, compacted when most of it is garbage.
import { Log, type LogOptions } from '../storage/log.ts';
import type { Place } from '../storage/segments.ts';
import { Collection } from './collection.ts';
import { MongoError } from './errors.ts';
import { describeIndex, type IndexSpec, idIndex, readIndexSpec } from './index-spec.ts';
import { orderKey } from './order.ts';
import { pick } from './pick.ts';
import { type Definition, defineRecord, readRecord } from './records.ts';
import { decode } from './values.ts';

const GARBAGE_BYTES = 64 * 1024 * 1024;
/** So much is written again between two syncs of a compaction. */
const REWRITE_BYTES = 4 * 1024 * 1024;

const ID = new Set(['_id']);

export interface DatabasesOptions extends LogOptions {
  /** Garbage is let be up to this, or up to the size of what lives. */
  readonly garbageBytes?: number | undefined;
}

export class Databases {
  readonly #log: Log;
  readonly #onFatal: (error: Error) => void;
  readonly #garbageBytes: number;
  readonly #collections = new Map<string, Collection>();
  #lastNumber = 0;
  #compacting: Promise<void> | undefined;
  #closing = false;

  private constructor({ garbageBytes = GARBAGE_BYTES, ...options }: DatabasesOptions) {
    this.#log = new Log(options);
    this.#onFatal = options.onFatal;
    this.#garbageBytes = garbageBytes;
  }

  /** @throws {CorruptLogError} the log is damaged before its tail */
  static async open(options: DatabasesOptions): Promise<Databases> {
    const databases = new Databases(options);
    try {
      await databases.#replay();
      if (databases.#isHeavy()) await databases.#compact();
    } catch (error) {
      await databases.close();
      throw error;
    }
    return databases;
  }

  find(namespace: string): Collection | undefined {
    return this.#collections.get(namespace);
  }

  /** The collection, made where it is not there. @throws {MongoError} InvalidNamespace */
  obtain(namespace: string): Collection {
    return this.find(namespace) ?? this.create(namespace);
  }

  /** @throws {MongoError} InvalidNamespace */
  create(namespace: string): Collection {
    if (!/^[^.$\0/\\ "]+\.[^$\0]+$/.test(namespace)) {
      throw new MongoError('InvalidNamespace', `Invalid namespace: ${namespace}`);
    }
    this.#lastNumber += 1;
    const collection = new Collection(namespace, this.#lastNumber, this.#log);
    this.#collections.set(namespace, collection);
    this.#define(collection, { op: 'create', namespace });
    return collection;
  }

  drop(collection: Collection): void {
    collection.dropped = true;
    this.#collections.delete(collection.namespace);
    this.#define(collection, { op: 'drop' });
  }

  /** Collections of a database, by name. */
  inDatabase(database: string): Collection[] {
    return [...this.#collections.values()]
      .filter(({ namespace }) => namespace.startsWith(`${database}.`))
      .sort((a, b) => (a.namespace < b.namespace ? -1 : 1));
  }

  /** @throws {MongoError} DuplicateKey */
  createIndex(collection: Collection, spec: IndexSpec): void {
    collection.addIndex(spec);
    this.#define(collection, { op: 'createIndex', index: describeIndex(spec) });
  }

  dropIndex(collection: Collection, name: string): void {
    collection.dropIndex(name);
    this.#define(collection, { op: 'dropIndex', name });
  }

  /** Resolves when every change so far is on disk. */
  async durable(): Promise<void> {
    await this.#log.durable();
    if (this.#closing || this.#compacting !== undefined || !this.#isHeavy()) return;
    this.#compacting = this.#compact()
      .catch((error: Error) => this.#onFatal(error))
      .finally(() => {
        this.#compacting = undefined;
      });
  }

  async close(): Promise<void> {
    this.#closing = true;
    await this.#compacting;
    await this.#log.close();
  }

  /** Whether most of the log is garbage. */
  #isHeavy(): boolean {
    let live = 0;
    for (const { liveBytes } of this.#collections.values()) live += liveBytes;
    return this.#log.size - live > Math.max(live, this.#garbageBytes);
  }

  /**
   * Writes what lives again, behind everything, and then removes the old segments. A crash on the way leaves both
   * copies, or a later part of the old one: replayed in order, both give the same documents.
   */
  async #compact(): Promise<void> {
    const old = this.#log.rotate();
    const all = [...this.#collections.values()];
    for (const collection of all) {
      this.#define(collection, { op: 'create', namespace: collection.namespace });
      for (const spec of collection.indexSpecs.filter(({ name }) => name !== idIndex.name)) {
        this.#define(collection, { op: 'createIndex', index: describeIndex(spec) });
      }
    }
    for (const collection of all) await this.#rewrite(collection, old);
    await this.#log.durable();
    if (!this.#closing) await this.#log.dropThrough(old);
  }

  async #rewrite(collection: Collection, old: number): Promise<void> {
    let written = 0;
    for (const doc of collection.storedThrough(old)) {
      // It may have been dropped while the last part was written.
      if (this.#closing || this.find(collection.namespace) !== collection) return;
      collection.rewrite(doc);
      written += doc.length;
      if (written < REWRITE_BYTES) continue;
      written = 0;
      await this.#log.durable();
    }
  }

  #define({ number }: Collection, definition: Definition): void {
    this.#log.append(defineRecord(number, definition));
  }

  async #replay(): Promise<void> {
    const byNumber = new Map<number, Collection>();
    await this.#log.recover((bytes, place) => this.#restore(byNumber, bytes, place));
    for (const collection of byNumber.values()) {
      collection.restored();
      this.#collections.set(collection.namespace, collection);
    }
  }

  /** A collection that is not known was dropped later on, or is defined and written again later on. */
  #restore(byNumber: Map<number, Collection>, bytes: Buffer, place: Place): void {
    const record = readRecord(bytes);
    const { collection: number } = record;
    this.#lastNumber = Math.max(this.#lastNumber, number);
    const collection = byNumber.get(number);
    if (record.kind === 'put') collection?.restore(orderKey(pick(record.body, ID)['_id']), place);
    else if (record.kind === 'remove') collection?.restoreRemoved(orderKey(decode(record.body)['_id']));
    else this.#redefine(byNumber, number, record.definition);
  }

  #redefine(byNumber: Map<number, Collection>, number: number, definition: Definition): void {
    const collection = byNumber.get(number);
    switch (definition.op) {
      case 'create':
        if (collection === undefined) byNumber.set(number, new Collection(definition.namespace, number, this.#log));
        break;
      case 'drop':
        byNumber.delete(number);
        break;
      case 'createIndex':
        collection?.restoreIndex(readIndexSpec(definition.index));
        break;
      case 'dropIndex':
        collection?.dropIndex(definition.name);
        break;
    }
  }
}
