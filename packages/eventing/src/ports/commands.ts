// Who asks for a change and how, and what a command is answered.

import type { Moment, Rejection } from '@tributary/contracts';

/** Who is behind a command; kept in the journal and in the audit chain, never published. */
export interface Actor {
  /** the token's subject */
  readonly sub: string;
  /** the OAuth client; equal to `sub` for a machine */
  readonly client: string;
  /** empty for a caller who belongs to none */
  readonly ministry: string;
  readonly roles: readonly string[];
  /** whom a token of a person or an association stands for */
  readonly subjectId?: string;
}

/** Who is behind a change, and why in free words; kept in the journal, never published. */
export interface Author extends Actor {
  readonly reason?: string;
}

/** One request to change something: who asks, under which key, on which version. */
export interface CommandContext extends Moment {
  readonly actor: Actor;
  /** the route's identity, e.g. `PUT /v1/initiatives/{id}/plan-links/{planCode}` */
  readonly route: string;
  /** the path as asked: two targets never share a receipt */
  readonly target: string;
  /** `Idempotency-Key`; a command without one gets a key of its own */
  readonly key: string;
  /** the caller sent the key: a create derives its id from it */
  readonly keyGiven: boolean;
  /** HMAC of method, path and body: the same key with another fingerprint is refused */
  readonly fingerprint: string;
  /** the `seq` named by `If-Match` */
  readonly ifMatch: number | undefined;
  /** `If-None-Match: *`: the target must not exist */
  readonly mustCreate: boolean;
  /** the route asks for one of the two and the caller sent neither: refused with 428 once they may and it is there */
  readonly preconditionMissing: boolean;
  readonly traceparent: string | undefined;
  /** the instant of `performance.now()` after which nobody waits for the answer any more; some seconds unless told */
  readonly until?: number;
}

/** The reply of a command; stored with the change, so that a repeated request gets the same bytes. */
export interface Acknowledgement {
  readonly id: string;
  readonly seq: number;
  /** the aggregate's state in a word or a number, as its definition reads it from the state */
  readonly status: string | number;
  readonly links: { readonly self: string };
}

/** The outcome of a command: acknowledged, refused by a rule, or refused by the store's own guards. */
export type Outcome =
  | {
      readonly kind: 'acknowledged';
      readonly created: boolean;
      readonly repeated: boolean;
      readonly reply: Acknowledgement;
    }
  | { readonly kind: 'rejected'; readonly rejection: Rejection };
