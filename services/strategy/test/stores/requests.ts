// Requests as HTTP brings them, and events as a consumer hands them to a reaction.
import { type CommandContext, type ReactionContext, uuidv7 } from '@tributary/eventing';

/** What decisions know of the moment of a request. */
export const known = {
  now: new Date('2026-06-30T12:00:00.000Z'),
  today: '2026-06-30',
  newId: uuidv7,
  by: 'ben',
};
const moment = { now: new Date('2026-06-30T12:00:00.000Z'), today: '2026-06-30', newId: uuidv7 };

/** A request of a planner under an Idempotency-Key. */
export const request = (key: string, sub = 'ana'): CommandContext => ({
  ...moment,
  actor: { sub, client: 'console', ministry: 'MPLA', roles: ['planner'] },
  route: 'POST /v1/plans/{code}/versions/{version}/import',
  target: '/v1/plans/NDP/versions/1/import',
  key,
  keyGiven: true,
  fingerprint: 'the same body',
  ifMatch: undefined,
  mustCreate: false,
  preconditionMissing: false,
  traceparent: undefined,
});

/** The event `seq` of an initiative. */
export const event = (subject: string, seq: number): ReactionContext => ({
  ...moment,
  subject,
  seq,
  eventId: uuidv7(),
  ministry: 'MLOC',
  hops: 0,
  traceparent: undefined,
});
