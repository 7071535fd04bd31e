// Reactions: commands here that answer events of other services.

import type { Envelope, EventContract, EventDescription, Moment } from '@tributary/contracts';

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
