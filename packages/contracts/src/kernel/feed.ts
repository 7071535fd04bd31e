// What every service that owns events answers beside its own routes: its journal, for workers and for institutions.
import { z } from 'zod';
import { eventsOf } from '../events.ts';
import { Count } from '../values/count.ts';
import { Instant } from '../values/date.ts';
import { PARTITIONS } from '../values/partition.ts';
import { allow, governmentRoles } from './access.ts';
import { CloudEvent } from './cloud-event.ts';
import { Envelope } from './envelope.ts';
import { LangQuery } from './requests.ts';
import { defineRoute } from './route.ts';
import type { ServiceName } from './service.ts';

const position = (fallback: number) => z.coerce.number<string>().int().min(0).default(fallback);

/** Types of a service's events, parted by commas. */
const typesOf = (service: ServiceName) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',') : value),
    z
      .array(z.enum(eventsOf[service].map(({ type }) => type)))
      .min(1)
      .max(50),
  );

/** When a clock was last found to have stood ahead, and by how many seconds. */
export const ClockCorrection = z.strictObject({ at: Instant, seconds: Count });

/** How far the journal of a service goes, partition by partition; `highWatermarksAt` is when its leader looked. */
export const HighWatermarks = z.strictObject({
  highWatermarks: z.array(z.strictObject({ partition: Count, pos: Count })),
  highWatermarksAt: Instant.optional(),
  corrected: ClockCorrection.optional(),
  epoch: Count,
});

/** Events with their places in the journal, contiguous, fencing records included. */
export const FeedPage = z.strictObject({
  records: z.array(
    z.strictObject({
      partition: Count,
      pos: Count,
      agg: z.string(),
      seq: Count,
      recordedAt: Instant,
      event: Envelope,
    }),
  ),
});

/** The journal of a service as routes. */
export const feedRoutes = (service: ServiceName) => ({
  readHighWatermarks: defineRoute({
    service,
    method: 'GET',
    path: '/internal/high-watermarks',
    summary: 'How far the journal goes',
    access: allow('service'),
    reply: { 200: HighWatermarks },
    internal: true,
  }),
  readFeed: defineRoute({
    service,
    method: 'GET',
    path: '/internal/feed',
    summary: 'Read the journal, by partition and position or by aggregate and seq',
    access: allow('service'),
    query: z.strictObject({
      ...LangQuery,
      partition: z.coerce
        .number<string>()
        .int()
        .min(0)
        .max(PARTITIONS - 1)
        .optional(),
      agg: z.string().min(1).max(128).optional(),
      after: position(0),
      limit: z.coerce.number<string>().int().min(1).max(1000).default(200),
    }),
    reply: { 200: FeedPage },
    internal: true,
  }),
  listChanges: defineRoute({
    service,
    method: 'GET',
    path: '/v1/changes',
    summary:
      'Pull what has happened since a cursor, as CloudEvents like those of the topic, in order for each subject; type may be ' +
      'repeated by commas. Facts about persons are for registrars, who know each by an id that no other client has',
    access: allow(governmentRoles),
    query: z.strictObject({
      ...LangQuery,
      after: z.string().max(1000).optional(),
      type: typesOf(service).optional(),
      limit: z.coerce.number<string>().int().min(1).max(200).default(50),
    }),
    reply: { 200: z.strictObject({ items: z.array(CloudEvent), next: z.string() }) },
  }),
});
