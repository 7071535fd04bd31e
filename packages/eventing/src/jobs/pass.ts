// How a job goes on after a step: to the next place, to another pass, to rest, or to its end. Pure.
import type { JobKind, JobStep } from '../ports/jobs.ts';
import type { Job } from './store.ts';

/**
 * After this long no command from before is under way any more, milliseconds: only a pass that began later and changed
 * nothing has seen everything that was written without knowing of the job.
 */
export const SETTLED_MS = 30_000;
const BACKOFF_MS = [1_000, 5_000, 30_000, 120_000, 300_000] as const;

/** A job that begins now. */
export const fresh = (kind: string, key: string, input: unknown, now: Date): Job => ({
  id: `${kind}:${key}`,
  kind,
  input,
  at: now,
  version: 1,
  cursor: undefined,
  passSince: now,
  changed: 0,
  dueAt: now,
  failures: 0,
});

/** The job after a step that went well. */
export function after(
  job: Job,
  { next, changed }: JobStep,
  { everyMs }: Pick<JobKind<never>, 'everyMs'>,
  now: Date,
): Job {
  const stepped = { ...job, version: job.version + 1, failures: 0, dueAt: now, changed: job.changed + changed };
  if (next !== undefined) return { ...stepped, cursor: next };
  const pass = { ...stepped, cursor: undefined, changed: 0, passSince: now };
  if (everyMs !== undefined) return { ...pass, dueAt: new Date(now.getTime() + everyMs) };
  const settled = job.at.getTime() + SETTLED_MS;
  if (stepped.changed === 0 && job.passSince.getTime() >= settled) return { ...pass, dueAt: undefined };
  // what appears meanwhile, also before the place where this pass stood, is for the next one
  if (stepped.changed > 0) return pass;
  const dueAt = new Date(Math.max(now.getTime(), settled));
  return { ...pass, passSince: dueAt, dueAt };
}

/** The job after a step that failed: it waits, and others go on. */
export const failed = (job: Job, now: Date): Job => ({
  ...job,
  version: job.version + 1,
  failures: job.failures + 1,
  dueAt: new Date(now.getTime() + (BACKOFF_MS[Math.min(job.failures, BACKOFF_MS.length - 1)] ?? 0)),
});
