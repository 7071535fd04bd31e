// Numbers that look drawn by chance and are the same for a seed, so that sample data is the same wherever it is loaded.

export interface Drawing {
  /** a whole number from 0 up to, and without, `below` */
  below(below: number): number;
  oneOf<Item>(items: readonly [Item, ...Item[]]): Item;
  /** so many of the numbers from 0 to `of` − 1 */
  some(count: number, of: number): ReadonlySet<number>;
}

/** Tommy Ettinger's mulberry32. */
export function drawing(seed: number): Drawing {
  let state = seed | 0;

  function below(limit: number): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  return {
    below,
    oneOf: (items) => items[below(items.length)] ?? items[0],
    some(count, of) {
      const left = Array.from({ length: of }, (_, number) => number);
      const chosen = Array.from({ length: count }, () => left.splice(below(left.length), 1)[0] ?? 0);
      return new Set(chosen);
    },
  };
}
