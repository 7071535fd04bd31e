// Who writes beside the leader of the relay: every other process with aggregates says so in the lease, now and then and
// before its first write, so that a leader who is alone need not look for what nobody writes.
import { describeFailure } from '../consume/failure.ts';
import { createWakeUp } from '../consume/wake-up.ts';
import type { EventingLog } from '../ports/eventing.ts';
import type { Lease, LeaseStore } from './store.ts';

const SAY_EVERY_MS = 5_000;
/** A writer that is silent for so long has ended. */
export const SILENT_MS = 3 * SAY_EVERY_MS;

/**
 * Whether nobody but the leader writes.
 * @param ledMs how long it leads: a new leader waits until every other one must have spoken
 */
export const isAlone = ({ writers = {}, at }: Lease, ledMs: number): boolean =>
  ledMs >= SILENT_MS && Object.values(writers).every((said) => at.getTime() - said.getTime() > SILENT_MS);

/** A process that says that it writes. */
export interface Writing {
  stop(): Promise<void>;
}

/**
 * Says that this process writes, until it is stopped, while it does not lead.
 * @returns when it was said for the first time
 */
export async function sayThatItWrites(
  leases: Pick<LeaseStore, 'says'>,
  writer: string,
  leads: () => boolean,
  log: EventingLog,
): Promise<Writing> {
  const halt = createWakeUp();
  let stopped = false;

  async function run(): Promise<void> {
    while (!stopped) {
      await halt.wait(SAY_EVERY_MS);
      if (stopped || leads()) continue;
      await leases
        .says(writer)
        .catch((error: unknown) => log.info({ error: describeFailure(error) }, 'the leader was not told who writes'));
    }
  }

  await leases.says(writer);
  const running = run();
  return {
    async stop() {
      stopped = true;
      halt.signal();
      await running;
    },
  };
}
