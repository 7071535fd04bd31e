// Folding a report takes up the event loop; this keeps it to short slices and at most half of the loop's time, in turns.
import { setTimeout as pause } from 'node:timers/promises';
import { inSlices, type Slices } from '@tributary/eventing';

export interface LoopShare {
  /** Whether work asked for now would have to wait. */
  readonly busy: boolean;
  /**
   * Does `work` when its turn comes. Only what runs inside `spend` takes up the loop and is made up for by a rest.
   * @throws {NobodyWaits} whoever asked has gone before it was their turn, or before it was done
   */
  inTurn<T>(work: (spend: Slices) => Promise<T>, gone?: () => boolean): Promise<T>;
}

/** What was queued is not done, or not to its end: nobody waits for it any more. */
export class NobodyWaits extends Error {
  override readonly name = 'NobodyWaits';
}

/** @param clock milliseconds, replaced in tests together with `wait` */
export function createLoopShare(
  clock: () => number = () => performance.now(),
  wait: (ms: number) => Promise<unknown> = pause,
): LoopShare {
  let freeAt = Number.NEGATIVE_INFINITY;
  let asked = 0;
  let last: Promise<unknown> = Promise.resolve();

  const spending =
    (gone: () => boolean): Slices =>
    async (work) => {
      let spent = 0;
      const onSlice = (ms: number) => {
        spent += ms;
      };
      const before = () => {
        if (gone()) throw new NobodyWaits();
      };
      try {
        return await inSlices(work, { clock, onSlice, before });
      } finally {
        freeAt = Math.max(freeAt, clock()) + spent;
      }
    };

  return {
    get busy() {
      return asked > 0 || clock() < freeAt;
    },
    inTurn(work, gone = () => false) {
      asked += 1;
      const turn = last.then(async () => {
        try {
          const rest = freeAt - clock();
          if (rest > 0 && !gone()) await wait(rest);
          if (gone()) throw new NobodyWaits();
          return await work(spending(gone));
        } finally {
          asked -= 1;
        }
      });
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
