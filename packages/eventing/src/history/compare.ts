// Whether a journal still holds what it once held. Marks, topics and journal say so independently of each other: whatever
// of them is lost or older, the others tell. Pure.
import { PARTITIONS } from '@tributary/contracts';
import type { PartitionHighWatermark } from '../journal/store.ts';

/** What a journal held at a moment, kept apart from it. */
export interface Mark {
  /** the history whose positions these are */
  readonly history: string;
  readonly epoch: number;
  /** when it was noted, on the clock of whoever noted it */
  readonly at: string;
  /** by partition, a position that was in the journal */
  readonly highWatermarks: readonly number[];
}

/** The last record of a partition in a topic. `pos` alone, at least 1: there was one, and it can no longer be read. */
export interface Tail {
  readonly partition: number;
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
  readonly highWatermarks: readonly PartitionHighWatermark[];
  /** The id of the event at a place; undefined where there is none. */
  readonly idAt: (partition: number, pos: number) => string | undefined;
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

const partitions = Array.from({ length: PARTITIONS }, (_, partition) => partition);

/** @returns undefined where nothing is known to be missing */
export function lackOf(
  { history, highWatermarks, idAt }: Holds,
  marks: readonly Mark[],
  tails: readonly Tail[],
): Lack | undefined {
  const counting = marks.filter((mark) => !history?.before.includes(mark.history));
  const highWatermark = (partition: number) => highWatermarks[partition]?.pos ?? 0;
  const held = (partition: number) =>
    Math.max(
      ...counting.map((mark) => mark.highWatermarks[partition] ?? 0),
      ...tails.filter((tail) => tail.partition === partition).map(({ pos }) => pos),
      0,
    );
  const missing = partitions.reduce(
    (sum, partition) => sum + Math.max(0, held(partition) - highWatermark(partition)),
    0,
  );
  const another =
    counting.some((mark) => history !== undefined && mark.history !== history.id) ||
    tails.some(
      ({ partition, pos, id }) => id !== undefined && pos <= highWatermark(partition) && idAt(partition, pos) !== id,
    );
  if (missing === 0 && !another) return undefined;
  const since = highWatermarks
    .map(({ recordedAt }) => recordedAt)
    .filter((at) => at !== undefined)
    .sort()
    .at(-1);
  return { missing, since, another };
}
