// A write whose answer never came is sent again, the very same: its guard lets at most one of them match.
import { setTimeout as pause } from 'node:timers/promises';
import { isStorageFull, isTransient, TransientFailure } from '../consume/failure.ts';
import { UnknownOutcome } from './documents.ts';

const WAITS_MS = [20, 100, 400, 1_000, 1_500] as const;
/** After this long no new attempt is begun: whoever asked is about to give up waiting. */
const PATIENCE_MS = 4_000;

const unclear = (error: unknown): boolean => error instanceof UnknownOutcome || isTransient(error);

/**
 * Sends `write` until it is known what became of it.
 * @param happened looks whether the write, or one like it, has been made
 * @throws {TransientFailure} it is still not known after some seconds
 * @throws what the store says when it has no room: asking again soon would not help
 */
export async function settle<Result>(
  write: () => Promise<Result>,
  happened: () => Promise<boolean>,
): Promise<Result | 'saved'> {
  const since = performance.now();
  let cause: unknown;
  for (const wait of WAITS_MS) {
    try {
      if (cause !== undefined && (await happened())) return 'saved';
      const result = await write();
      // one that was on its way all the time may have come in just before
      return cause !== undefined && result !== 'saved' && (await happened()) ? 'saved' : result;
    } catch (error) {
      if (!unclear(error) || isStorageFull(error)) throw error;
      cause = error;
    }
    if (performance.now() - since > PATIENCE_MS) break;
    await pause(wait);
  }
  throw new TransientFailure('the outcome of a write is not known', { cause });
}
