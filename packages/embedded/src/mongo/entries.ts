// An index's entries in order: pages of keys with the documents beside them. Cheap inserts, binary search, scans both ways.
import type { Kept } from './kept.ts';

const PAGE = 512;

interface Page {
  readonly keys: string[];
  readonly docs: Kept[];
}

/** Entries ordered by key (UTF-16 code units), then by the documents' serial numbers. */
export class Entries {
  #pages: Page[] = [{ keys: [], docs: [] }];

  /** @returns whether the key was there already */
  add(key: string, doc: Kept): boolean {
    const number = this.#pageOf(key, doc.serial);
    const page = this.#page(number);
    const at = lowerBound(page, key, doc.serial);
    const next = at < page.keys.length ? page.keys[at] : this.#pages[number + 1]?.keys[0];
    const known = page.keys[at - 1] === key || next === key;
    page.keys.splice(at, 0, key);
    page.docs.splice(at, 0, doc);
    if (page.keys.length > PAGE) this.#split(number, page, at);
    return known;
  }

  #split(number: number, page: Page, at: number): void {
    // What comes behind a page's last entry is mostly followed by more of its like: the page stays full.
    const half = at === PAGE ? PAGE : PAGE / 2;
    this.#pages.splice(
      number,
      1,
      { keys: page.keys.slice(0, half), docs: page.docs.slice(0, half) },
      { keys: page.keys.slice(half), docs: page.docs.slice(half) },
    );
  }

  delete(key: string, doc: Kept): void {
    const number = this.#pageOf(key, doc.serial);
    const page = this.#page(number);
    const at = lowerBound(page, key, doc.serial);
    if (page.docs[at] !== doc || page.keys[at] !== key) return;
    page.keys.splice(at, 1);
    page.docs.splice(at, 1);
    if (page.keys.length === 0 && this.#pages.length > 1) this.#pages.splice(number, 1);
  }

  /** The first document with the key. */
  first(key: string): Kept | undefined {
    let number = this.#pageOf(key, 0);
    let at = lowerBound(this.#page(number), key, 0);
    if (at === this.#page(number).keys.length && number < this.#pages.length - 1) {
      number += 1;
      at = 0;
    }
    const { keys, docs } = this.#page(number);
    return keys[at] === key ? docs[at] : undefined;
  }

  /** Documents with keys from `low` (inclusive) to `high` (exclusive). Nothing may change while it runs. */
  *ascending(low: string, high: string): Generator<Kept> {
    let number = this.#pageOf(low, 0);
    let at = lowerBound(this.#page(number), low, 0);
    for (; number < this.#pages.length; number += 1, at = 0) {
      const { keys, docs } = this.#page(number);
      for (; at < keys.length; at += 1) {
        const key = keys[at];
        const doc = docs[at];
        if (key === undefined || doc === undefined || key >= high) return;
        yield doc;
      }
    }
  }

  /** The same documents, last first. */
  *descending(low: string, high: string): Generator<Kept> {
    let number = this.#pageOf(high, 0);
    let at = lowerBound(this.#page(number), high, 0) - 1;
    for (;;) {
      const { keys, docs } = this.#page(number);
      for (; at >= 0; at -= 1) {
        const key = keys[at];
        const doc = docs[at];
        if (key === undefined || doc === undefined || key < low) return;
        yield doc;
      }
      number -= 1;
      if (number < 0) return;
      at = this.#page(number).keys.length - 1;
    }
  }

  #page(number: number): Page {
    const page = this.#pages[number];
    if (page === undefined) throw new RangeError(`no page ${number}`);
    return page;
  }

  /** The last page that does not start behind the entry. */
  #pageOf(key: string, serial: number): number {
    let low = 0;
    let high = this.#pages.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (isBefore(this.#page(middle), 0, key, serial)) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Whether the entry at `at` stands before (key, serial), or is it. */
function isBefore({ keys, docs }: Page, at: number, key: string, serial: number): boolean {
  const there = keys[at];
  if (there === undefined) return true;
  if (there !== key) return there < key;
  return (docs[at]?.serial ?? 0) <= serial;
}

/** The first position whose entry is not before (key, serial). */
function lowerBound({ keys, docs }: Page, key: string, serial: number): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = keys[middle] ?? '';
    const less = there < key || (there === key && (docs[middle]?.serial ?? 0) < serial);
    if (less) low = middle + 1;
    else high = middle;
  }
  return low;
}
