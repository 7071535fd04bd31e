// Sorts by MongoDB's order: an array sorts by its least element ascending, by its greatest descending.
import { MongoError } from './errors.ts';
import { elementKeys } from './order.ts';
import { valuesAt } from './paths.ts';
import { rootOf } from './pick.ts';
import { type Doc, toNumber } from './values.ts';

/** A sort that is ready to be used. */
export interface Sort {
  readonly source: Doc;
  readonly fields: readonly { readonly path: string; readonly sign: 1 | -1 }[];
  /** the top-level fields that the order depends on */
  readonly roots: ReadonlySet<string>;
}

/** Reads a sort. @throws {MongoError} for what is neither 1 nor -1 */
export function readSort(source: Doc): Sort {
  const fields = Object.entries(source).map(([path, direction]) => {
    const sign = toNumber(direction);
    if (sign === 1 || sign === -1) return { path, sign } as const;
    const code = sign === undefined ? 'Location15974' : 'Location15975';
    throw new MongoError(code, `The sort of '${path}' must be 1 or -1; nothing else is implemented`);
  });
  return { source, fields, roots: new Set(fields.map(({ path }) => rootOf(path))) };
}

export const unsorted: Sort = readSort({});

/** Orders items by their documents; equal ones keep their order. */
export function sortBy<Item>({ fields }: Sort, items: readonly { item: Item; doc: Doc }[]): Item[] {
  const keyed = items.map(({ item, doc }) => ({
    item,
    keys: fields.map(({ path, sign }) => sortKey(doc, path, sign)),
  }));
  keyed.sort((a, b) => {
    for (const [at, { sign }] of fields.entries()) {
      const left = a.keys[at] ?? '';
      const right = b.keys[at] ?? '';
      if (left !== right) return left < right ? -sign : sign;
    }
    return 0;
  });
  return keyed.map(({ item }) => item);
}

function sortKey(doc: Doc, path: string, sign: 1 | -1): string {
  const keys = elementKeys(valuesAt(doc, path)).sort();
  return (sign > 0 ? keys[0] : keys.at(-1)) ?? '';
}
