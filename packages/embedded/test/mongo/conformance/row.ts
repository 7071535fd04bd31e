// A conformance row: what is there, what is asked, and what MongoDB's documentation says comes back.
import type { Document } from 'bson';

/** Stands for the id of the cursor in the reply before. */
export const CURSOR = 'the cursor of the last reply';

export interface Step {
  /** without `$db`: each row has a database of its own; its collection is `c` */
  readonly run: Document;
  /** fields that the reply has, among others */
  readonly reply?: Document;
  /** the documents of the cursor's batch, in order, to the bit */
  readonly docs?: readonly Document[];
  /** the command's own error, or its first write error */
  readonly error?: {
    readonly code: number;
    readonly codeName?: string;
    /** stands in the message */
    readonly names?: string;
    readonly keyPattern?: Document;
    readonly keyValue?: Document;
  };
}

export interface Row {
  readonly title: string;
  /** what of the frozen list this row shows at work, e.g. `filter $gt` */
  readonly proves: readonly string[];
  /** title and, where it helps, section in the MongoDB manual or the driver specifications */
  readonly source: string;
  readonly indexes?: readonly Document[];
  readonly given?: readonly Document[];
  readonly steps: readonly Step[];
  /** all documents of the collection at the end, by `_id` */
  readonly left?: readonly Document[];
}

/** Finds documents of the row's collection by `_id`. */
export const find = (filter: Document, more: Document = {}): Document => ({
  find: 'c',
  filter,
  sort: { _id: 1 },
  ...more,
});

/** A row that asks one filter of some documents and names the `_id`s that match. */
export function filterRow(
  title: string,
  proves: readonly string[],
  source: string,
  given: readonly Document[],
  filter: Document,
  matching: readonly unknown[],
): Row {
  const expected = matching.map((id) => ({ _id: id }));
  return { title, proves, source, given, steps: [{ run: find(filter, { projection: { _id: 1 } }), docs: expected }] };
}

/** A row that applies one update to one document and shows what is left of it. */
export function updateRow(
  title: string,
  proves: readonly string[],
  source: string,
  given: Document,
  update: Document,
  left: Document,
  modified = 1,
): Row {
  const run = { update: 'c', updates: [{ q: { _id: given['_id'] }, u: update }] };
  return {
    title,
    proves,
    source,
    given: [given],
    steps: [{ run, reply: { n: 1, nModified: modified } }],
    left: [left],
  };
}

/** A row whose one command is refused; nothing changes. */
export function refusedRow(
  title: string,
  source: string,
  run: Document,
  error: NonNullable<Step['error']>,
  proves: readonly string[] = [],
): Row {
  const given = [{ _id: 1, a: 1 }];
  return { title, proves, source, given, steps: [{ run, error }], left: given };
}
