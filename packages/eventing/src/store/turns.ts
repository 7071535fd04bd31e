// What changes one aggregate goes one by one within a process; whoever is overtaken from outside it tries again, at
// moments of its own, until whoever asked stops waiting.
import { setTimeout as pause } from 'node:timers/promises';

/** How long a change is tried where nobody says how long they wait, milliseconds. */
const PATIENCE_MS = 6_000;
const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 200;

/** An instant of `performance.now()`. */
export type Instant = number;

/** Until when a change is tried. */
export const deadlineOf = ({ until }: { readonly until?: Instant | undefined }, patienceMs = PATIENCE_MS): Instant =>
  until ?? performance.now() + patienceMs;

/** Attempts once, and again after a random pause as long as there is no answer and time is left. */
export async function untilAnswered<Answer>(
  deadline: Instant,
  attempt: () => Promise<Answer | undefined>,
): Promise<Answer | undefined> {
  for (let longest = FIRST_PAUSE_MS; ; longest = Math.min(2 * longest, LONGEST_PAUSE_MS)) {
    const answer = await attempt();
    if (answer !== undefined) return answer;
    const wait = Math.random() * longest;
    if (performance.now() + wait >= deadline) return undefined;
    await pause(wait);
  }
}

export interface Turns {
  /**
   * Works after everybody who asked before for the same aggregate.
   * @returns undefined where `deadline` came before the turn: then nothing was done, and nothing will be
   */
  take<Answer>(id: string, deadline: Instant, work: () => Promise<Answer | undefined>): Promise<Answer | undefined>;
}

export function createTurns(): Turns {
  const lasts = new Map<string, Promise<unknown>>();

  /** Waits for the turn. @returns whether it came in time */
  async function inTime(before: Promise<unknown>, deadline: Instant): Promise<boolean> {
    const waiting = new AbortController();
    const late = pause(Math.max(0, deadline - performance.now()), false, waiting).catch(() => false);
    const came = await Promise.race([before.then(() => true), late]);
    waiting.abort();
    return came;
  }

  return {
    take(id, deadline, work) {
      const before = lasts.get(id);
      const answer =
        before === undefined ? work() : inTime(before, deadline).then((mayWork) => (mayWork ? work() : undefined));
      // whoever gave up waiting lets nobody pass those before
      const turn = Promise.allSettled([before, answer]);
      lasts.set(id, turn);
      turn.then(() => {
        if (lasts.get(id) === turn) lasts.delete(id);
      });
      return answer;
    },
  };
}
