// What services see of eventing: aggregates that change in one guarded write, views of other services' facts, reactions.
import type {
  Accepted,
  Decision,
  DomainEvent,
  Envelope,
  EventContract,
  EventDescription,
  ListOrder,
  ListRange,
  LocalDate,
  Moment,
  RecordedEvent,
  Rejection,
  ServiceName,
  StoredFact,
  View,
} from '@tributary/contracts';
import type { Slices } from './slices.ts';

/** Who is behind a command; kept in the journal and in the audit chain, never published. */
export interface Actor {
  /** the token's subject */
  readonly sub: string;
  /** the OAuth client; equal to `sub` for a machine */
  readonly client: string;
  /** empty for a caller who belongs to none */
  readonly ministry: string;
  readonly roles: readonly string[];
  /** whom a token of a person or an association stands for */
  readonly subjectId?: string;
}

/** Who is behind a change, and why in free words; kept in the journal, never published. */
export interface Author extends Actor {
  readonly reason?: string;
}

/** One request to change something: who asks, under which key, on which version. */
export interface CommandContext extends Moment {
  readonly actor: Actor;
  /** the route's identity, e.g. `PUT /v1/initiatives/{id}/plan-links/{planCode}` */
  readonly route: string;
  /** the path as asked: two targets never share a receipt */
  readonly target: string;
  /** `Idempotency-Key`; a command without one gets a key of its own */
  readonly key: string;
  /** the caller sent the key: a create derives its id from it */
  readonly keyGiven: boolean;
  /** HMAC of method, path and body: the same key with another fingerprint is refused */
  readonly fingerprint: string;
  /** the `seq` named by `If-Match` */
  readonly ifMatch: number | undefined;
  /** `If-None-Match: *`: the target must not exist */
  readonly mustCreate: boolean;
  /** the route asks for one of the two and the caller sent neither: refused with 428 once they may and it is there */
  readonly preconditionMissing: boolean;
  readonly traceparent: string | undefined;
  /** the instant of `performance.now()` after which nobody waits for the answer any more; some seconds unless told */
  readonly until?: number;
}

/** The reply of a command; stored with the change, so that a repeated request gets the same bytes. */
export interface Acknowledgement {
  readonly id: string;
  readonly seq: number;
  /** the aggregate's state in a word or a number, as its definition reads it from the state */
  readonly status: string | number;
  readonly links: { readonly self: string };
}

/** The outcome of a command: acknowledged, refused by a rule, or refused by the store's own guards. */
export type Outcome =
  | {
      readonly kind: 'acknowledged';
      readonly created: boolean;
      readonly repeated: boolean;
      readonly reply: Acknowledgement;
    }
  | { readonly kind: 'rejected'; readonly rejection: Rejection };

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
  readonly erasedBy?: EventDescription;
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

/** The aggregates of one kind. `create` and `change` are the only ways to change anything. */
export interface AggregateStore<State extends object> {
  load(id: string): Promise<Stored<State> | undefined>;
  /**
   * In the order of the definition, or in the order that is asked for: an index begins with what the filter fixes and
   * goes on with it. `after` is `next` of the page before, which was asked for in the same order.
   */
  page(
    filter: Filter,
    page: { readonly after?: string | undefined; readonly limit: number; readonly order?: ListOrder | undefined },
  ): Promise<Page<State>>;
  /**
   * Makes a new aggregate (seq starts with its events; at least one).
   * The id is `naturalKey`'s UUIDv8 where one is given, else derived from the Idempotency-Key, else a UUIDv7.
   */
  create(
    context: CommandContext,
    decide: (id: string) => Decision<State>,
    options?: { readonly naturalKey?: string; readonly ministry?: string },
  ): Promise<Outcome>;
  /**
   * Makes many new aggregates of one request, each under its natural key; what is there already stays as it is.
   * @returns the first refusal; what is missing then is made by the same call again
   */
  createAll(context: CommandContext, newDocuments: readonly NewDocument<State>[]): Promise<Rejection | undefined>;
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

/** Who reserves: an aggregate of a kind, which `releaseOrphans` finds again by its name. */
export interface ReservationOwner {
  readonly kind: string;
  readonly id: string;
}

/** A kind of aggregate that reserves parts of limits. */
export interface ReservingKind {
  readonly kind: string;
  reserveId(id: string): Promise<boolean>;
  /** what an aggregate holds by its own state; undefined where it is not there */
  holds(id: string): Promise<bigint | undefined>;
}

/**
 * Rows that aggregates point at, e.g. what must not lie in the aggregate itself: immutable, made before the aggregate
 * points at them, and swept when none does.
 */
export interface VersionedRows<Content> {
  /** Makes a new version for `owner`. @returns the version, for the owner's state; GONE where the owner was forgotten */
  add(owner: string, content: Content, context: Pick<Moment, 'now' | 'newId'>): Promise<string | Rejection>;
  read(owner: string, version: string): Promise<Content | undefined>;
  /** Removes every version of `owner`, for an erasure, and those that are still on their way. */
  forget(owner: string): Promise<void>;
  /**
   * Removes rows from before `before` that their owner does not point at.
   * @param before long enough ago that no command that made a row is still under way
   * @param after where the step before ended; a step looks at some rows
   */
  sweep(before: Date, pointsAt: PointsAt, after?: string): Promise<JobStep>;
}

/** The version that an owner points at; undefined where it points at none, or is no more. */
export type PointsAt = (owner: string) => Promise<string | undefined>;

/** Which persons were erased. */
export interface Tombstones {
  /** Notes that `subject` was erased; for good. It comes first, before anything that names the subject is emptied. */
  bury(subject: string, context: Pick<Moment, 'now'>): Promise<void>;
  /** Those of `subjects` who were erased. */
  buried(subjects: readonly string[]): Promise<ReadonlySet<string>>;
}

/** What a reaction knows of the event it answers. */
export interface ReactionContext extends Moment {
  readonly subject: string;
  readonly seq: number;
  readonly eventId: string;
  readonly ministry: string;
  /** of the event that is answered; what is decided now is one hop further */
  readonly hops: number;
  readonly traceparent: string | undefined;
}

/** Answers an event of another service with a command here. */
export interface Reaction {
  readonly event: EventDescription;
  /**
   * Where it begins: with the first fact ever, also where others of its source were answered before it was declared;
   * or with what comes after it was. A target that has answered a later event of the same subject is not asked again.
   */
  readonly from: 'first' | 'now';
  /** The event ends its subject: it is answered even while the subject is parked, and nothing is left to re-drive. */
  readonly terminal?: boolean;
  readonly handle: (event: Envelope, context: ReactionContext) => Promise<void>;
}

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

/** Binds a reaction and says where it begins: `on(organisationSuspended, 'first', ({subject, data}, context) => …)`. */
export function on<T>(
  event: EventContract<T>,
  from: Reaction['from'],
  handle: (event: Envelope & { readonly data: T }, context: ReactionContext) => Promise<void>,
): Reaction {
  return { event, from, handle: (envelope, context) => handle(envelope as Envelope & { readonly data: T }, context) };
}

/** Binds a reaction to an event that ends its subject, such as an erasure. */
export function onEnd<T>(
  event: EventContract<T>,
  from: Reaction['from'],
  handle: Parameters<typeof on<T>>[2],
): Reaction {
  return { ...on(event, from, handle), terminal: true };
}

/** The two cuts of a report: business dates up to `to`, recorded time up to `asOf`; undefined lets all pass. */
export interface Cut {
  readonly to?: LocalDate | undefined;
  readonly asOf?: string | undefined;
}

/**
 * The rows of a view in memory, kept current by this process.
 * Each method throws `CopyFilling` until the copy was whole once: whoever leans on it is answered 503, nobody else waits.
 */
export interface ViewReader<Row> {
  /** Folded rows of all entities that have at least one fact inside the cut. */
  all(cut?: Cut): ReadonlyMap<string, Row>;
  one(id: string, cut?: Cut): Row | undefined;
}

/** The place of a partition in a source service, as a consumer sees it. */
export interface PartitionProgress {
  readonly service: ServiceName;
  readonly partition: number;
  readonly applied: number;
  readonly highWatermark: number;
  readonly highWatermarksAt: string | undefined;
  readonly lagEvents: number;
  readonly lagSeconds: number;
  readonly parked: number;
  /**
   * The owner's clock had stood ahead by so many seconds, found at this instant; undefined where it never did. Facts of
   * the time between keep their moment: as of an instant they are shown with what came after them, or once it has come.
   */
  readonly clockCorrected?: { readonly at: string; readonly seconds: number } | undefined;
}

/** A copy on its way to the high watermarks that its owner told first. */
export interface Filling {
  readonly service: ServiceName;
  readonly applied: number;
  /** events to be applied before it is whole; undefined until the owner has told its high watermarks */
  readonly of: number | undefined;
}

/** How far the sources of some services are read, at one moment. */
export interface Standing {
  /** changes with every fact applied and every re-drive of the named services: the ETag's and the cache's key */
  revision(services: readonly ServiceName[]): string;
  /** W: up to this instant the answer can no longer change; undefined before anything is known of a service */
  watermark(services: readonly ServiceName[]): string | undefined;
  /** W where no fact is shown that was recorded after it: an answer as of then is the answer of now; else undefined */
  shownUpTo(services: readonly ServiceName[]): string | undefined;
}

/** All that the views showed at one moment: nothing that is adopted later is seen in it. */
export interface Captured extends Standing {
  /**
   * The rows of a view, which were declared before: the same, in the same order, as `ViewReader.all` gave at that moment.
   * They are folded in slices, so that the event loop goes on, once for all who ask.
   * @throws {CopyFilling} the copy was not whole yet
   */
  rows<Row>(view: View<Row>, cut?: Cut, slices?: Slices): Promise<ReadonlyMap<string, Row>>;
}

/** What every view of this process rests on at this moment. */
export interface ViewsState extends Standing {
  /** the consumer group whose rows are shown: another one after a rebuild went live; empty before the start */
  readonly group: string;
  /** every copy was whole once, and is in memory */
  readonly ready: boolean;
  /** The copies that are not whole yet, by source; none once ready. */
  filling(): readonly Filling[];
  /** What is shown now, to be read later and in slices; it takes no time, and is forgotten when nobody holds it. */
  capture(): Captured;
  /**
   * Calls `onMove` soon after revision or W of one of these services has moved, once for all moves since the last call
   * and never while it is at work. @returns ends it
   */
  listen(services: readonly ServiceName[], onMove: () => void | Promise<void>): () => void;
  progress(): readonly PartitionProgress[];
  /** Adopts what the store says at this moment. @throws when the store is away */
  refresh(): Promise<void>;
  /** Waits until W ≥ `asOf`, or `timeoutMs` have passed. */
  waitForWatermark(services: readonly ServiceName[], asOf: string, timeoutMs: number): Promise<boolean>;
  /** Waits until a fact (`service:aggregate:seq`) is in; `parked` at once where its aggregate is set aside. */
  waitFor(token: string, timeoutMs: number): Promise<'there' | 'late' | 'parked'>;
}

/** What readers would see differently in another version of the views; never a value. */
export interface ViewDifference {
  readonly service: ServiceName;
  readonly aggregate: string;
  /** empty where no view of this release folds it differently, and yet the facts are others */
  readonly view: string;
  readonly what: string;
}

/** Two versions of the views, compared up to the positions that both had applied. */
export interface Compared {
  /** the version that was shown then */
  readonly against: string;
  readonly at: string;
  readonly aggregates: number;
  /** aggregates that differ; the first of them are named */
  readonly different: number;
  readonly differences: readonly ViewDifference[];
}

/** A version of the views on its way. */
export interface VersionFilling {
  readonly version: string;
  /** events applied, of how many; undefined until every owner has told its high watermarks */
  readonly applied: number;
  readonly of: number | undefined;
  readonly sources: readonly Filling[];
  /** with what is shown; undefined until it has reached that */
  readonly compared: Compared | undefined;
}

/** Versions of the views of a service, as its operators see them. */
export interface RebuildState {
  /** the version that is shown */
  readonly live: string;
  /** a version that is being filled beside it; where `flips`, it goes live once it was compared and nothing differs */
  readonly next: (VersionFilling & { readonly flips: boolean }) | undefined;
  /** the version that workers of a later release fill, until the processes that serve are of that release */
  readonly later: VersionFilling | undefined;
  /** what was shown before, until it is dropped */
  readonly kept: string | undefined;
}

/** Why a change of versions is refused: another is kept still, it is live, there is none, or it has not caught up yet. */
export interface RebuildRefused {
  readonly refused: 'kept' | 'live' | 'unknown' | 'behind';
  readonly version: string;
}

/** Rule 40. What is begun here goes on in the workers, whoever asked for it. */
export interface Rebuild {
  state(): Promise<RebuildState>;
  /**
   * Fills a new version from the journals, beside the one that is shown. Where one is being filled, it goes on; one that
   * was compared and differs is compared again.
   * @param flips show it as soon as it was compared and nothing differs
   */
  begin(flips: boolean): Promise<RebuildState | RebuildRefused>;
  /** Shows the version that is filled, or the one that is kept, once it has reached what is shown; waits a little for it. */
  flip(version: string): Promise<RebuildState | RebuildRefused>;
  /** Gives up a version that is not shown, and removes what it has left. */
  drop(version: string): Promise<RebuildState | RebuildRefused>;
}

/** A parked aggregate of a consumer group. */
export interface Parked {
  readonly group: string;
  readonly service: ServiceName;
  readonly agg: string;
  readonly fromSeq: number;
  readonly error: string;
}

/** The owner's side, for `/internal/high-watermarks`, `/internal/feed` and `/v1/changes`. */
export interface JournalReader {
  highWatermarks(): Promise<{
    highWatermarks: { partition: number; pos: number }[];
    highWatermarksAt: string | undefined;
    /** when the owner's clock was last found to have stood ahead, and by how much; what it had told since is void */
    corrected?: { readonly at: string; readonly seconds: number } | undefined;
    epoch: number;
  }>;
  feed(
    from: { readonly partition: number; readonly after: number } | { readonly agg: string; readonly after: number },
    limit: number,
  ): Promise<readonly RecordedEvent[]>;
  /** In the order of an opaque cursor; fencing records are left out. */
  changes(
    after: string | undefined,
    types: readonly string[] | undefined,
    limit: number,
  ): Promise<{ readonly items: readonly RecordedEvent[]; readonly next: string }>;
}

/** The feed of another service, as a worker reads it over HTTP. */
export interface FeedClient {
  highWatermarks(service: ServiceName): Promise<Awaited<ReturnType<JournalReader['highWatermarks']>>>;
  feed(
    service: ServiceName,
    from: Parameters<JournalReader['feed']>[0],
    limit: number,
  ): Promise<readonly RecordedEvent[]>;
}

export interface EventingOptions {
  readonly service: ServiceName;
  /** this process among its like, e.g. a pod's name */
  readonly instance: string;
  readonly mongoUrl: string;
  readonly kafkaBrokers: readonly string[];
  readonly installationKey: Buffer;
  readonly timeZone: string;
  /** Stored with the first fact of the service; from then on a process with another one does not start. */
  readonly baseCurrency?: string;
  /** `api` serves commands and views; `worker` also relays and consumes; `all` does both. */
  readonly role: 'api' | 'worker' | 'all';
  /** In `production` nothing starts on the embedded servers. */
  readonly mode?: 'production' | 'pilot';
  readonly feeds: FeedClient;
  /** The view version: one number a service names group, checkpoints and collections. */
  readonly viewsVersion: number;
  readonly log: EventingLog;
  readonly now?: () => Date;
  /** Facts that are missing are given up; without it nothing starts on a journal that lacks what it held. */
  readonly acceptLoss?: boolean | undefined;
  /** A file that keeps the mark of what the journal holds, apart from database and broker. */
  readonly markFile?: string | undefined;
}

/** The part of a pino logger that eventing uses. */
export interface EventingLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** A consumer group, and the services whose events it takes. */
export interface ConsumedBy {
  readonly group: string;
  readonly sources: readonly ServiceName[];
}

/** Eventing of one service in one process. Declare aggregates, views and reactions, then `start`. */
export interface Eventing {
  readonly journal: JournalReader;
  readonly views: ViewsState;
  /** @param owners the kinds that reserve parts of its limit: what none of them has written is released after an hour */
  aggregate<State extends object>(
    definition: AggregateDefinition<State>,
    owners?: () => readonly ReservingKind[],
  ): AggregateStore<State>;
  view<Row>(view: View<Row>): ViewReader<Row>;
  /** Rows that nothing points at are swept after an hour. */
  versionedRows<Content extends object>(name: string, pointsAt: PointsAt): VersionedRows<Content>;
  readonly tombstones: Tombstones;
  react(reactions: readonly Reaction[]): void;
  /** Declares a kind of job; its jobs are stepped where the role works. */
  job<Input>(kind: JobKind<Input>): Jobs<Input>;
  /** Makes the indexes and topics that the service needs, and connects for that alone; again, it changes nothing. */
  prepare(): Promise<void>;
  /**
   * Connects, makes indexes, fills views, and starts relay and consumers where the role asks for them.
   * May be called again when it failed for what passes by itself: it goes on where it was.
   */
  start(): Promise<void>;
  /** The consumer groups of the views and reactions that are declared; none: no events of other services are consumed here. */
  readonly consumes: readonly ConsumedBy[];
  /** undefined where no views are declared */
  readonly rebuild: Rebuild | undefined;
  /** What is set aside in the groups that are consumed here. */
  parked(): Promise<readonly Parked[]>;
  /**
   * Applies what was set aside, from the owner's feed. Again, or beside itself, it is harmless.
   * @returns whether the aggregate goes on; false: it is not set aside, or failed again
   */
  redrive(parked: Pick<Parked, 'group' | 'service' | 'agg'>): Promise<boolean>;
  /** Gauges for `/metrics`: outbox size and age, leadership, lag, parked. */
  gauges(): Promise<Readonly<Record<string, number>>>;
  /** Whether the worker loops have polled lately (liveness); true for an api. */
  alive(): boolean;
  /** Finishes the chunk, commits, releases the lease, disconnects. */
  close(): Promise<void>;
}

export type { DomainEvent, Moment, StoredFact, View };
