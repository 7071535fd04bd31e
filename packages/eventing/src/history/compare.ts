// Whether a journal still holds what it once held. Marks, topics and journal say so independently of each other: whatever
// of them is lost or older, the others tell. Pure.
import { SLOTS } from '@tributary/contracts';
import type { SlotHead } from '../journal/store.ts';

/** What a journal held at a moment, kept apart from it. */
export interface Mark {
  /** the history whose positions these are */
  readonly history: string;
  readonly epoch: number;
  /** when it was noted, on the clock of whoever noted it */
  readonly at: string;
  /** by slot, a position that was in the journal */
  readonly heads: readonly number[];
}

/** The last record of a slot in a topic. `pos` alone, at least 1: there was one, and it can no longer be read. */
export interface Tail {
  readonly slot: number;
  readonly pos: number;
  /** of the event; undefined where it can no longer be read */
  readonly id: string | undefined;
}

/** The history of a journal, as its own database names it. */
export interface HistoryNote {
  readonly id: string;
  /** histories of which a part was given up: what is told of them no longer counts */
  readonly before: readonly string[];
}

/** What a journal holds. */
export interface Holds {
  /** undefined before one was noted */
  readonly history: HistoryNote | undefined;
  readonly heads: readonly SlotHead[];
  /** The id of the event at a place; undefined where there is none. */
  readonly idAt: (slot: number, pos: number) => string | undefined;
}

/** What a journal lacks of what it held. */
export interface Lack {
  /** positions, at least so many */
  readonly missing: number;
  /** when the last was recorded that is there still; undefined where nothing is left */
  readonly since: string | undefined;
  /** positions that are there mean other events than they did */
  readonly another: boolean;
}

const slots = Array.from({ length: SLOTS }, (_, slot) => slot);

/** @returns undefined where nothing is known to be missing */
export function lackOf(
  { history, heads, idAt }: Holds,
  marks: readonly Mark[],
  tails: readonly Tail[],
): Lack | undefined {
  const counting = marks.filter((mark) => !history?.before.includes(mark.history));
  const head = (slot: number) => heads[slot]?.pos ?? 0;
  const held = (slot: number) =>
    Math.max(
      ...counting.map((mark) => mark.heads[slot] ?? 0),
      ...tails.filter((tail) => tail.slot === slot).map(({ pos }) => pos),
      0,
    );
  const missing = slots.reduce((sum, slot) => sum + Math.max(0, held(slot) - head(slot)), 0);
  const another =
    counting.some((mark) => history !== undefined && mark.history !== history.id) ||
    tails.some(({ slot, pos, id }) => id !== undefined && pos <= head(slot) && idAt(slot, pos) !== id);
  if (missing === 0 && !another) return undefined;
  const since = heads
    .map(({ recordedAt }) => recordedAt)
    .filter((at) => at !== undefined)
    .sort()
    .at(-1);
  return { missing, since, another };
}
