// In-memory sorts by MongoDB's order: an array sorts by its least element ascending, by its greatest descending.
import { orderKey } from './order.ts';
import { candidatesAt } from './paths.ts';
import { type Doc, toNumber } from './values.ts';

/** Orders items by their documents; equal ones keep their order. */
export function sortDocs<Item extends { doc: Doc }>(items: readonly Item[], sort: Doc): Item[] {
  const fields = Object.entries(sort).map(([field, direction]) => ({
    field,
    sign: (toNumber(direction) ?? 1) < 0 ? -1 : 1,
  }));
  return items
    .map((item) => ({ item, keys: fields.map(({ field, sign }) => sortKey(item.doc, field, sign)) }))
    .sort((a, b) => {
      for (const [at, { sign }] of fields.entries()) {
        const left = a.keys[at] ?? '';
        const right = b.keys[at] ?? '';
        if (left !== right) return left < right ? -sign : sign;
      }
      return 0;
    })
    .map(({ item }) => item);
}

function sortKey(doc: Doc, field: string, sign: number): string {
  const candidates = candidatesAt(doc, field);
  const values = candidates.some(Array.isArray) ? candidates.filter((value) => !Array.isArray(value)) : candidates;
  const keys = (values.length === 0 ? [undefined] : values).map(orderKey).sort();
  return (sign > 0 ? keys[0] : keys.at(-1)) ?? '';
}
