// How a loop that has worked waits: as long as it worked, so that a single event goes at once and a burst goes together.
import { setTimeout as pause } from 'node:timers/promises';

const LONGEST_MS = 50;

/** Rests as long as the work took that began at `began`, an instant of `performance.now()`; 50 ms at most. */
export const restAfter = (began: number): Promise<void> => pause(Math.min(performance.now() - began, LONGEST_MS));
