// What every service with views answers to operators: how its read models are filled again beside those that are shown.
import { z } from 'zod';
import { Count } from '../values/count.ts';
import { Instant } from '../values/date.ts';
import { formed } from '../values/form.ts';
import { allow } from './access.ts';
import { LangQuery } from './requests.ts';
import { defineRoute } from './route.ts';
import type { ServiceName } from './service.ts';

/** Events that were applied, of how many; null until the owners have told their high watermarks. */
const progress = { applied: Count, of: Count.nullable() };

/** Where two versions of the read models show an aggregate differently. */
export const ViewDifference = z.strictObject({
  /** the service that owns the aggregate */
  source: z.string(),
  aggregate: z.string(),
  /** empty where no view shows it and the facts are others all the same */
  view: z.string(),
  what: z.string(),
});

/** A version of the read models on its way. */
const filling = {
  version: z.string(),
  ...progress,
  sources: z.array(z.strictObject({ source: z.string(), ...progress })),
  /** with what is shown; null until it has reached that */
  compared: z
    .strictObject({
      against: z.string(),
      at: Instant,
      aggregates: Count,
      different: Count,
      /** the first of them */
      differences: z.array(ViewDifference),
    })
    .nullable(),
};

/** Versions of the read models of a service. */
export const RebuildState = z.strictObject({
  /** the one that is shown */
  live: z.string(),
  /** one that is being filled; where `flips`, it is shown by itself once it was compared and nothing differs */
  next: z.strictObject({ ...filling, flips: z.boolean() }).nullable(),
  /** the one that was shown before */
  kept: z.string().nullable(),
  /** the one that workers of a later release fill */
  later: z.strictObject(filling).nullable(),
});
export type RebuildState = z.infer<typeof RebuildState>;

const Version = formed('code').min(1).max(32);

/** The versions of the read models of a service as routes. */
export const rebuildRoutes = (service: ServiceName) => ({
  getRebuild: defineRoute({
    service,
    method: 'GET',
    path: '/v1/rebuild',
    summary: 'The versions of the read models: which is shown, and how far another one is filled',
    access: allow('operator'),
    query: z.strictObject(LangQuery),
    reply: { 200: RebuildState },
  }),
  beginRebuild: defineRoute({
    service,
    method: 'POST',
    path: '/v1/rebuild',
    summary: 'Fill the read models again beside those that are shown; again is harmless',
    access: allow('operator'),
    query: z.strictObject(LangQuery),
    body: z.strictObject({ flip: z.boolean().default(true) }),
    reply: { 200: RebuildState },
    problems: ['REBUILD_KEPT'],
    idempotency: 'ignored',
  }),
  flipRebuild: defineRoute({
    service,
    method: 'POST',
    path: '/v1/rebuild/flip',
    summary: 'Show another version of the read models: the one that is filled, or the one that is kept',
    access: allow('operator'),
    query: z.strictObject(LangQuery),
    body: z.strictObject({ version: Version }),
    reply: { 200: RebuildState },
    problems: ['NOT_FOUND', 'NOT_CAUGHT_UP'],
    idempotency: 'ignored',
  }),
  dropRebuild: defineRoute({
    service,
    method: 'POST',
    path: '/v1/rebuild/drop',
    summary: 'Give up a version of the read models that is not shown',
    access: allow('operator'),
    query: z.strictObject(LangQuery),
    body: z.strictObject({ version: Version }),
    reply: { 200: RebuildState },
    problems: ['NOT_FOUND', 'REBUILD_LIVE'],
    idempotency: 'ignored',
  }),
});
