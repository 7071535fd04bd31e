// Where the relay looks for what waits: at once through the kinds that this process has just written, and through all of
// them now and then, for what other processes write, or for a write whose answer never came.
import { BATCH } from './relay.ts';

const ALL_AFTER_ACTIVITY_MS = 250;
const ALL_WHEN_IDLE_MS = 1_000;
/** Nobody else writes: only what this process does not know of its own writes is left to find. */
const ALL_WHEN_ALONE_MS = 5_000;

/** Times are instants of `performance.now()`. */
export interface Looks {
  /** This process has committed to an aggregate of this kind. */
  written(kind: string): void;
  /** Whether no other process writes; until it is said, others do. */
  alone(is: boolean): void;
  /** The kinds of the look that begins now; undefined: all. */
  begin(now: number): ReadonlySet<string> | undefined;
  /** The look that began last has ended, and found so many events. */
  end(found: number): void;
  /** Milliseconds until all kinds are due, whatever this process writes. */
  dueIn(now: number): number;
}

export function createLooks(): Looks {
  let written = new Set<string>();
  let looked: ReadonlySet<string> | undefined;
  let allLookedAt = Number.NEGATIVE_INFINITY;
  let found = 0;
  let isAlone = false;

  const everyMs = () => {
    if (isAlone) return ALL_WHEN_ALONE_MS;
    return found > 0 ? ALL_AFTER_ACTIVITY_MS : ALL_WHEN_IDLE_MS;
  };
  const dueIn = (now: number) => Math.max(0, allLookedAt + everyMs() - now);

  return {
    written: (kind) => void written.add(kind),
    alone(is) {
      isAlone = is;
    },
    begin(now) {
      looked = dueIn(now) > 0 ? written : undefined;
      if (looked === undefined) allLookedAt = now;
      written = new Set();
      return looked;
    },
    end(events) {
      found = events;
      if (events < BATCH) return;
      // a look ends after some batches: what it did not reach is looked at again
      if (looked === undefined) allLookedAt = Number.NEGATIVE_INFINITY;
      else for (const kind of looked) written.add(kind);
    },
    dueIn,
  };
}
