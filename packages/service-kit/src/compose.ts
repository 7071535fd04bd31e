// Puts a service together: eventing from the configuration, the service's own parts on it, the kit around both.
// A way in of its own, because it alone brings the drivers of eventing along: whoever imports the kit's index loads none.
import { type Eventing, type FeedClient, openEventing } from '@tributary/eventing';
import type { Logger } from 'pino';
import { createFeedClient } from './feed-client.ts';
import type { Overrides, Service, ServiceConfig, ServiceParts } from './ports.ts';
import { type Limits, limitsOf } from './server/limits.ts';
import { logOf } from './server/log.ts';
import { createService } from './service.ts';
import { tracingOf } from './tracing/tracing.ts';

/** What a service makes its parts from. */
export interface Ground {
  readonly config: ServiceConfig;
  readonly eventing: Eventing;
  /** the journals of the other services */
  readonly feeds: FeedClient;
  readonly log: Logger;
  readonly limits: Limits;
  readonly now: () => Date;
}

/** What a service has that no other has. */
type OwnParts = Pick<ServiceParts, 'routes' | 'page' | 'begin' | 'close' | 'measures' | 'pairwise'>;

/**
 * Makes the `compose` of a service, for production and for tests. It gives the service composed and not yet started.
 * @param version of the release
 * @param make declares aggregates, views and reactions on eventing, and binds the routes
 */
export function composing(version: string, make: (ground: Ground) => OwnParts) {
  return async (config: ServiceConfig, overrides: Overrides = {}): Promise<Service> => {
    const { now = () => new Date() } = overrides;
    const log = logOf(config);
    const { service, instance, collectorUrl, traceRatio } = config;
    const resource = { 'service.name': service, 'service.version': version, 'service.instance.id': instance };
    const tracing = await tracingOf({
      resource: { 'service.namespace': 'tributary', ...resource },
      ...(collectorUrl !== undefined && { endpoint: collectorUrl }),
      ...(traceRatio !== undefined && { ratio: traceRatio }),
    });
    const feeds = createFeedClient(config);
    const limits = limitsOf(config, overrides.limits);
    const { jobsIdleMs } = limits;
    const eventing = openEventing({ ...config, feeds, log, now, tracing, jobsIdleMs });
    const own = make({ config, eventing, feeds, log, limits, now });
    return createService({ ...overrides, ...own, config, version, eventing, log, limits, now, tracing });
  };
}

export { type ServedAggregate, serveAggregate } from './aggregate/aggregate.ts';
export { keptWith, namingHolder } from './aggregate/held.ts';
