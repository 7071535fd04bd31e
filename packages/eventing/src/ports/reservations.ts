// Who reserves parts of the limit that another aggregate owns.

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
