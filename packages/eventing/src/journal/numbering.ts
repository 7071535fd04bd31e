// The leader's memory: which position comes next in each partition, and which moment a record gets.
// A partition is complete up to `highWatermarksAt` only because every later record gets a later `recordedAt`.
import { PARTITIONS } from '@tributary/contracts';
import type { Outgoing } from '../store/documents.ts';
import type { JournalRecord, PartitionHighWatermark } from './store.ts';

/**
 * How far a clock may stand behind what was told before it counts as set back, milliseconds. Up to that it is waited
 * for; beyond, what was told of the time to come is taken back, so that nothing stands still until the time has come.
 */
export const SKEW_MS = 10_000;

/** Milliseconds since 1970 on the leader's clock: the database's time at the last renewal and the time since. */
export interface LeaderClock {
  /** Takes the database's time; the clock of one leader never goes back. */
  sync(databaseTime: number): void;
  now(): number;
}

/** @param monotonic milliseconds that only grow */
export function createLeaderClock(monotonic: () => number = () => performance.now()): LeaderClock {
  let offset = Number.NEGATIVE_INFINITY;
  return {
    sync(databaseTime) {
      offset = Math.max(offset, databaseTime - monotonic());
    },
    now: () => Math.floor(monotonic() + offset),
  };
}

/** What is to be numbered: an event of an aggregate in its partition. */
export interface Unnumbered {
  readonly partition: number;
  readonly entry: Pick<Outgoing, 'seq' | 'event'> & Partial<Pick<Outgoing, 'by'>>;
}

export interface Numbering {
  /** Opens a batch: dense positions on top of the high watermarks, moments that grow. The batch before is forgotten. */
  assign(events: readonly Unnumbered[]): JournalRecord[];
  /** The records are in the journal. */
  accept(records: readonly JournalRecord[]): void;
  /** No batch is under way: everything numbered is in the journal or never will be. */
  close(): void;
  /** The high watermarks, and the moment up to which they tell all. */
  snapshot(): { readonly highWatermarks: readonly number[]; readonly highWatermarksAt: string };
}

/**
 * Numbers on top of what is in the journal.
 * @param floor milliseconds; every record and every `highWatermarksAt` is later
 */
export function createNumbering(
  start: readonly PartitionHighWatermark[],
  floor: number,
  clock: LeaderClock,
): Numbering {
  const highWatermarks = Array.from({ length: PARTITIONS }, (_, partition) => start[partition]?.pos ?? 0);
  const newest = Array.from(
    { length: PARTITIONS },
    (_, partition) => Date.parse(start[partition]?.recordedAt ?? '') || floor,
  );
  let told = floor;
  let openSince: number | undefined;

  const moment = (partition: number) => Math.max(clock.now(), told + 1, (newest[partition] ?? floor) + 1);

  return {
    assign(events) {
      const next = [...highWatermarks];
      openSince = undefined;
      return events.map(({ partition, entry }) => {
        const pos = (next[partition] ?? 0) + 1;
        const recordedAt = moment(partition);
        next[partition] = pos;
        newest[partition] = recordedAt;
        openSince = Math.min(openSince ?? recordedAt, recordedAt);
        const { seq, event, by } = entry;
        return { partition, pos, agg: event.subject, seq, recordedAt: new Date(recordedAt).toISOString(), event, by };
      });
    },
    accept(records) {
      for (const { partition, pos } of records)
        highWatermarks[partition] = Math.max(highWatermarks[partition] ?? 0, pos);
    },
    close() {
      openSince = undefined;
    },
    snapshot() {
      // a batch under way may or may not be there yet: what is told ends just before it
      told = Math.max(told, openSince === undefined ? clock.now() : openSince - 1);
      return { highWatermarks: [...highWatermarks], highWatermarksAt: new Date(told).toISOString() };
    },
  };
}
