// Work over more targets than one event or request can wait for.

import type { Moment } from '@tributary/contracts';

/** What a step of a job came to. */
export interface JobStep {
  /** where the next step goes on; undefined: this pass has reached its end */
  readonly next: string | undefined;
  /** how many targets the step has changed */
  readonly changed: number;
}

/**
 * Work over more targets than one event or request can wait for: a fan-out, a sweep. It goes on in steps, each of which
 * has the same effect when it is made again, in passes, until a pass changes nothing: what appears meanwhile is met too.
 */
export interface JobKind<Input> {
  readonly name: string;
  readonly step: (input: Input, cursor: string | undefined, moment: Moment) => Promise<JobStep>;
  /** Begins by itself, and again so many milliseconds after each pass. */
  readonly everyMs?: number;
}

/** Jobs of one kind. */
export interface Jobs<Input> {
  /** Begins the job of this key; where it was begun before, it goes on as it was. `input` is plain data. */
  begin(key: string, input: Input): Promise<void>;
  /** undefined: never begun */
  state(key: string): Promise<'running' | 'done' | undefined>;
}
