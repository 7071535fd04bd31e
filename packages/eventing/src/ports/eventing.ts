// Eventing of one service in one process.

import type { Moment, ServiceName, View } from '@tributary/contracts';
import type { Backlog } from '../journal/store.ts';
import type { AggregateDefinition, AggregateStore } from './aggregates.ts';
import type { PointsAt, Records, Tombstones, VersionedRows } from './beside-aggregates.ts';
import type { JobKind, Jobs } from './jobs.ts';
import type { FeedClient, JournalReader } from './journal.ts';
import type { Reaction } from './reactions.ts';
import type { Rebuild } from './rebuild.ts';
import type { ReservingKind } from './reservations.ts';
import type { Tracing } from './tracing.ts';
import type { ViewReader, ViewsState } from './views.ts';

/** A parked aggregate of a consumer group. */
export interface Parked {
  readonly group: string;
  readonly service: ServiceName;
  readonly agg: string;
  readonly fromSeq: number;
  readonly error: string;
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
  readonly log: EventingLog;
  readonly now?: () => Date;
  /** how long nobody looks for a job while none is due, in milliseconds; five seconds unless told */
  readonly jobsIdleMs?: number;
  /** told what is done for each event; nothing is, unless given */
  readonly tracing?: Tracing | undefined;
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
  /** @param sought fields of the content that a page can be narrowed to, with points between their parts */
  beside<Content extends object>(name: string, sought?: readonly string[]): Records<Content>;
  readonly tombstones: Tombstones;
  react(reactions: readonly Reaction[]): void;
  /**
   * Declares what is done at a start once the store is there, before anything is relayed, consumed or stepped by a job, in
   * every process. It is done again where the start is.
   */
  before(work: (moment: Moment) => Promise<void>): void;
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
  /** What waits for the journal; undefined where no aggregates are declared. */
  readonly outbox: (() => Promise<Backlog>) | undefined;
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
