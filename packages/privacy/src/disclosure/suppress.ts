// Small counts are hidden, and so many others with them that no subtraction from a total gives one back.

/** The smallest count of persons that is shown, beside 0. */
export const SMALLEST_SHOWN = 10;

/** A row of counts: of its persons first, and then of those among them who have something in common. */
export interface CountedRow {
  readonly key: string;
  readonly counts: readonly number[];
}

export interface Suppression {
  /** the keys of the rows that are hidden, whole */
  readonly hidden: ReadonlySet<string>;
  /** All rows with persons are hidden, and their total would still tell of one: it is hidden too. */
  readonly hidesTotal: boolean;
}

/**
 * Which rows of a table are hidden whose total is shown. A row is hidden if any of its counts is from 1 to 9; then the
 * next smallest by its persons, until at least two are hidden, each of their columns sums to 0 or at least to 10, and
 * they hold more persons than they are, since as many would be one each. Rows without persons protect nothing, and are
 * not hidden with others.
 * @param alsoHidden keys of rows that are hidden whatever they hold
 */
export function suppress(rows: readonly CountedRow[], alsoHidden: ReadonlySet<string> = new Set()): Suppression {
  const isSmall = (count: number) => count > 0 && count < SMALLEST_SHOWN;
  const first = rows.filter(({ key, counts }) => alsoHidden.has(key) || counts.some(isSmall));
  if (first.length === 0) return { hidden: new Set(), hidesTotal: false };
  const isHidden = new Set(first.map(({ key }) => key));
  const next = rows
    .filter(({ key, counts }) => !isHidden.has(key) && personsOf(counts) > 0)
    .sort((one, other) => personsOf(one.counts) - personsOf(other.counts) || (one.key < other.key ? -1 : 1));
  const hidden = [...first];
  while (!isSafe(hidden)) {
    const smallest = next.shift();
    if (smallest === undefined) return { hidden: keysOf(hidden), hidesTotal: true };
    hidden.push(smallest);
  }
  return { hidden: keysOf(hidden), hidesTotal: false };
}

const personsOf = ([persons = 0]: readonly number[]): number => persons;
const keysOf = (rows: readonly CountedRow[]): ReadonlySet<string> => new Set(rows.map(({ key }) => key));

/** Whether rows can be hidden together although their sums are known. */
function isSafe(rows: readonly CountedRow[]): boolean {
  const sums = (rows[0]?.counts ?? []).map((_count, column) =>
    rows.reduce((sum, { counts }) => sum + (counts[column] ?? 0), 0),
  );
  const isTold = (sum: number) => sum === 0 || sum >= SMALLEST_SHOWN;
  return rows.length > 1 && personsOf(sums) > rows.length && sums.every(isTold);
}
