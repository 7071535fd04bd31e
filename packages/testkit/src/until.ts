import { setTimeout as pause } from 'node:timers/promises';

const STEP_MS = 20;

/**
 * Asks again and again until the answer is not undefined, and gives that answer.
 * @throws when it is still undefined after `withinMs`, with the name of what was waited for
 */
export async function until<Found>(
  what: string,
  ask: () => Promise<Found | undefined> | Found | undefined,
  withinMs = 10_000,
): Promise<Found> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`waited ${withinMs} ms for ${what}`);
    await pause(STEP_MS);
  }
}
