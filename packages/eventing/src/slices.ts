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
  /** Told after each slice how many milliseconds it took. What it throws ends the work. */
  readonly onSlice?: (ms: number) => void;
}

/** Does the work in slices of about 10 ms; between them the event loop comes to everything else that waits. */
export async function inSlices<T>(
  work: Pausing<T>,
  { clock = () => performance.now(), onSlice = () => undefined }: Slicing = {},
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
  }
}
