// A service whose store is away at its start waits for it, and says so: what is not there yet is no fault of the service.
import { setTimeout as pause } from 'node:timers/promises';
import { isTransient } from '@tributary/eventing/failure';
import type { Logger } from 'pino';
import type { Life } from './health.ts';

const RETRY_MS = 500;
const SAY_EVERY_MS = 30_000;

/**
 * Calls `start` until it gets through, or until the service is to end.
 * @throws what `start` throws where it will not pass by itself
 */
export async function whenStoreIsThere(start: () => Promise<void>, life: Life, log: Logger): Promise<void> {
  let said = Number.NEGATIVE_INFINITY;
  while (!life.draining) {
    try {
      await start();
      if (life.waiting) log.warn('the database answers');
      life.waiting = false;
      return;
    } catch (error) {
      if (!isTransient(error)) throw error;
      life.waiting = true;
      if (performance.now() - said >= SAY_EVERY_MS) {
        said = performance.now();
        log.warn({ err: error }, 'the service waits for its database');
      }
    }
    if (!life.draining) await pause(RETRY_MS);
  }
}
