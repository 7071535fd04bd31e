// What jobs ask of a database: one document per job, moved by compare-and-set, and a lease of their own.
import type { Lease } from '../journal/store.ts';

/** A piece of work that goes on in steps until a whole pass has found nothing left to do. */
export interface Job {
  /** kind and key: the same work is begun once */
  readonly id: string;
  readonly kind: string;
  readonly input: unknown;
  /** when it was begun */
  readonly at: Date;
  /** raised by every change; who holds an older one changes nothing */
  readonly version: number;
  /** where the pass stands; undefined at its beginning */
  readonly cursor: string | undefined;
  /** when the pass began */
  readonly passSince: Date;
  /** what the pass has changed so far */
  readonly changed: number;
  /** nothing is done before; undefined: the job is done */
  readonly dueAt: Date | undefined;
  /** steps in a row that failed */
  readonly failures: number;
}

export interface JobStore {
  /** Begins a job, where none is there under its id. */
  begin(job: Job): Promise<void>;
  /** The job that is due the longest. */
  due(kinds: readonly string[], now: Date): Promise<Job | undefined>;
  /** Puts `job` in the place of the version before it. @returns false where somebody else was faster */
  move(job: Job): Promise<boolean>;
  find(id: string): Promise<Job | undefined>;
}

/** A lease of its own beside the relay's: it saves work, the versions of jobs are what guards. */
export interface JobLease {
  read(): Promise<Lease | undefined>;
  take(seen: Lease | undefined, owner: string): Promise<Lease | undefined>;
  /** @returns undefined when the lease is somebody else's */
  beat(mine: Lease): Promise<Lease | undefined>;
  release(mine: Lease): Promise<void>;
}
