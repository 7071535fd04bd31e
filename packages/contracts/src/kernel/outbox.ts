// What every service that owns events answers to operators: what it has acknowledged and not yet told.
import { z } from 'zod';
import { Count } from '../values/count.ts';
import { Instant } from '../values/date.ts';
import { allow } from './access.ts';
import { LangQuery } from './requests.ts';
import { defineRoute } from './route.ts';
import type { ServiceName } from './service.ts';

/** What waits in a service to be put into its journal. */
export const OutboxState = z.strictObject({
  aggregates: Count.describe('aggregates that have events which are not in the journal yet'),
  since: Instant.nullable().describe('since when the oldest of them waits; null where none does'),
  waitsSeconds: Count.describe('how many whole seconds that is; it grows where nobody puts them into the journal'),
});
export type OutboxState = z.infer<typeof OutboxState>;

/** The outbox of a service as a route. */
export const outboxRoutes = (service: ServiceName) => ({
  getOutbox: defineRoute({
    service,
    method: 'GET',
    path: '/v1/outbox',
    summary: 'What is acknowledged here and waits to be told to the others',
    access: allow('operator'),
    query: z.strictObject(LangQuery),
    reply: { 200: OutboxState },
  }),
});
