import { vi } from 'vitest';

/**
 * Asks again and again until the answer is not undefined, and gives that answer. What is thrown meanwhile is asked again too.
 * @throws when it is still undefined after `withinMs`, with the name of what was waited for; or what was thrown last
 */
export const until = <Found>(
  what: string,
  ask: () => Promise<Found | undefined> | Found | undefined,
  withinMs = 10_000,
): Promise<Found> =>
  vi.waitFor(
    async () => {
      const found = await ask();
      if (found === undefined) throw new Error(`waited ${withinMs} ms for ${what}`);
      return found;
    },
    { timeout: withinMs, interval: 20 },
  );
