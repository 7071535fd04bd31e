// What every service that consumes events answers to operators: what it has set aside, and how that is taken up again.
import { z } from 'zod';
import { Count } from '../values/count.ts';
import { formed } from '../values/form.ts';
import { allow } from './access.ts';
import { LangQuery, PageQuery, pageOf } from './requests.ts';
import { defineRoute } from './route.ts';
import type { ServiceName } from './service.ts';

/** An aggregate of another service whose events are not applied here, from `fromSeq` on. */
export const ParkedAggregate = z.strictObject({
  group: z.string(),
  /** the service that owns the aggregate */
  source: z.string(),
  aggregate: z.string(),
  fromSeq: Count,
  error: z.string(),
});

/** What became of a re-drive: applied, failed again, or still at work when the answer was due. */
export const RedriveStatus = z.enum(['applied', 'parked', 'under-way']);

const name = formed('code').min(1).max(128);

/** The parked aggregates of a service as routes. */
export const parkedRoutes = (service: ServiceName) => ({
  listParked: defineRoute({
    service,
    method: 'GET',
    path: '/v1/parked',
    summary: 'The aggregates of other services that are set aside here, with the reason',
    access: allow('operator'),
    query: z.strictObject(PageQuery),
    reply: { 200: pageOf(ParkedAggregate) },
  }),
  redriveParked: defineRoute({
    service,
    method: 'POST',
    path: '/v1/parked/{group}/{aggregate}/redrive',
    summary: 'Apply what was set aside, from the feed of its owner; again is harmless',
    access: allow('operator'),
    params: z.strictObject({ group: name, aggregate: name }),
    query: z.strictObject(LangQuery),
    reply: { 200: z.strictObject({ status: RedriveStatus }) },
    problems: ['NOT_FOUND'],
    idempotency: 'ignored',
  }),
});
