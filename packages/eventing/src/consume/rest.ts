// How a loop that has worked waits: long enough for a burst to go together, and not so long that anybody notices. What
// it takes from the processor meanwhile is left to the requests that keep it busy.
import { setTimeout as pause } from 'node:timers/promises';

const SHORTEST_MS = 20;
const LONGEST_MS = 50;

/** Rests as long as the work took that began at `began`, an instant of `performance.now()`; 20 ms at least, 50 ms at most. */
export const restAfter = (began: number): Promise<void> =>
  pause(Math.min(Math.max(performance.now() - began, SHORTEST_MS), LONGEST_MS));
