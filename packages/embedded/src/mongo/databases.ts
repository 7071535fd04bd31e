// All collections of all databases over one log: filled by replaying it, compacted when most of it is garbage.
import { NoRoomError, realDisk } from '../storage/disk.ts';
import type { DurableFile } from '../storage/durable-file.ts';
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

/** A compaction needs room for what lives and for what comes meanwhile; where there is none, it waits so long. */
const SPARE_BYTES = 16 * 1024 * 1024;
const WITHOUT_ROOM_MS = 60_000;

const ID = new Set(['_id']);

export interface DatabasesOptions extends LogOptions {
  /** Garbage is let be up to this, or up to the size of what lives. */
  readonly garbageBytes?: number | undefined;
}

export class Databases {
  readonly #log: Log;
  readonly #onFatal: (error: Error) => void;
  readonly #garbageBytes: number;
  readonly #free: () => number;
  readonly #collections = new Map<string, Collection>();
  #lastNumber = 0;
  #compacting: Promise<void> | undefined;
  #notBefore = 0;
  #closing = false;

  private constructor({ garbageBytes = GARBAGE_BYTES, ...options }: DatabasesOptions) {
    this.#log = new Log(options);
    this.#onFatal = options.onFatal;
    this.#garbageBytes = garbageBytes;
    const { folder, disk = realDisk } = options;
    this.#free = () => disk.free(folder);
  }

  /** @throws {CorruptLogError} the log is damaged before its tail */
  static async open(options: DatabasesOptions): Promise<Databases> {
    const databases = new Databases(options);
    try {
      await databases.#replay();
      if (databases.#mayCompact()) await databases.#compact();
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
    this.#define(collection, { op: 'create', namespace });
    this.#collections.set(namespace, collection);
    return collection;
  }

  drop(collection: Collection): void {
    this.#define(collection, { op: 'drop' });
    collection.dropped = true;
    this.#collections.delete(collection.namespace);
  }

  /** Collections of a database, by name. */
  inDatabase(database: string): Collection[] {
    return [...this.#collections.values()]
      .filter(({ namespace }) => namespace.startsWith(`${database}.`))
      .sort((a, b) => (a.namespace < b.namespace ? -1 : 1));
  }

  /** Makes indexes in one pass over the documents. @throws {MongoError} DuplicateKey: none is made */
  createIndex(collection: Collection, ...specs: readonly IndexSpec[]): void {
    for (const index of collection.fillIndexes(specs)) {
      this.#define(collection, { op: 'createIndex', index: describeIndex(index.spec) });
      collection.addIndex(index);
    }
  }

  dropIndex(collection: Collection, name: string): void {
    this.#define(collection, { op: 'dropIndex', name });
    collection.dropIndex(name);
  }

  /** The files of the log with what is on disk of each. */
  files(): DurableFile[] {
    return this.#log.files();
  }

  /** Resolves when every change so far is on disk. */
  async durable(): Promise<void> {
    await this.#log.durable();
    if (this.#closing || this.#compacting !== undefined || !this.#mayCompact()) return;
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

  /** Whether most of the log is garbage, and there is room to write the rest of it again. */
  #mayCompact(): boolean {
    let live = 0;
    for (const { liveBytes } of this.#collections.values()) live += liveBytes;
    const heavy = this.#log.size - live > Math.max(live, this.#garbageBytes);
    if (!heavy || performance.now() < this.#notBefore) return false;
    if (this.#free() > live + SPARE_BYTES) return true;
    this.#notBefore = performance.now() + WITHOUT_ROOM_MS;
    return false;
  }

  /**
   * Writes what lives again, behind everything, and then removes the old segments. A crash on the way leaves both
   * copies, or a later part of the old one: replayed in order, both give the same documents. So does one that found no
   * room and gave up.
   */
  async #compact(): Promise<void> {
    const old = this.#log.rotate();
    try {
      await this.#rewriteAll(old);
    } catch (error) {
      if (!(error instanceof NoRoomError)) throw error;
      this.#notBefore = performance.now() + WITHOUT_ROOM_MS;
      return;
    }
    await this.#log.durable();
    if (!this.#closing) await this.#log.dropThrough(old);
  }

  async #rewriteAll(old: number): Promise<void> {
    const all = [...this.#collections.values()];
    for (const collection of all) {
      this.#define(collection, { op: 'create', namespace: collection.namespace });
      for (const spec of collection.indexSpecs.filter(({ name }) => name !== idIndex.name)) {
        this.#define(collection, { op: 'createIndex', index: describeIndex(spec) });
      }
    }
    for (const collection of all) await this.#rewrite(collection, old);
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
