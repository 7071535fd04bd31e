// The leader's memory: which position comes next in each slot, and which moment a record gets.
// A slot is complete up to `headsAt` only because every later record gets a later `recordedAt`.
import { SLOTS } from '@tributary/contracts';
import type { Outgoing } from '../store/documents.ts';
import type { JournalRecord, SlotHead } from './store.ts';

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

/** What is to be numbered: an event of an aggregate in its slot. */
export interface Unnumbered {
  readonly slot: number;
  readonly entry: Pick<Outgoing, 'seq' | 'event'> & Partial<Pick<Outgoing, 'by'>>;
}

export interface Numbering {
  /** Opens a batch: dense positions on top of the heads, moments that grow. The batch before is forgotten. */
  assign(events: readonly Unnumbered[]): JournalRecord[];
  /** The records are in the journal. */
  accept(records: readonly JournalRecord[]): void;
  /** No batch is under way: everything numbered is in the journal or never will be. */
  close(): void;
  /** The heads, and the moment up to which they tell all. */
  snapshot(): { readonly heads: readonly number[]; readonly headsAt: string };
}

/**
 * Numbers on top of what is in the journal.
 * @param floor milliseconds; every record and every `headsAt` is later
 */
export function createNumbering(start: readonly SlotHead[], floor: number, clock: LeaderClock): Numbering {
  const heads = Array.from({ length: SLOTS }, (_, slot) => start[slot]?.pos ?? 0);
  const newest = Array.from({ length: SLOTS }, (_, slot) => Date.parse(start[slot]?.recordedAt ?? '') || floor);
  let told = floor;
  let openSince: number | undefined;

  const moment = (slot: number) => Math.max(clock.now(), told + 1, (newest[slot] ?? floor) + 1);

  return {
    assign(events) {
      const next = [...heads];
      openSince = undefined;
      return events.map(({ slot, entry }) => {
        const pos = (next[slot] ?? 0) + 1;
        const recordedAt = moment(slot);
        next[slot] = pos;
        newest[slot] = recordedAt;
        openSince = Math.min(openSince ?? recordedAt, recordedAt);
        const { seq, event, by } = entry;
        return { slot, pos, agg: event.subject, seq, recordedAt: new Date(recordedAt).toISOString(), event, by };
      });
    },
    accept(records) {
      for (const { slot, pos } of records) heads[slot] = Math.max(heads[slot] ?? 0, pos);
    },
    close() {
      openSince = undefined;
    },
    snapshot() {
      // a batch under way may or may not be there yet: what is told ends just before it
      told = Math.max(told, openSince === undefined ? clock.now() : openSince - 1);
      return { heads: [...heads], headsAt: new Date(told).toISOString() };
    },
  };
}
