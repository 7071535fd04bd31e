// What the aggregate store asks of a database: single-document writes that match one version or nothing.
import type { Envelope, ListOrder } from '@tributary/contracts';
import type { Filter, Stored } from '../ports/aggregates.ts';
import type { Author } from '../ports/commands.ts';
import type { Place } from './places.ts';

/** An event that waits in its aggregate for the relay; `by` stays in the journal and is never published. */
export interface Outgoing {
  readonly seq: number;
  readonly event: Envelope;
  readonly by: Author;
}

/** What is remembered of a command that was acknowledged. `key` is the digest of who asked for what under which key. */
export interface Receipt {
  readonly key: string;
  readonly fingerprint: string;
  readonly status: 200 | 201;
  /** the reply's bytes, JSON of at most 512 bytes */
  readonly reply: string;
  readonly at: Date;
}

/** What an owner will hold of a limit once it is written; amounts are whole numbers in the smallest unit, as text. */
export interface Reservation {
  /** of the owner's kind of aggregate */
  readonly kind: string;
  readonly amount: string;
  /** what it holds until then, and counts in `reserved` */
  readonly held: string;
  /** counts what was reserved for this owner */
  readonly revision: number;
  readonly at: Date;
}

/** What a written owner holds of a limit. */
export type Holding = Pick<Reservation, 'amount' | 'revision'>;

/** What written owners hold of limits, each by limit and owner. */
export interface Holdings {
  holding(limit: string, owner: string): Promise<Holding | undefined>;
  /** Notes what an owner holds, where what is noted is of the revision before. @returns what is noted then */
  hold(limit: string, owner: string, holding: Holding): Promise<Holding>;
}

/** An aggregate as its one document keeps it. */
export interface AggregateDocument<State extends object> {
  readonly id: string;
  readonly ministry: string;
  readonly partition: number;
  readonly seq: number;
  /** opaque, another one after each write: of two histories with the same seq it tells one from the other */
  readonly token: string;
  /** when its last event was decided; later events are never earlier */
  readonly at: Date;
  readonly state: State;
  readonly outbox: readonly Outgoing[];
  readonly receipts: readonly Receipt[];
  /** when some of its receipts last moved to a collection of their own; undefined where none did */
  readonly receiptsMovedAt: Date | undefined;
  /** the receipt of its creation, kept for good; undefined where it came without a key or an erasure emptied it */
  readonly created: Receipt | undefined;
  /** by subject: the newest event of it that had its effect here */
  readonly sources: Sources;
  /** some of its sources have moved to a collection of their own */
  readonly sourcesMoved: boolean;
  readonly erased: boolean;
  /** persons whom it came to name, and whose tombstones nobody has looked for since */
  readonly naming: readonly string[];
  /** by owner: what is reserved and not confirmed yet */
  readonly reservations: Readonly<Record<string, Reservation>>;
  /** all that confirmed owners hold: a whole number in the smallest unit */
  readonly reserved: string;
}

/** Matches nothing where the document has moved on, or where the source's event or a later one was here before. */
export interface Guard extends Version {
  readonly source?: Source | undefined;
}

/** The version of a document: `seq` counts, `token` is of this very history. */
export type Version = Pick<AggregateDocument<object>, 'seq' | 'token'>;

export type Sources = Readonly<Record<string, number>>;

export interface Source {
  readonly subject: string;
  readonly seq: number;
}

/** One step of an aggregate, written whole or not at all. */
export interface Step<State extends object> {
  readonly next: AggregateDocument<State>;
  /** the events that `next.outbox` gains; at least one */
  readonly events: readonly Outgoing[];
  /** what `next.receipts` gains */
  readonly receipt: Receipt | undefined;
  /** receipts that the document has no room for: kept elsewhere before the step, and not among `next.receipts` */
  readonly moving: readonly Receipt[];
  /** sources that the document has no room for, likewise */
  readonly movingSources: Sources;
  /** what the lists of the state that only grow gain */
  readonly gains: Readonly<Record<string, readonly unknown[]>>;
  /** empties what is remembered of earlier requests */
  readonly erases: boolean;
}

/** What became of a new document: the id, or another unique key, may be somebody else's. */
export type Inserted = 'saved' | 'id-taken' | 'key-taken';

/** Sources that moved out of their aggregates' documents. */
export interface MovedSources {
  /** Keeps sources of an aggregate; of two seqs of one subject the higher stays. */
  moveSources(agg: string, sources: Sources): Promise<void>;
  movedSource(agg: string, subject: string): Promise<number | undefined>;
}

/** One change of what is reserved of a limit. */
export interface ReservationChange {
  readonly owner: string;
  readonly reservation: Reservation | undefined;
  readonly reserved: string;
  readonly token: string;
  /** whether the document holds a reservation then */
  readonly reserving: boolean;
}

/** Receipts that moved out of their aggregates' documents. */
export interface MovedReceipts {
  /** Keeps receipts of an aggregate, and forgets those that it keeps from before `expired`. */
  move(agg: string, receipts: readonly Receipt[], expired: Date): Promise<void>;
  moved(agg: string, key: string): Promise<Receipt | undefined>;
  /** Forgets all of an aggregate. */
  forgetMoved(agg: string): Promise<void>;
}

/**
 * The documents of one kind of aggregate. Every read is of what can no longer be rolled back. Void documents, which only keep an id from ever being used, are never read.
 * Every write may throw {@link UnknownOutcome}: it may have happened, or may yet happen.
 */
export interface AggregateDocuments<State extends object> extends MovedReceipts, MovedSources, Holdings {
  find(id: string): Promise<AggregateDocument<State> | undefined>;
  /** Those of many that are there, in any order. */
  findAll(ids: readonly string[]): Promise<readonly AggregateDocument<State>[]>;
  /**
   * In the order of the definition, from what comes after the document of an id; or in the order that is asked for,
   * from what comes after a place in it.
   */
  page(
    filter: Filter,
    after: string | Place | undefined,
    limit: number,
    order?: ListOrder,
  ): Promise<AggregateDocument<State>[]>;
  insert(document: AggregateDocument<State>): Promise<Inserted>;
  /** Inserts many, each for itself: what hinders one hinders no other. @returns what became of each */
  insertAll(documents: readonly AggregateDocument<State>[]): Promise<readonly Inserted[]>;
  save(guard: Guard, step: Step<State>): Promise<'saved' | 'missed' | 'key-taken'>;
  /**
   * Remembers that a source's event has been answered, and nothing else but the new `token`.
   * @param alone all other sources have moved: this one takes their place
   */
  mark(id: string, version: Version, source: Source, token: string, alone?: boolean): Promise<'saved' | 'missed'>;
  insertVoid(id: string): Promise<'saved' | 'id-taken'>;
  /** Sets what is reserved for `owner` or, without a reservation, removes it; sets the total and the token; moves no seq. */
  reserve(id: string, version: Version, change: ReservationChange): Promise<'saved' | 'missed'>;
  /** In ascending order of id: those that hold reservations which are not confirmed. */
  withReservations(after: string | undefined, limit: number): Promise<AggregateDocument<State>[]>;
  /** In ascending order of id: those that came to name persons, not looked at since. */
  withNaming(after: string | undefined, limit: number): Promise<AggregateDocument<State>[]>;
  /** Tombstones were looked for after the version was written: whom it came to name is alive, or no longer named. */
  named(id: string, version: Version): Promise<void>;
  /** bytes of the document as it is stored */
  sizeOf(document: AggregateDocument<State>): number;
  /** bytes of a state as it is stored */
  sizeOfState(state: State): number;
  /**
   * @param gains of the lists that only grow, what is to be looked at; the rest was looked at before
   * @throws the state has a field too many or lacks one: the decision is wrong, not the request
   */
  check(state: State, gains?: Step<State>['gains']): Promise<void>;
}

/** A write whose answer never came. */
export class UnknownOutcome extends Error {
  override readonly name = 'UnknownOutcome';
}

/** What is reserved of a limit: confirmed, or on its way; of a change on its way the larger of before and after. */
export const reservedOf = ({
  reserved,
  reservations,
}: Pick<AggregateDocument<object>, 'reserved' | 'reservations'>): bigint =>
  Object.values(reservations).reduce((sum, { amount, held }) => {
    const more = BigInt(amount) - BigInt(held);
    return more > 0n ? sum + more : sum;
  }, BigInt(reserved));

/** What a decision sees of a document. */
export const toStored = <State extends object>(document: AggregateDocument<State>): Stored<State> => {
  const { id, ministry, seq, at, state } = document;
  return { id, ministry, seq, at, state, reserved: reservedOf(document) };
};
