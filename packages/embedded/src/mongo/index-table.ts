// A secondary index: ordered entries of joined field keys and the document's key.
import { MongoError } from './errors.ts';
import { compileFilter, type Predicate } from './filter.ts';
import { orderKey } from './order.ts';
import { valuesAt } from './paths.ts';
import { SortedSet } from './sorted-set.ts';
import { type Doc, isDoc, isTrue, MISSING, toNumber } from './values.ts';

/** An index as `createIndexes` gives it. */
export interface IndexSpec {
  readonly name: string;
  readonly key: Doc;
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partial: Doc | undefined;
  /** accepted, shown again, and not acted on */
  readonly expireAfterSeconds: unknown;
}

const KNOWN_OPTIONS = new Set([
  'name',
  'key',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
  'background',
  'v',
]);

/** Reads an index definition. @throws {MongoError} for kinds and options it does not know */
export function readIndexSpec(definition: unknown): IndexSpec {
  if (!isDoc(definition) || !isDoc(definition['key'])) {
    throw new MongoError('CannotCreateIndex', 'An index needs a document as its key');
  }
  const unknown = Object.keys(definition).find((name) => !KNOWN_OPTIONS.has(name));
  if (unknown !== undefined)
    throw new MongoError('CannotCreateIndex', `The index option ${unknown} is not implemented`);
  const key = definition['key'];
  const directions = Object.values(key).map(toNumber);
  if (directions.length === 0 || directions.some((direction) => direction !== 1 && direction !== -1)) {
    throw new MongoError('CannotCreateIndex', 'Only ascending (1) and descending (-1) index keys are implemented');
  }
  const name = definition['name'];
  if (typeof name !== 'string' || name === '') throw new MongoError('CannotCreateIndex', 'An index needs a name');
  const partial = definition['partialFilterExpression'];
  if (partial !== undefined && !isDoc(partial)) {
    throw new MongoError('CannotCreateIndex', 'partialFilterExpression must be a document');
  }
  return {
    name,
    key,
    unique: isTrue(definition['unique']),
    sparse: isTrue(definition['sparse']),
    partial,
    expireAfterSeconds: definition['expireAfterSeconds'],
  };
}

/** How an index is listed. */
export function describeIndex({ name, key, unique, sparse, partial, expireAfterSeconds }: IndexSpec): Doc {
  return {
    v: 2,
    key,
    name,
    ...(unique ? { unique } : {}),
    ...(sparse ? { sparse } : {}),
    ...(partial === undefined ? {} : { partialFilterExpression: partial }),
    ...(expireAfterSeconds === undefined ? {} : { expireAfterSeconds }),
  };
}

/** Just above every key that starts with a prefix of whole field keys. */
export const after = (prefix: string): string => `${prefix}\xff`;

/** An entry: field keys, the document's own key, and that key's length in two characters. */
const entryOf = (key: string, id: string) => key + id + String.fromCharCode(id.length >> 8, id.length & 0xff);

function idOf(entry: string): string {
  const end = entry.length - 2;
  return entry.slice(end - (entry.charCodeAt(end) * 256 + entry.charCodeAt(end + 1)), end);
}

export class IndexTable {
  readonly spec: IndexSpec;
  readonly fields: readonly string[];
  /** an array has been indexed: one document may stand in several places */
  multikey = false;
  readonly #entries = new SortedSet();
  readonly #includes: Predicate | undefined;

  constructor(spec: IndexSpec) {
    this.spec = spec;
    this.fields = Object.keys(spec.key);
    this.#includes = spec.partial === undefined ? undefined : compileFilter(spec.partial);
  }

  /** The keys under which a document stands here; none when the index leaves it out. */
  keysOf(doc: Doc): string[] {
    if (this.#includes !== undefined && !this.#includes(doc)) return [];
    const values = this.fields.map((field) => valuesAt(doc, field));
    if (this.spec.sparse && values.every((found) => found.every((value) => value === MISSING))) return [];
    let keys = [''];
    for (const found of values) {
      const options = new Set(found.flatMap((value) => this.#keysOfValue(value)));
      if (options.size > 1) this.multikey = true;
      keys = keys.flatMap((start) => [...options].map((option) => start + option));
    }
    return keys;
  }

  #keysOfValue(value: unknown): string[] {
    if (!Array.isArray(value)) return [orderKey(value)];
    this.multikey = true;
    return value.length === 0 ? [orderKey(undefined)] : value.map(orderKey);
  }

  /** A document other than `id` that stands under one of the keys of a unique index. */
  conflict(keys: readonly string[], id: string): string | undefined {
    if (!this.spec.unique) return undefined;
    for (const key of keys) {
      for (const entry of this.#entries.ascending(key, after(key))) {
        const holder = idOf(entry);
        if (holder !== id) return holder;
      }
    }
    return undefined;
  }

  add(keys: readonly string[], id: string): void {
    for (const key of keys) this.#entries.add(entryOf(key, id));
  }

  remove(keys: readonly string[], id: string): void {
    for (const key of keys) this.#entries.delete(entryOf(key, id));
  }

  /** Ids of documents whose key lies from `low` (inclusive) to `high` (exclusive). */
  *scan(low: string, high: string, backwards: boolean): Generator<string> {
    const entries = backwards ? this.#entries.descending(low, high) : this.#entries.ascending(low, high);
    const seen = this.multikey ? new Set<string>() : undefined;
    for (const entry of entries) {
      const id = idOf(entry);
      if (seen?.has(id)) continue;
      seen?.add(id);
      yield id;
    }
  }
}
