// Folded rows by the numbers of their entities, read as a map by id in the order of the numbers.
import type { Entities } from './entities.ts';

export interface RowsByNumber<Row> extends ReadonlyMap<string, Row> {
  /** undefined: the entity has no fact inside the cut */
  readonly list: readonly (Row | undefined)[];
}

/** @param list never changed again */
export function rowsByNumber<Row>(list: readonly (Row | undefined)[], entities: Entities): RowsByNumber<Row> {
  const rowOf = (id: string): Row | undefined => list[entities.numberOf(id) ?? -1];
  let size: number | undefined;

  function* entries(): MapIterator<[string, Row]> {
    for (const [number, row] of list.entries()) {
      if (row !== undefined) yield [entities.at(number)?.id ?? '', row];
    }
  }

  function* values(): MapIterator<Row> {
    for (const row of list) if (row !== undefined) yield row;
  }

  function* keys(): MapIterator<string> {
    for (const [id] of entries()) yield id;
  }

  const rows: RowsByNumber<Row> = {
    list,
    get size() {
      size ??= list.reduce((sum, row) => (row === undefined ? sum : sum + 1), 0);
      return size;
    },
    get: rowOf,
    has: (id) => rowOf(id) !== undefined,
    forEach(each) {
      for (const [id, row] of entries()) each(row, id, rows);
    },
    entries,
    keys,
    values,
    [Symbol.iterator]: entries,
  };
  return rows;
}
