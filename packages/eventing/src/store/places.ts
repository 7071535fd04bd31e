// Places in an order that a list was asked for. A document may move in it from one page to the next, so a place says its
// values itself.
import type { ListOrder } from '@tributary/contracts';

/** A place: the values of the order's fields, and the id. */
export type Place = Readonly<Record<string, unknown>> & { readonly _id: string };

/** What has a place: a document, as far as an order looks at it. */
interface Placed {
  readonly id: string;
  readonly at: Date;
  readonly state: object;
}

const valueIn = ({ at, state }: Placed, field: string): unknown =>
  field === 'at' ? at : (state as Readonly<Record<string, unknown>>)[field];

/** The place of a document, as text. */
export const placeText = (order: ListOrder, document: Placed): string =>
  JSON.stringify([...Object.keys(order).map((field) => valueIn(document, field)), document.id]);

/** A place as `placeText` wrote it in the same order. */
export function placeFrom(order: ListOrder, text: string): Place {
  const values = JSON.parse(text) as readonly unknown[];
  const fields = Object.keys(order).map((field, index) => {
    const value = values[index];
    return [field, field === 'at' ? new Date(String(value)) : value] as const;
  });
  return { ...Object.fromEntries(fields), _id: String(values.at(-1)) };
}
