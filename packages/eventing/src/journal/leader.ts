// One leader per service relays; the others watch its lease. Any doubt ends the leadership, and a new one begins with fencing records.
import { randomUUID } from 'node:crypto';
import type { ServiceName } from '@tributary/contracts';
import { describeFailure } from '../consume/failure.ts';
import { restAfter } from '../consume/rest.ts';
import { createWakeUp, type WakeUp } from '../consume/wake-up.ts';
import type { EventingLog } from '../ports/eventing.ts';
import { ownerOf, watchLease } from './lease-watch.ts';
import { createLooks } from './looks.ts';
import { createLeaderClock, type LeaderClock, SKEW_MS } from './numbering.ts';
import { BATCH, relayPass } from './relay.ts';
import { type Sender, startSender, type Topic } from './sender.ts';
import type { CursorStore, JournalStore, Lease, LeaseStore, OutboxStore } from './store.ts';
import { type Reign, takeOver } from './take-over.ts';
import { isAlone } from './writers.ts';

const BEAT_MS = 1_000;
/** Every beginning costs a fencing record in each partition: what fails again and again is tried less and less often. */
const AFTER_FAILURE_MS = [100, 200, 500, 1_000, 2_000, 5_000] as const;

export interface LeaderParts {
  readonly service: ServiceName;
  readonly instance: string;
  readonly leases: LeaseStore;
  readonly journal: JournalStore;
  readonly outbox: OutboxStore;
  readonly cursors: CursorStore;
  readonly topic: Topic;
  readonly now: () => Date;
  readonly log: EventingLog;
}

export interface Leader {
  /** Something was committed to an aggregate of this kind. */
  wake(kind: string): void;
  /** epoch of this process's leadership; undefined while another leads */
  epoch(): number | undefined;
  /** records in the journal that are not in Kafka yet */
  unsent(): number;
  /** milliseconds since the loop last came round */
  idleMs(): number;
  /** Finishes the round, saves the cursor and gives the lease back. */
  stop(): Promise<void>;
}

export function startLeader(parts: LeaderParts): Leader {
  const { service, leases, journal, outbox, cursors, topic, now, log } = parts;
  const owner = ownerOf(parts.instance, randomUUID());
  const mayTake = watchLease(owner);
  const work = createWakeUp();
  const halt = createWakeUp();
  const ending = new Set<Promise<void>>();
  let stopped = false;
  let mine: Lease | undefined;
  let sender: Sender | undefined;
  let looks = createLooks();
  let turned = performance.now();
  /** leaderships in a row that ended before a single pass */
  let failures = 0;

  async function beat({ numbering, corrected }: Reign, clock: LeaderClock, lease: Lease, since: number): Promise<void> {
    const { highWatermarks, highWatermarksAt } = numbering.snapshot();
    const asked = clock.now();
    const renewed = await leases.renew(lease, highWatermarks, highWatermarksAt, corrected);
    const ahead = asked - (renewed?.at.getTime() ?? 0);
    if (renewed !== undefined) looks.alone(isAlone(renewed, performance.now() - since));
    if (looks.dueIn(performance.now()) === 0) work.signal();
    if (renewed === undefined) mine = undefined;
    else if (ahead <= SKEW_MS) clock.sync(renewed.at.getTime());
    else {
      log.warn({ seconds: Math.round(ahead / 1000) }, 'the clock of the database was set back: the relay begins anew');
      mine = undefined;
    }
  }

  async function keepBeating(
    reign: Reign,
    clock: LeaderClock,
    lease: Lease,
    rest: WakeUp,
    since: number,
  ): Promise<void> {
    while (mine === lease) {
      await beat(reign, clock, lease, since).catch((error: unknown) =>
        log.warn({ error: describeFailure(error) }, 'the lease of the relay was not renewed'),
      );
      if (mine !== lease) work.signal();
      else await rest.wait(BEAT_MS);
    }
  }

  async function lead(lease: Lease): Promise<void> {
    failures += 1;
    const clock = createLeaderClock();
    const reign = await takeOver(service, journal, lease, clock);
    const { numbering, corrected } = reign;
    if (corrected !== undefined) {
      log.warn(corrected, 'the clock had stood ahead: what was told of the time to come is taken back');
    }
    const sending = startSender(
      { topic, journal, cursors, log },
      await cursors.load(),
      numbering.snapshot().highWatermarks,
    );
    mine = lease;
    sender = sending;
    looks = createLooks();
    const began = performance.now();
    log.info({ epoch: lease.epoch }, 'this process leads the relay');
    const rest = createWakeUp();
    const beating = keepBeating(reign, clock, lease, rest, began);
    try {
      while (mine === lease && !stopped) {
        turned = performance.now();
        const kinds = looks.begin(turned);
        const found = await relayPass({ outbox, journal, numbering, now, onward: sending.offer, kinds });
        failures = 0;
        looks.end(found);
        if (found >= BATCH) continue;
        if (found > 0) await restAfter(turned);
        await work.wait(looks.dueIn(performance.now()));
      }
    } finally {
      mine = undefined;
      rest.signal();
      const end = sending.stop().finally(() => ending.delete(end));
      ending.add(end);
      await beating;
    }
  }

  async function run(): Promise<void> {
    while (!stopped) {
      turned = performance.now();
      try {
        const seen = await leases.read();
        const taken = mayTake(seen) ? await leases.take(seen, owner) : undefined;
        if (taken !== undefined) {
          await lead(taken);
          if (stopped) await giveBack(taken);
        }
      } catch (error) {
        log.warn({ error: describeFailure(error) }, 'the relay begins anew');
        await halt.wait(AFTER_FAILURE_MS[Math.min(failures, AFTER_FAILURE_MS.length - 1)] ?? 0);
        continue;
      }
      if (!stopped) await halt.wait(BEAT_MS);
    }
  }

  async function giveBack(lease: Lease): Promise<void> {
    await Promise.all(ending);
    await leases.release(lease);
  }

  const running = run();
  return {
    wake(kind) {
      looks.written(kind);
      work.signal();
    },
    epoch: () => mine?.epoch,
    unsent: () => (mine === undefined ? 0 : (sender?.unsent() ?? 0)),
    idleMs: () => performance.now() - turned,
    async stop() {
      stopped = true;
      work.signal();
      halt.signal();
      await running;
      await Promise.all(ending);
    },
  };
}
