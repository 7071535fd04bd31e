// Views of the facts of services, and what they rest on at a moment.

import type { LocalDate, ServiceName, View } from '@tributary/contracts';
import type { Slices } from '../slices.ts';

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
