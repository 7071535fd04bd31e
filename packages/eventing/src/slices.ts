// Work that lets others go first: a generator yields wherever it may pause, and is the same whether it pauses or not.
import { setImmediate as turn } from 'node:timers/promises';

/** Yields where it may pause; often, so that no step is long. What it reads must not change while it pauses. */
export type Pausing<T> = Generator<undefined, T>;

/** Does pausing work to its end. */
export type Slices = <T>(work: Pausing<T>) => Promise<T>;

/** How long the event loop is held at a time, in milliseconds. */
const SLICE_MS = 10;

/** Does the work without a pause. */
export function atOnce<T>(work: Pausing<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

export interface Slicing {
  /** milliseconds, replaced in tests */
  readonly clock?: () => number;
  /** Told after each slice how many milliseconds it took. */
  readonly onSlice?: (ms: number) => void;
  /** Called before each slice but the first; what it throws ends the work. */
  readonly before?: () => void;
}

/** Does the work in slices of about 10 ms; between them the event loop comes to everything else that waits. */
export async function inSlices<T>(
  work: Pausing<T>,
  { clock = () => performance.now(), onSlice = () => undefined, before = () => undefined }: Slicing = {},
): Promise<T> {
  for (;;) {
    const began = clock();
    let step: IteratorResult<undefined, T>;
    try {
      do step = work.next();
      while (step.done !== true && clock() - began < SLICE_MS);
    } finally {
      onSlice(clock() - began);
    }
    if (step.done === true) return step.value;
    await turn();
    before();
  }
}

/** As many items as are sorted without a pause. */
const SORTED_AT_ONCE = 1_000;

/** `toSorted`, of lists that are long. Equal ones stay in their order. */
export function* sorting<T>(items: readonly T[], compare: (a: T, b: T) => number): Pausing<readonly T[]> {
  let runs: (readonly T[])[] = [];
  for (let from = 0; from < items.length; from += SORTED_AT_ONCE) {
    runs.push(items.slice(from, from + SORTED_AT_ONCE).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const longer: (readonly T[])[] = [];
    for (let pair = 0; pair < runs.length; pair += 2)
      longer.push(yield* merging(runs[pair] ?? [], runs[pair + 1] ?? [], compare));
    runs = longer;
  }
  return runs[0] ?? [];
}

function* merging<T>(first: readonly T[], second: readonly T[], compare: (a: T, b: T) => number): Pausing<T[]> {
  const merged: T[] = [];
  let [left, right] = [0, 0];
  while (left < first.length && right < second.length) {
    const [a, b] = [first[left] as T, second[right] as T];
    if (compare(a, b) <= 0) {
      merged.push(a);
      left += 1;
    } else {
      merged.push(b);
      right += 1;
    }
    yield;
  }
  return merged.concat(first.slice(left), second.slice(right));
}
