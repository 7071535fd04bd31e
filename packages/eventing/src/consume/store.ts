// What a consumer group keeps in its own service's database. Every write is guarded, so that two workers may do it.
import type { RecordedEvent, ServiceName, StoredFact } from '@tributary/contracts';

/** One assignment of a group: a partition of a source service. */
export interface Assignment {
  readonly group: string;
  readonly service: ServiceName;
  readonly partition: number;
}

export interface Checkpoint extends Assignment {
  /** position of the last event whose effect is in the store; 0 before the first */
  readonly pos: number;
  /** of that event; undefined before the first */
  readonly recordedAt: string | undefined;
  /** how often facts came in behind `pos`: readers load the partition again */
  readonly redrives: number;
  /** the owner's high watermark when it was first seen: from there on the assignment is whole; undefined before the owner told any */
  readonly first?: number | undefined;
  /** when the oldest event was recorded, where the owner had some before the assignment had applied any */
  readonly since?: string | undefined;
  /** raised when assignments are taken back for a reaction that begins before them; 0 unless told */
  readonly era?: number | undefined;
}

/** From where on events of a type are answered by a group of reactions. */
export interface Begin {
  readonly type: string;
  readonly service: ServiceName;
  /** by partition, the position up to which nothing is answered; undefined until the owner has told its high watermarks */
  readonly at: readonly number[] | undefined;
}

/** What a group of reactions has noted of where its types begin. */
export interface Begins {
  /** raised with every change: the next one is guarded by it */
  readonly version: number;
  readonly era: number;
  readonly types: readonly Begin[];
  /** sources whose assignments began at 0 again in this era */
  readonly rewound: readonly ServiceName[];
}

/** What is noted once of an assignment that is new: its owner's high watermark, or its oldest event. */
export type AssignmentNote = Assignment & ({ readonly first: number } | { readonly since: string });

export interface Checkpoints {
  /** Makes the assignments that are not there yet, at 0. */
  open(assignments: readonly Assignment[]): Promise<void>;
  of(group: string): Promise<readonly Checkpoint[]>;
  /** Compare-and-set on the old position, in the same era. @returns false when another worker moved it */
  advance(
    assignment: Assignment,
    from: number,
    last: Pick<RecordedEvent, 'pos' | 'recordedAt'>,
    era?: number,
  ): Promise<boolean>;
  raiseRedrives(assignment: Assignment): Promise<void>;
  /** Takes an assignment back to 0, as if it had applied nothing; readers load its partition again. */
  restart(assignment: Assignment): Promise<void>;
  /** Notes what an assignment does not have yet; what was noted first stays. */
  note(notes: readonly AssignmentNote[]): Promise<void>;
  begins(group: string): Promise<Begins | undefined>;
  /** Notes where reactions begin. @returns false when the version before is no longer there */
  noteBegins(group: string, next: Begins): Promise<boolean>;
  /** Takes the assignments of earlier eras into this one; those of `rewound` begin at 0 again. */
  enterEra(group: string, era: number, rewound: readonly ServiceName[]): Promise<void>;
  /** Notes what the rows of a views' group hold; what was noted first stays. */
  declare(held: Held): Promise<void>;
  /** All that was noted. */
  declared(): Promise<readonly Held[]>;
}

/** Which types of events the rows of a group hold as facts, and which erase them; sorted. */
export interface Held {
  readonly group: string;
  readonly folded: readonly string[];
  readonly terminal: readonly string[];
}

/** An aggregate set aside in a group, from `fromSeq` on. It holds no payload: the feed has it. */
export interface Marker extends Assignment {
  readonly agg: string;
  readonly fromSeq: number;
  readonly error: string;
  /** a re-drive is under way: whoever meets it catches up from `fromSeq` instead of skipping */
  readonly mending: boolean;
}

export type MarkerName = Pick<Marker, 'group' | 'service' | 'agg'>;

export interface ParkedMarkers {
  of(group: string, service: ServiceName, aggs: readonly string[]): Promise<ReadonlyMap<string, Marker>>;
  /** Sets the aggregate aside; where it is already, the lower `fromSeq` stays. */
  park(marker: Omit<Marker, 'mending'>): Promise<void>;
  /** From now on nobody skips it; `fromSeq` is what is still to be caught up. */
  mend(name: MarkerName, fromSeq: number): Promise<void>;
  /** Deletes the marker if it is still mending. @returns false when it was parked again meanwhile */
  finish(name: MarkerName): Promise<boolean>;
  /** Deletes the marker whatever its state: a terminal event leaves nothing to mend. */
  forget(name: MarkerName): Promise<void>;
  /** All markers of one group, or of every group. */
  list(group?: string): Promise<readonly Marker[]>;
}

/** A fact with its place, so that a reader can hold exactly what its checkpoint covers. */
export interface RowFact extends StoredFact {
  readonly pos: number;
}

/** All that is known of one aggregate of a source service. */
export interface Row {
  readonly service: ServiceName;
  readonly agg: string;
  /** the kind of aggregate, e.g. `initiative` */
  readonly kind: string;
  readonly ministry: string;
  readonly partition: number;
  readonly pos: number;
  readonly seq: number;
  readonly facts: readonly RowFact[];
  /** how many facts before these were left out, because the reader holds them; none unless told */
  readonly skipped?: number;
  /** a tombstone: its facts are gone for good and no more come */
  readonly erased: boolean;
}

/** How far a row is. */
export type RowHead = Pick<Row, 'seq' | 'erased'>;

/** One guarded write: it matches only a row that still stands at `after`. `facts` are added, or all are removed. */
export interface RowChange extends Row {
  /** the row's `seq` before; 0: it is not there yet */
  readonly after: number;
}

/** A position in a partition of a source service. */
export type PartitionPosition = Pick<Row, 'service' | 'partition' | 'pos'>;

export interface Rows {
  highWatermarks(service: ServiceName, aggs: readonly string[]): Promise<ReadonlyMap<string, RowHead>>;
  /** Writes each change whose guard matches. @returns whether all did; whoever lost a race looks at the high watermarks again */
  write(changes: readonly RowChange[]): Promise<boolean>;
  /** Rows of some partitions that moved beyond a position there; of long ones only what came after it, as `skipped` says. */
  beyond(places: readonly PartitionPosition[]): AsyncIterable<Row>;
  /** Removes the rows of a partition: they are filled anew. */
  clear(service: ServiceName, partition: number): Promise<void>;
  /** The row of `agg`. */
  one(service: ServiceName, agg: string): Promise<Row | undefined>;
}

/** Bytes in a topic that are no event; the feed supplies what they should have been. */
export interface DeadRecords {
  put(record: {
    readonly topic: string;
    readonly partition: number;
    readonly offset: string;
    readonly error: string;
  }): Promise<void>;
  count(): Promise<number>;
}
