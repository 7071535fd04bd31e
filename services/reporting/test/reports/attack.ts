// Interval reconstruction: what somebody learns of hidden cells from totals, published cells and what every table obeys.

type Counts = readonly number[];

/** A row as it is told; `undefined` where its counts are hidden. */
export interface ToldRow {
  readonly key: string;
  readonly counts: Counts | undefined;
}

export interface Learnt {
  readonly key: string;
  readonly column: number;
  readonly value: number;
}

interface Bounds {
  low: number;
  high: number;
}

/**
 * The hidden cells that the total gives away, each with its value. Persons come first: every row has one at least, and no
 * other count of a row is above them.
 */
export function reconstructed(rows: readonly ToldRow[], total: Counts | undefined): readonly Learnt[] {
  const hidden = rows.filter(({ counts }) => counts === undefined);
  if (total === undefined || hidden.length === 0) return [];
  const sums = total.map((sum, column) => rows.reduce((left, { counts }) => left - (counts?.[column] ?? 0), sum));
  const cells = hidden.map(() => sums.map((sum, column): Bounds => ({ low: column === 0 ? 1 : 0, high: sum })));
  let moved = true;
  const raise = (bounds: Bounds, low: number, high: number) => {
    if (low > bounds.low) [bounds.low, moved] = [low, true];
    if (high < bounds.high) [bounds.high, moved] = [high, true];
  };
  while (moved) {
    moved = false;
    for (const [column, sum] of sums.entries()) {
      const all = cells.map((row) => row[column] as Bounds);
      for (const cell of all) {
        const others = all.filter((other) => other !== cell);
        const least = others.reduce((of, { low }) => of + low, 0);
        const most = others.reduce((of, { high }) => of + high, 0);
        raise(cell, sum - most, sum - least);
      }
    }
    for (const [persons, ...parts] of cells) {
      if (persons === undefined) continue;
      for (const part of parts) {
        raise(part, part.low, persons.high);
        raise(persons, part.low, persons.high);
      }
    }
  }
  return hidden.flatMap(({ key }, row) =>
    (cells[row] ?? []).flatMap(({ low, high }, column) => (low === high ? [{ key, column, value: low }] : [])),
  );
}
