// Notes from time to time, where the journal is not, what the journal holds: only of what is there for good.
import { setTimeout as pause } from 'node:timers/promises';
import { describeFailure } from '../consume/failure.ts';
import { createWakeUp } from '../consume/wake-up.ts';
import type { JournalStore, LeaseStore } from '../journal/store.ts';
import type { EventingLog } from '../ports/eventing.ts';
import type { Mark } from './compare.ts';

/** A place for the mark of a journal. */
export interface MarkKeeper {
  write(mark: Mark): Promise<void>;
}

export interface KeepingParts {
  readonly history: string;
  /** undefined while another process leads: it keeps the marks */
  readonly epoch: () => number | undefined;
  readonly leases: Pick<LeaseStore, 'read'>;
  readonly journal: Pick<JournalStore, 'highWatermarks'>;
  readonly keepers: readonly MarkKeeper[];
  readonly now: () => Date;
  readonly log: EventingLog;
  readonly everyMs?: number;
}

const EVERY_MS = 10_000;
/** The first mark does not wait for long: until there is one, only the topic tells. */
const FIRST_MS = 1_000;
/** Nobody waits longer than this for the last mark: without it the topic tells. */
const LAST_WITHIN_MS = 2_000;

/** @returns what ends it; the last mark says where the journal ends */
export function keepMarks(parts: KeepingParts): { stop(): Promise<void> } {
  const { history, epoch, leases, journal, keepers, now, log, everyMs = EVERY_MS } = parts;
  const halt = createWakeUp();
  let stopped = false;
  let noted = '';

  async function note(highWatermarks: readonly number[], epochNow: number): Promise<void> {
    if (highWatermarks.join() === noted || highWatermarks.every((pos) => pos === 0)) return;
    const mark: Mark = { history, epoch: epochNow, at: now().toISOString(), highWatermarks };
    const written = await Promise.allSettled(keepers.map((keeper) => keeper.write(mark)));
    const failed = written.find((one) => one.status === 'rejected');
    if (failed === undefined) noted = highWatermarks.join();
    else log.warn({ error: describeFailure(failed.reason) }, 'what the journal holds could not be marked');
  }

  async function round(): Promise<void> {
    const current = epoch();
    if (current !== undefined) await note((await leases.read())?.highWatermarks ?? [], current);
  }

  /** The last one says where the journal ends, whoever led. */
  async function noteEnd(): Promise<void> {
    const lease = await leases.read();
    if (lease !== undefined)
      await note(
        (await journal.highWatermarks()).map(({ pos }) => pos),
        lease.epoch,
      );
  }

  async function run(): Promise<void> {
    await halt.wait(Math.min(FIRST_MS, everyMs));
    while (!stopped) {
      await round().catch((error: unknown) =>
        log.warn({ error: describeFailure(error) }, 'what the journal holds could not be read for its mark'),
      );
      if (!stopped) await halt.wait(everyMs);
    }
  }

  const running = run();
  return {
    async stop() {
      stopped = true;
      halt.signal();
      await running;
      await Promise.race([noteEnd().catch(() => undefined), pause(LAST_WITHIN_MS, undefined, { ref: false })]);
    },
  };
}
