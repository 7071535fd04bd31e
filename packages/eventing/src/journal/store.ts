// What journal and relay ask of a database; every fence is a unique index or a guarded single-document write.
import type { RecordedEvent } from '@tributary/contracts';
import type { Author } from '../ports/commands.ts';
import type { Outgoing } from '../store/documents.ts';

/** A record of the journal; `by` never leaves it. */
export interface JournalRecord extends RecordedEvent {
  readonly by: Author | undefined;
}

/** The last record of a partition; pos 0 before the first. */
export interface PartitionHighWatermark {
  readonly pos: number;
  readonly recordedAt: string | undefined;
}

/** How far an ordered batch came: `inserted` records, then one that met another. */
export interface Appended {
  readonly inserted: number;
  /** `there`: the journal was read and holds an event of that aggregate and seq. `fenced`: anything else. */
  readonly stopped: 'fenced' | 'there' | undefined;
}

export interface JournalStore {
  /** By partition, from 0. */
  highWatermarks(): Promise<readonly PartitionHighWatermark[]>;
  /** In order, until one meets another. @throws {UnknownOutcome} any number of them may be there, or may yet come */
  append(records: readonly JournalRecord[]): Promise<Appended>;
  /** Those of the ids that are in the journal. */
  known(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * In ascending order of pos; holes are left as they are.
   * @param bytes the answer ends with the record that brings it to so many by `weightOf`
   */
  readPartition(partition: number, after: number, limit: number, bytes?: number): Promise<readonly JournalRecord[]>;
  /** In ascending order of seq; `bytes` as of a partition. */
  readAggregate(agg: string, after: number, limit: number, bytes?: number): Promise<readonly JournalRecord[]>;
}

/** An aggregate that has events to publish. */
export interface Pending {
  readonly kind: string;
  readonly id: string;
  readonly partition: number;
  readonly seq: number;
  readonly since: Date;
  readonly outbox: readonly Outgoing[];
}

/** How many aggregates have something to publish, and since when the first of them waits. */
export interface Backlog {
  readonly aggregates: number;
  readonly since: Date | undefined;
}

export interface OutboxStore {
  /**
   * One pass over what waits, the longest waiting first, in batches of about `events` events and whole aggregates.
   * It ends after some batches even where more waits: what moved on while it was read is behind the pass.
   * @param kinds of aggregates to look through; undefined: all
   */
  pending(events: number, kinds?: ReadonlySet<string>): AsyncIterable<readonly Pending[]>;
  /**
   * Empties outboxes of aggregates that have not moved since, and takes out what was read where they have.
   * Receipts from before `trimBefore` go too.
   */
  drain(aggregates: readonly Pending[], trimBefore: Date): Promise<void>;
  backlog(): Promise<Backlog>;
}

/** The lease of the relay: it saves work, the journal's index is what fences. */
export interface Lease {
  /** `instance#process`, or empty when it was given back */
  readonly owner: string;
  readonly epoch: number;
  readonly beat: number;
  /** by partition, as the owner last read them */
  readonly highWatermarks: readonly number[];
  /** the owner's clock when it read them; never beyond the database's clock, but for what a clock set back leaves */
  readonly highWatermarksAt: string | undefined;
  /** the last time that the clock was found to have stood ahead */
  readonly corrected?: ClockCorrection | undefined;
  /** when each process that writes beside this owner said so last, by the database's clock */
  readonly writers?: Readonly<Record<string, Date>> | undefined;
  /** the database's clock at the last write of an owner */
  readonly at: Date;
}

/** A clock that stood ahead and was set back: what was told of the time between is void. */
export interface ClockCorrection {
  /** when it was found, on the clock set right */
  readonly at: string;
  /** by how much it had stood ahead */
  readonly seconds: number;
}

export interface LeaseStore {
  read(): Promise<Lease | undefined>;
  /** Takes the lease from what was seen of it. @returns undefined when somebody was faster */
  take(seen: Lease | undefined, owner: string): Promise<Lease | undefined>;
  /** @returns undefined when the lease is somebody else's */
  renew(
    mine: Pick<Lease, 'owner' | 'epoch'>,
    highWatermarks: readonly number[],
    highWatermarksAt: string,
    corrected?: ClockCorrection,
  ): Promise<Lease | undefined>;
  release(mine: Pick<Lease, 'owner' | 'epoch'>): Promise<void>;
  /** A process says that it writes; a lease that nobody ever took keeps nothing of it. @param writer letters, digits and dashes */
  says(writer: string): Promise<void>;
}

/** Up to where each partition has been sent to Kafka, by partition; never goes back but to 0. */
export interface CursorStore {
  load(): Promise<readonly number[]>;
  /** The topic is a new one: everything is sent again. */
  restart(): Promise<void>;
  save(sent: readonly number[]): Promise<void>;
}
