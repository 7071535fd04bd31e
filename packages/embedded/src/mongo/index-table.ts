// An index over the documents of a collection: which keys a document stands under, and who stands under a key.
import { Entries } from './entries.ts';
import { type Filter, readFilter } from './filter.ts';
import type { IndexSpec } from './index-spec.ts';
import type { Kept } from './kept.ts';
import { elementKeys, orderKey } from './order.ts';
import { valuesAt } from './paths.ts';
import { rootOf } from './pick.ts';
import { type Doc, MISSING } from './values.ts';

export class IndexTable {
  readonly spec: IndexSpec;
  readonly fields: readonly string[];
  /** the top-level fields that a document's keys depend on */
  readonly roots: ReadonlySet<string>;
  /** An array has been indexed: one document may stand in several places. */
  multikey = false;
  readonly #partial: Filter | undefined;
  readonly #entries = new Entries();

  constructor(spec: IndexSpec) {
    this.spec = spec;
    this.fields = Object.keys(spec.key);
    this.#partial = spec.partial === undefined ? undefined : readFilter(spec.partial);
    this.roots = new Set([...this.fields.map(rootOf), ...(this.#partial?.roots ?? [])]);
  }

  /** Whether a document's keys may be others once some of these top-level fields are. */
  dependsOn(roots: ReadonlySet<string>): boolean {
    for (const root of this.roots) if (roots.has(root)) return true;
    return false;
  }

  /** The keys under which a document stands here; none when the index leaves it out. */
  keysOf(doc: Doc): string[] {
    if (this.#partial !== undefined && !this.#partial.matches(doc)) return [];
    const values = this.fields.map((field) => valuesAt(doc, field));
    if (this.spec.sparse && values.every((found) => found.every((value) => value === MISSING))) return [];
    if (values.every((found) => found.length === 1 && !Array.isArray(found[0]))) {
      return [orderKey(...values.map(([value]) => value))];
    }
    this.multikey = true;
    return values.reduce<string[]>(
      (starts, found) => starts.flatMap((start) => elementKeys(found).map((key) => start + key)),
      [''],
    );
  }

  /** The first document under a key. */
  holder(key: string): Kept | undefined {
    return this.#entries.first(key);
  }

  /** A document other than `doc` that stands under one of the keys of a unique index. */
  conflict(keys: readonly string[], doc?: Kept): Kept | undefined {
    if (!this.spec.unique) return undefined;
    for (const key of keys) {
      const holder = this.#entries.first(key);
      if (holder !== undefined && holder !== doc) return holder;
    }
    return undefined;
  }

  /** @returns whether another document stands under one of the keys */
  add(keys: readonly string[], doc: Kept): boolean {
    let known = false;
    for (const key of keys) known = this.#entries.add(key, doc) || known;
    return known;
  }

  remove(keys: readonly string[], doc: Kept): void {
    for (const key of keys) this.#entries.delete(key, doc);
  }

  /** Documents whose key lies from `low` (inclusive) to `high` (exclusive), each once. */
  *scan(low: string, high: string, backwards: boolean): Generator<Kept> {
    const docs = backwards ? this.#entries.descending(low, high) : this.#entries.ascending(low, high);
    if (!this.multikey) {
      yield* docs;
      return;
    }
    const seen = new Set<Kept>();
    for (const doc of docs) {
      if (seen.has(doc)) continue;
      seen.add(doc);
      yield doc;
    }
  }
}
