// W: up to which instant everything is in. Pure arithmetic over partitions; instants are ISO strings, which sort as time.

/** Where a reader stands in one partition of a source service. */
export interface Place {
  /** position up to which the reader holds everything */
  readonly applied: number;
  /** of the event at `applied` */
  readonly recordedAt: string | undefined;
  /** newest position that the owner told of */
  readonly highWatermark: number;
  /** every event recorded after this instant has a position beyond `highWatermark` */
  readonly highWatermarksAt: string | undefined;
}

/** The later of two instants, of which either may be unknown. */
export const later = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || (b !== undefined && b > a) ? b : a;

/**
 * Up to when the partition is complete: `highWatermarksAt` at the high watermark, else the last applied event; undefined when nothing is known.
 * An event with more behind it and a later moment than the owner has told was recorded while a clock stood ahead.
 */
export function completeUpTo({ applied, recordedAt, highWatermark, highWatermarksAt }: Place): string | undefined {
  if (highWatermarksAt === undefined) return recordedAt;
  if (applied >= highWatermark) return later(highWatermarksAt, recordedAt);
  return recordedAt !== undefined && recordedAt > highWatermarksAt ? undefined : recordedAt;
}

/** Rule 35: the lowest over all partitions of the services used; undefined as long as one partition knows nothing. */
export function watermark(complete: readonly (string | undefined)[]): string | undefined {
  let lowest = complete[0];
  for (const instant of complete) {
    if (instant === undefined || lowest === undefined) return undefined;
    if (instant < lowest) lowest = instant;
  }
  return lowest;
}

/** Seconds after which an owner's high watermarks are too old to say that nothing is waiting. */
const STALE_HEADS = 5;

/**
 * The age in seconds of the oldest event not yet applied, 0 when there is none. That event was recorded after the partition
 * was last complete, so the age is at most the distance to that instant. High watermarks older than 5 s say nothing: then their age.
 * @param complete the latest instant up to which the partition was ever complete; of one that never was, when its oldest event
 *   was recorded
 */
export function lagSeconds(place: Place, complete: string | undefined, now: Date): number {
  const since = (instant: string | undefined) =>
    instant === undefined ? 0 : Math.max(0, (now.getTime() - Date.parse(instant)) / 1000);
  const highWatermarksAge = since(place.highWatermarksAt);
  if (highWatermarksAge > STALE_HEADS) return highWatermarksAge;
  return place.applied >= place.highWatermark ? 0 : since(complete);
}
