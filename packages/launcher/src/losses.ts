// Services that do not start because facts are missing: all of them are told at once, with what to do about it.
import { setTimeout as pause } from 'node:timers/promises';
import { lossTold } from '@tributary/service-kit';
import { CannotStart } from './preflight.ts';

/** So long the others may take to find out what is missing of theirs. */
const OTHERS_MS = 5_000;

const lossOf = (error: unknown): string | undefined => (error instanceof Error ? lossTold(error.message) : undefined);

/**
 * Waits until all serve.
 * @throws {CannotStart} in one sentence what is missing, of whichever services it is; otherwise the first failure
 */
export async function allServed(starts: readonly Promise<void>[], folder: string): Promise<void> {
  const losses: string[] = [];
  for (const start of starts) {
    start.catch((error: unknown) => {
      const loss = lossOf(error);
      if (loss !== undefined) losses.push(loss);
    });
  }
  try {
    await Promise.all(starts);
  } catch (error) {
    if (lossOf(error) === undefined) throw error;
    await Promise.race([Promise.allSettled(starts), pause(OTHERS_MS, undefined, { ref: false })]);
    throw new CannotStart(
      `Facts are missing. ${losses.sort().join(' ')} Restore ${folder} from a backup that has them, or go on without them: npm start -- --accept-loss`,
    );
  }
}
