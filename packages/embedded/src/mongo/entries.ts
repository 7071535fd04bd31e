// An index's entries in order: pages of keys with the documents beside them. Cheap inserts, binary search, scans both ways.
import type { Kept } from './kept.ts';

const PAGE = 256;

/** Its arrays are made once and never grow: growing them would leave more garbage behind than they hold. */
interface Page {
  readonly keys: (string | undefined)[];
  readonly docs: (Kept | undefined)[];
  size: number;
}

const newPage = (): Page => ({ keys: new Array(PAGE), docs: new Array(PAGE), size: 0 });

/** Entries ordered by key (UTF-16 code units), then by the documents' serial numbers. */
export class Entries {
  readonly #pages: Page[] = [newPage()];

  /** @returns whether the key was there already */
  add(key: string, doc: Kept): boolean {
    const number = this.#pageOf(key, doc.serial);
    const page = this.#page(number);
    const at = lowerBound(page, key, doc.serial);
    const next = at < page.size ? page.keys[at] : this.#pages[number + 1]?.keys[0];
    const known = page.keys[at - 1] === key || next === key;
    if (page.size < PAGE) put(page, at, key, doc);
    else {
      // What comes behind a page's last entry is mostly followed by more of its like: the page stays full.
      const half = at === PAGE ? PAGE : PAGE / 2;
      const behind = newPage();
      move(page, half, behind, 0, PAGE - half);
      behind.size = PAGE - half;
      cut(page, half);
      this.#pages.splice(number + 1, 0, behind);
      if (at < half) put(page, at, key, doc);
      else put(behind, at - half, key, doc);
    }
    return known;
  }

  delete(key: string, doc: Kept): void {
    const number = this.#pageOf(key, doc.serial);
    const page = this.#page(number);
    const at = lowerBound(page, key, doc.serial);
    if (page.docs[at] !== doc || page.keys[at] !== key) return;
    move(page, at + 1, page, at, page.size - at - 1);
    cut(page, page.size - 1);
    if (page.size === 0 && this.#pages.length > 1) this.#pages.splice(number, 1);
  }

  /** The first document with the key. */
  first(key: string): Kept | undefined {
    let number = this.#pageOf(key, 0);
    let at = lowerBound(this.#page(number), key, 0);
    if (at === this.#page(number).size && number < this.#pages.length - 1) {
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
      const { keys, docs, size } = this.#page(number);
      for (; at < size; at += 1) {
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
      at = this.#page(number).size - 1;
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
      if (compareAt(this.#page(middle), 0, key, serial) <= 0) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Negative, 0 or positive: the entry at `at` stands before (key, serial), is it, or stands behind it. */
function compareAt({ keys, docs }: Page, at: number, key: string, serial: number): number {
  const there = keys[at] ?? '';
  if (there === key) return (docs[at]?.serial ?? 0) - serial;
  return there < key ? -1 : 1;
}

/** The first position whose entry is not before (key, serial). */
function lowerBound(page: Page, key: string, serial: number): number {
  let low = 0;
  let high = page.size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareAt(page, middle, key, serial) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function put(page: Page, at: number, key: string, doc: Kept): void {
  move(page, at, page, at + 1, page.size - at);
  page.keys[at] = key;
  page.docs[at] = doc;
  page.size += 1;
}

/** Copies entries; within one page they may overlap. */
function move(from: Page, at: number, to: Page, target: number, count: number): void {
  const backwards = target > at;
  for (let done = 0; done < count; done += 1) {
    const step = backwards ? count - 1 - done : done;
    to.keys[target + step] = from.keys[at + step];
    to.docs[target + step] = from.docs[at + step];
  }
}

/** Forgets the entries from `size` on. */
function cut(page: Page, size: number): void {
  page.keys.fill(undefined, size, page.size);
  page.docs.fill(undefined, size, page.size);
  page.size = size;
}
