// A set of strings in order, as pages of a few hundred: cheap inserts, binary search, scans both ways.

const PAGE = 512;

/** Strings ordered by UTF-16 code unit. */
export class SortedSet {
  #pages: string[][] = [[]];

  add(key: string): void {
    const at = this.#pageFor(key);
    const page = this.#pages[at] ?? [];
    const position = lowerBound(page, key);
    if (page[position] === key) return;
    page.splice(position, 0, key);
    if (page.length > PAGE) this.#pages.splice(at + 1, 0, page.splice(PAGE / 2));
  }

  delete(key: string): void {
    const at = this.#pageFor(key);
    const page = this.#pages[at] ?? [];
    const position = lowerBound(page, key);
    if (page[position] !== key) return;
    page.splice(position, 1);
    if (page.length === 0 && this.#pages.length > 1) this.#pages.splice(at, 1);
  }

  /** Keys from `from` (inclusive) up to `to` (exclusive), in order. */
  *ascending(from: string, to: string): Generator<string> {
    let at = this.#pageFor(from);
    let position = lowerBound(this.#pages[at] ?? [], from);
    for (; at < this.#pages.length; at += 1, position = 0) {
      const page = this.#pages[at] ?? [];
      for (; position < page.length; position += 1) {
        const key = page[position];
        if (key === undefined || key >= to) return;
        yield key;
      }
    }
  }

  /** The same keys, last first. */
  *descending(from: string, to: string): Generator<string> {
    let at = this.#pageFor(to);
    let position = lowerBound(this.#pages[at] ?? [], to) - 1;
    for (;;) {
      const page = this.#pages[at] ?? [];
      for (; position >= 0; position -= 1) {
        const key = page[position];
        if (key === undefined || key < from) return;
        yield key;
      }
      at -= 1;
      if (at < 0) return;
      position = (this.#pages[at]?.length ?? 0) - 1;
    }
  }

  /** The last page whose first key is not greater. */
  #pageFor(key: string): number {
    let low = 0;
    let high = this.#pages.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const first = this.#pages[middle]?.[0];
      if (first === undefined || first <= key) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function lowerBound(page: readonly string[], key: string): number {
  let low = 0;
  let high = page.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((page[middle] ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
