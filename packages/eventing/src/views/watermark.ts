// W: up to which instant everything is in. Pure arithmetic over slots; instants are ISO strings, which sort as time.

/** Where a reader stands in one slot of a source service. */
export interface Place {
  /** position up to which the reader holds everything */
  readonly applied: number;
  /** of the event at `applied` */
  readonly recordedAt: string | undefined;
  /** newest position that the owner told of */
  readonly head: number;
  /** every event recorded after this instant has a position beyond `head` */
  readonly headsAt: string | undefined;
}

/** The later of two instants, of which either may be unknown. */
export const later = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || (b !== undefined && b > a) ? b : a;

/**
 * Up to when the slot is complete: `headsAt` at the head, else the last applied event; undefined when nothing is known.
 * An event with more behind it and a later moment than the owner has told was recorded while a clock stood ahead.
 */
export function completeUpTo({ applied, recordedAt, head, headsAt }: Place): string | undefined {
  if (headsAt === undefined) return recordedAt;
  if (applied >= head) return later(headsAt, recordedAt);
  return recordedAt !== undefined && recordedAt > headsAt ? undefined : recordedAt;
}

/** Rule 35: the lowest over all slots of the services used; undefined as long as one slot knows nothing. */
export function watermark(complete: readonly (string | undefined)[]): string | undefined {
  let lowest = complete[0];
  for (const instant of complete) {
    if (instant === undefined || lowest === undefined) return undefined;
    if (instant < lowest) lowest = instant;
  }
  return lowest;
}

/** Seconds after which an owner's heads are too old to say that nothing is waiting. */
const STALE_HEADS = 5;

/**
 * The age in seconds of the oldest event not yet applied, 0 when there is none. That event was recorded after the slot
 * was last complete, so the age is at most the distance to that instant. Heads older than 5 s say nothing: then their age.
 * @param complete the latest instant up to which the slot was ever complete; of one that never was, when its oldest event
 *   was recorded
 */
export function lagSeconds(place: Place, complete: string | undefined, now: Date): number {
  const since = (instant: string | undefined) =>
    instant === undefined ? 0 : Math.max(0, (now.getTime() - Date.parse(instant)) / 1000);
  const headsAge = since(place.headsAt);
  if (headsAge > STALE_HEADS) return headsAge;
  return place.applied >= place.head ? 0 : since(complete);
}
