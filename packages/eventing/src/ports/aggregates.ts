// Aggregates that change in one guarded write: how they are kept, listed, made and changed.

import type {
  Accepted,
  Decision,
  EventContract,
  EventDescription,
  ListOrder,
  ListRange,
  Rejection,
  ServiceName,
} from '@tributary/contracts';
import type { CommandContext, Outcome } from './commands.ts';
import type { JobStep } from './jobs.ts';
import type { ReactionContext } from './reactions.ts';
import type { ReservationOwner, ReservingKind } from './reservations.ts';

/** An aggregate as it is read. */
export interface Stored<State> {
  readonly id: string;
  readonly ministry: string;
  readonly seq: number;
  /** when its last event was decided */
  readonly at: Date;
  readonly state: State;
  /** all that is reserved of the limit that it owns, in the smallest unit: a decision that lowers the limit heeds it */
  readonly reserved: bigint;
}

/** An index, as data for the store: `{keys: {planCode: 1, code: 1}, unique: true}`. */
export interface IndexDefinition {
  readonly keys: Readonly<Record<string, 1 | -1>>;
  readonly unique?: boolean;
  readonly sparse?: boolean;
  /** a field that few documents have: only they are in it, and it serves reads that ask for a value of the field */
  readonly present?: string;
}

/** The persons whom states name. */
export interface Naming<State> {
  of(state: State): readonly string[];
  /** Takes an erased person out of a state; without events of its own it is told as revised. */
  without(state: State, subject: string): Accepted<State>;
}

/** How an aggregate is kept. */
export interface AggregateDefinition<State extends object> {
  readonly service: ServiceName;
  /** as in its event types, e.g. `initiative` */
  readonly name: string;
  /** Where it is read: `/v1/initiatives/{id}`, for the reply's `links.self`; the service's prefix is added. */
  readonly self: (id: string, state: State) => string;
  readonly status: (state: State) => string | number;
  /** The fields of the state as mongoose reads them (`{title: {type: Object, required: true}}`). */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly indexes: readonly IndexDefinition[];
  /** Lists of the state that only grow, at their end: a step writes what they gain, never what they hold. */
  readonly grows?: readonly (keyof State & string)[];
  /**
   * The order in which pages list them, e.g. `{currency: 1, date: -1}`, equal ones by id; by id alone unless told.
   * Its fields are in every state and never change; their index is made of it.
   */
  readonly order?: IndexDefinition['keys'];
  /** The event for a change that has nothing to tell. */
  readonly revised?: EventContract<Record<string, never>>;
  /** Whom its states name: none comes to name one who was erased, and one that came to at that very moment is emptied. */
  readonly names?: Naming<State>;
  /** The event that ends its person or thing: what is remembered of earlier requests goes, and later ones answer GONE. */
  readonly erasedBy?: { readonly type: string };
  /** Contracts of its events that are not in the catalogue. */
  readonly events?: readonly EventDescription[];
}

/** A condition on fields of the state, or on `ministry` and `at`; values are scalars and are matched exactly. */
export type Filter = Readonly<
  Record<
    string,
    | string
    | number
    | boolean
    | { readonly $in: readonly (string | number)[] }
    | { readonly $exists: boolean }
    | ListRange
  >
>;

export interface Page<State> {
  readonly items: readonly Stored<State>[];
  /** what the next page is asked for with as `after`: in the order of the definition the last id; undefined at the end */
  readonly next: string | undefined;
}

/** A new aggregate among many; it belongs to the caller's ministry unless told. */
export interface NewDocument<State extends object> {
  readonly naturalKey: string;
  readonly ministry?: string;
  readonly decide: (id: string) => Decision<State>;
}

/** What became of an aggregate that was to be made beside others. */
export type Created = 'made' | 'there' | 'taken';

/** The aggregates of one kind. `create` and `change` are the only ways to change anything. */
export interface AggregateStore<State extends object> {
  load(id: string): Promise<Stored<State> | undefined>;
  /** Those of many that are there, in any order. */
  loadAll(ids: readonly string[]): Promise<readonly Stored<State>[]>;
  /**
   * In the order of the definition, or in the order that is asked for: an index begins with what the filter fixes and
   * goes on with it. `after` is `next` of the page before, which was asked for in the same order.
   */
  page(
    filter: Filter,
    page: { readonly after?: string | undefined; readonly limit: number; readonly order?: ListOrder | undefined },
  ): Promise<Page<State>>;
  /** The id that a new aggregate of this request gets: always the same where it names a key, else a new one each time. */
  idFor(context: CommandContext): string;
  /**
   * Makes a new aggregate (seq starts with its events; at least one).
   * The id is `naturalKey`'s UUIDv8 where one is given, else derived from the Idempotency-Key, else a UUIDv7, or `id`
   * where what lies beside the aggregate was written first under one of `idFor`.
   */
  create(
    context: CommandContext,
    decide: (id: string) => Decision<State>,
    options?: { readonly naturalKey?: string; readonly ministry?: string; readonly id?: string },
  ): Promise<Outcome>;
  /**
   * Makes many new aggregates of one request, each under its natural key; what is there already stays as it is.
   * @returns the first refusal; what is missing then is made by the same call again
   */
  createAll(context: CommandContext, newDocuments: readonly NewDocument<State>[]): Promise<Rejection | undefined>;
  /**
   * Makes many new aggregates in one round trip, each by itself: what hinders one hinders no other.
   * @returns what became of each: made, there under its id, or one that holds what it wants to hold
   */
  createEach(
    context: CommandContext,
    newOnes: readonly { readonly id: string; readonly ministry: string; readonly accepted: Accepted<State> }[],
  ): Promise<readonly Created[] | Rejection>;
  /**
   * Loads, authorises, answers a repeated request from its receipt, honours If-Match, decides, saves in one guarded
   * write; `unchanged` is acknowledged as it stands, and nothing is written. `authorise` refuses whoever may not do this to what is stored; it rests on what the command leaves as it is,
   * so that who was let in is let in again with a repeat.
   */
  change(
    id: string,
    context: CommandContext,
    decide: (stored: Stored<State>) => Decision<State> | 'unchanged',
    options?: { readonly authorise?: (stored: Stored<State>) => Rejection | undefined },
  ): Promise<Outcome>;
  /** Creates where it is not there, else changes: for a PUT under a natural key. */
  put(
    naturalKey: string,
    context: CommandContext,
    decide: (stored: Stored<State> | undefined, id: string) => Decision<State>,
  ): Promise<Outcome>;
  /**
   * Runs a reaction: dropped when `source.seq` is not newer than what this target has seen of the source,
   * saved with `sources.<source.subject> = source.seq` even when nothing changes (`unchanged`).
   * A target that is not there yet is made under the natural key's id where `naturalKey` is given, else skipped.
   */
  react(
    target: { readonly id: string } | { readonly naturalKey: string },
    source: ReactionContext,
    decide: (stored: Stored<State> | undefined, id: string) => Decision<State> | 'unchanged',
  ): Promise<'applied' | 'unchanged' | 'dropped' | 'missing'>;
  /**
   * Reserves a part of the limit that `id` owns for `owner`, an aggregate that is written next; moves no seq.
   * `decide` sees what others hold, and gives the amount or refuses; what `owner` has reserved before stays.
   */
  reserve(
    id: string,
    owner: ReservationOwner,
    context: Pick<CommandContext, 'now' | 'until'>,
    decide: (stored: Stored<State>, others: bigint) => bigint | Rejection,
  ): Promise<'reserved' | Rejection>;
  /** As `reserve`, for an owner that is there and is changed next: `decide` gives all that it holds from then on. */
  resize(
    id: string,
    owner: ReservationOwner,
    context: Pick<CommandContext, 'now' | 'until'>,
    decide: (stored: Stored<State>, others: bigint) => bigint | Rejection,
  ): Promise<'reserved' | Rejection>;
  /** The owner is written: what was reserved for it counts for good. Again and again has the same effect. */
  confirm(id: string, owner: string): Promise<void>;
  /** Gives back all that `owner` holds: it has been ended, or was refused and never will be written. */
  release(id: string, owner: ReservationOwner, context: Pick<CommandContext, 'now' | 'until'>): Promise<void>;
  /** Sees to it that nothing is ever made under `id`. @returns false where something is there */
  reserveId(id: string): Promise<boolean>;
  /**
   * Settles reservations made before `before` that nobody confirmed, by what their owners say they hold; an owner that
   * was never written is barred and its reservation released. Those of a kind that is not given are left as they are.
   * @param after where the step before ended; a step looks at some limits
   */
  releaseOrphans(owners: readonly ReservingKind[], before: Date, after?: string): Promise<JobStep>;
}
