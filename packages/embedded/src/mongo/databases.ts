// All collections of all databases over one log: opened by replaying it, compacted when it is mostly garbage.
import { type Log, openLog, type Place } from '../storage/log.ts';
import { Bodies } from './bodies.ts';
import { Collection } from './collection.ts';
import { MongoError } from './errors.ts';
import { describeIndex, type IndexSpec, readIndexSpec } from './index-table.ts';
import { orderKey } from './order.ts';
import { type Definition, defineRecord, readRecord } from './records.ts';

const CACHE_BYTES = 96 * 1024 * 1024;
const COMPACT_ABOVE = 64 * 1024 * 1024;
const SEGMENT_BYTES = 256 * 1024 * 1024;

/** One collection's share of the log as it is read at start. */
interface Restored {
  readonly docs: Map<string, Place>;
  readonly indexes: Map<string, IndexSpec>;
}

export class Databases {
  readonly #log: Log;
  readonly #bodies: Bodies;
  readonly #collections = new Map<string, Collection>();
  #tidying: Promise<void> | undefined;

  private constructor(log: Log) {
    this.#log = log;
    this.#bodies = new Bodies(log, CACHE_BYTES);
  }

  /** @throws {CorruptLogError} when the log is damaged before its tail */
  static async open(folder: string, onFatal: (error: Error) => void): Promise<Databases> {
    const restored = new Map<string, Restored>();
    const log = await openLog({ folder, onFatal, replay: (payload, place) => replay(restored, payload, place) });
    const databases = new Databases(log);
    for (const [namespace, { docs, indexes }] of restored) {
      const collection = databases.#add(namespace);
      for (const [id, place] of docs) collection.restore(id, place);
      for (const spec of indexes.values()) collection.addIndex(spec);
    }
    return databases;
  }

  find(namespace: string): Collection | undefined {
    return this.#collections.get(namespace);
  }

  /** The collection, made where it is not there. */
  obtain(namespace: string): Collection {
    return this.find(namespace) ?? this.create(namespace);
  }

  create(namespace: string): Collection {
    if (!/^[^.$\0/\\ ]+\.[^$\0]+$/.test(namespace))
      throw new MongoError('InvalidNamespace', `Invalid namespace: ${namespace}`);
    this.#define(namespace, { op: 'create' });
    return this.#add(namespace);
  }

  drop(namespace: string): boolean {
    if (!this.#collections.delete(namespace)) return false;
    this.#define(namespace, { op: 'drop' });
    return true;
  }

  dropDatabase(database: string): void {
    for (const { namespace } of this.inDatabase(database)) this.#collections.delete(namespace);
    this.#define(`${database}.`, { op: 'dropDatabase' });
  }

  /** Collections of a database, by name. */
  inDatabase(database: string): Collection[] {
    return [...this.#collections.values()]
      .filter(({ namespace }) => namespace.startsWith(`${database}.`))
      .sort((a, b) => (a.namespace < b.namespace ? -1 : 1));
  }

  createIndex(collection: Collection, spec: IndexSpec): void {
    collection.addIndex(spec);
    this.#define(collection.namespace, { op: 'createIndex', index: describeIndex(spec) });
  }

  dropIndex(collection: Collection, name: string): void {
    collection.indexes.delete(name);
    this.#define(collection.namespace, { op: 'dropIndex', name });
  }

  /** Resolves when every change so far is on disk. */
  async durable(): Promise<void> {
    await this.#log.durable();
    this.#tidying ??= this.#tidy().finally(() => {
      this.#tidying = undefined;
    });
  }

  async close(): Promise<void> {
    await this.#tidying;
    await this.#log.close();
  }

  /** Starts a new segment when the newest is full, and rewrites the live documents when most of the log is garbage. */
  async #tidy(): Promise<void> {
    if (this.#log.newestSize > SEGMENT_BYTES) await this.#log.rotate();
    if (this.#log.size <= COMPACT_ABOVE) return;
    const live = [...this.#collections.values()].reduce((sum, { liveBytes }) => sum + liveBytes, 0);
    if (this.#log.size - live > Math.max(live, COMPACT_ABOVE)) await this.compact();
  }

  /**
   * Writes what lives again, behind everything, and then removes the old segments. A crash on the way leaves
   * both copies; replaying both in order gives the same documents.
   */
  async compact(): Promise<void> {
    const old = this.#log.newest;
    await this.#log.rotate();
    for (const collection of [...this.#collections.values()]) {
      this.#define(collection.namespace, { op: 'create' });
      for (const { spec } of collection.indexes.values()) {
        this.#define(collection.namespace, { op: 'createIndex', index: describeIndex(spec) });
      }
    }
    for (const collection of [...this.#collections.values()]) {
      let written = 0;
      for (const _ of collection.rewrite(old)) {
        written += 1;
        if (written % 500 === 0) await this.#log.durable();
        if (this.#collections.get(collection.namespace) !== collection) break;
      }
    }
    await this.#log.durable();
    await this.#log.dropThrough(old);
  }

  #define(namespace: string, definition: Definition): void {
    this.#log.append(defineRecord(namespace, definition));
  }

  #add(namespace: string): Collection {
    const collection = new Collection(namespace, this.#log, this.#bodies);
    this.#collections.set(namespace, collection);
    return collection;
  }
}

function replay(all: Map<string, Restored>, payload: Buffer, place: Place): void {
  const record = readRecord(payload);
  const { namespace } = record;
  const obtain = (): Restored => {
    const known = all.get(namespace) ?? { docs: new Map(), indexes: new Map() };
    all.set(namespace, known);
    return known;
  };
  if (record.kind === 'put') obtain().docs.set(orderKey(record.doc['_id']), place);
  else if (record.kind === 'remove') obtain().docs.delete(orderKey(record.doc['_id']));
  else redefine(all, namespace, record.definition, obtain);
}

function redefine(all: Map<string, Restored>, namespace: string, definition: Definition, obtain: () => Restored): void {
  switch (definition.op) {
    case 'create':
      obtain();
      break;
    case 'drop':
      all.delete(namespace);
      break;
    case 'dropDatabase':
      for (const name of [...all.keys()].filter((candidate) => candidate.startsWith(namespace))) all.delete(name);
      break;
    case 'createIndex': {
      const spec = readIndexSpec(definition.index);
      obtain().indexes.set(spec.name, spec);
      break;
    }
    case 'dropIndex':
      obtain().indexes.delete(definition.name);
      break;
  }
}
