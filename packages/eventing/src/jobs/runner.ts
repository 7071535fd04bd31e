// One process at a time steps the jobs of a service. A step has its effect first and moves the job after, so that a
// crash between the two only repeats it; nothing is written while nothing is due.
import { randomUUID } from 'node:crypto';
import type { Moment } from '@tributary/contracts';
import { describeFailure } from '../consume/failure.ts';
import { createWakeUp } from '../consume/wake-up.ts';
import { cut } from '../cut-points.ts';
import { ownerOf, watchLease } from '../journal/lease-watch.ts';
import type { Lease } from '../journal/store.ts';
import type { EventingLog } from '../ports/eventing.ts';
import type { JobKind } from '../ports/jobs.ts';
import { after, failed } from './pass.ts';
import type { Job, JobLease, JobStore } from './store.ts';

const BEAT_MS = 1_000;
const IDLE_MS = 5_000;

export interface RunnerParts {
  readonly instance: string;
  readonly lease: JobLease;
  readonly jobs: JobStore;
  readonly kinds: readonly JobKind<never>[];
  readonly moment: () => Moment;
  readonly log: EventingLog;
  /** how long nobody looks for a job while none is due; five seconds unless told */
  readonly jobsIdleMs?: number | undefined;
}

export interface Runner {
  /** A job has begun. */
  wake(): void;
  /** Finishes the step under way and gives the lease back. */
  stop(): Promise<void>;
}

export function startRunner(parts: RunnerParts): Runner {
  const { instance, lease, jobs, kinds, moment, log, jobsIdleMs = IDLE_MS } = parts;
  const byName = new Map(kinds.map((kind) => [kind.name, kind]));
  const names = [...byName.keys()];
  const owner = ownerOf(instance, randomUUID());
  const mayTake = watchLease(owner);
  const work = createWakeUp();
  let stopped = false;
  let mine: Lease | undefined;

  async function step(job: Job): Promise<void> {
    const kind = byName.get(job.kind);
    if (kind === undefined) return;
    let moved: Job;
    try {
      moved = after(job, await kind.step(job.input as never, job.cursor, moment()), kind, moment().now);
    } catch (error) {
      log.warn({ job: job.id, error: describeFailure(error) }, 'a step of a job failed and is made again');
      moved = failed(job, moment().now);
    }
    cut('after-step-before-move');
    await jobs.move(moved);
  }

  async function keepBeating(): Promise<void> {
    while (mine !== undefined) {
      const renewed = await lease.beat(mine).catch(() => mine);
      if (mine !== undefined) mine = renewed;
      if (mine !== undefined) await new Promise((resolve) => setTimeout(resolve, BEAT_MS).unref());
    }
  }

  /** Steps what is due, as long as there is something and the lease is held. */
  async function workOff(taken: Lease): Promise<void> {
    mine = taken;
    const beating = keepBeating();
    try {
      while (!stopped && mine !== undefined) {
        const job = await jobs.due(names, moment().now);
        if (job === undefined) return;
        await step(job);
      }
    } finally {
      const last = mine;
      mine = undefined;
      if (last !== undefined) await lease.release(last).catch(() => undefined);
      beating.catch(() => undefined);
    }
  }

  async function run(): Promise<void> {
    while (!stopped) {
      try {
        if ((await jobs.due(names, moment().now)) !== undefined) {
          const seen = await lease.read();
          const taken = mayTake(seen) ? await lease.take(seen, owner) : undefined;
          if (taken !== undefined) await workOff(taken);
          else await work.wait(BEAT_MS);
          continue;
        }
      } catch (error) {
        log.warn({ error: describeFailure(error) }, 'jobs cannot be stepped at the moment');
        await work.wait(BEAT_MS);
        continue;
      }
      await work.wait(jobsIdleMs);
    }
  }

  const running = run();
  return {
    wake: work.signal,
    async stop() {
      stopped = true;
      work.signal();
      await running;
    },
  };
}
