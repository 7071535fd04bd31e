// A service, composed: what its parts say, on what every service has. Nothing runs before `start`.
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { keySet } from './access/keys.ts';
import { subjectsAt } from './access/subject.ts';
import { tokensOf } from './access/tokens.ts';
import type { Addresses, Service, ServiceParts } from './ports.ts';
import { calendarOf } from './request/moment.ts';
import { appOf } from './server/app.ts';
import { addDocs } from './server/docs.ts';
import { eventStreamsOf } from './server/event-streams.ts';
import { boundFeed } from './server/feed-routes.ts';
import { addHealth, type Life } from './server/health.ts';
import { limitsOf } from './server/limits.ts';
import { logOf } from './server/log.ts';
import { measureLoopDelay } from './server/loop-delay.ts';
import { metricsOf } from './server/metrics.ts';
import { addDescription } from './server/openapi.ts';
import { boundOutbox } from './server/outbox-routes.ts';
import { addPage } from './server/page-routes.ts';
import { boundParked } from './server/parked-routes.ts';
import { addProblemPages } from './server/problem-pages.ts';
import { boundRebuild } from './server/rebuild-routes.ts';
import { addRoute, isPage } from './server/routes.ts';
import { pagesOf } from './server/security-headers.ts';
import { whenStoreIsThere } from './server/waiting.ts';
import { traceRequests } from './tracing/tracing.ts';

/** Every token for a service names it, or all of the platform, as its audience. */
const PLATFORM = 'tributary';

const PILOT =
  'this is a pilot: what production refuses is taken, such as an issuer without https or the embedded servers';

/**
 * Composes a service: its routes behind authentication, policy, limits and contracts, with health and docs; and, on a
 * listener of their own, what is meant for the installation alone: internal routes and metrics, with health again.
 * A process whose role is `worker` answers health and metrics alone.
 * @throws {PolicyMissing} a route says of nobody that they may call it
 */
export async function createService(parts: ServiceParts): Promise<Service> {
  const { config, eventing, now = () => new Date() } = parts;
  const limits = limitsOf(config, parts.limits);
  const log = parts.log ?? logOf(config);
  const life: Life = { started: false, waiting: false, draining: false };
  const keys = keySet(config.jwksUrl);
  const audience = [config.service, PLATFORM];
  const subjectOf = subjectsAt(config.issuer, config.installationKey);
  const tokens = tokensOf({ issuer: config.issuer, audience, keys, tokenUrl: config.tokenUrl, subjectOf, now });

  const loop = measureLoopDelay(limits.loopDelayMs);
  const { service, trustedProxies } = config;
  const common = { service, log, limits, tokens, life, loop, trustedProxies };
  const { tracing } = parts;
  const app = await appOf({ ...common, tracing });
  if (tracing !== undefined) traceRequests(app, tracing);
  const internal = await appOf(common);
  await addDescription(app, service, parts.version);
  const checked = parts.checkReplies ?? false;
  const streams = eventStreamsOf({ limits, tokens, now, checked });
  const metrics = metricsOf(eventing, keys, loop, streams, parts.measures);
  for (const listener of [app, internal]) {
    addHealth(listener, life, eventing, loop);
    metrics.count(listener);
  }
  metrics.serve(internal);
  if (config.role !== 'worker') {
    const routes = [
      ...parts.routes,
      ...boundFeed(service, eventing.journal, parts.pairwise),
      ...boundParked(service, eventing, limits.handlerMs / 2),
      ...boundOutbox(service, eventing, now),
      ...boundRebuild(service, eventing.rebuild),
    ];
    const options = {
      routes,
      installationKey: config.installationKey,
      now,
      today: calendarOf(config.timeZone),
      eventing,
      tokens,
      life,
      limits,
      streams,
      checkReplies: checked,
    };
    await pagesOf(app, async (pages) => {
      addDocs(pages, service);
      addProblemPages(pages);
      for (const route of routes.filter(({ contract }) => isPage(contract))) addRoute(pages, route, options);
    });
    for (const route of routes.filter(({ contract }) => !isPage(contract))) {
      addRoute(route.contract.internal ? internal : app, route, options);
    }
    if (parts.page !== undefined) await addPage(app, parts.page, { tokens, streams, life });
  }
  await Promise.all([app.ready(), internal.ready()]);

  const listen = (listener: FastifyInstance, port: number) =>
    listener.listen({ host: config.host, port, listenTextResolver: (at) => `listening at ${at}` });

  // The ports first: a process that cannot have them must not take the lease of one that serves.
  async function start(): Promise<Addresses> {
    if (config.mode === 'pilot') log.warn(PILOT);
    const address = await listen(app, config.port);
    const internalAddress = await listen(internal, config.internalPort);
    const begin = async () => {
      await eventing.start();
      await parts.begin?.();
    };
    await whenStoreIsThere(begin, life, log);
    if (life.draining) return { address, internalAddress };
    life.started = true;
    log.info({ role: config.role, version: parts.version }, 'ready');
    return { address, internalAddress };
  }

  // Requests under way may wait for a consumer, and write to the store: both close after the last of them.
  async function end(): Promise<void> {
    life.draining = true;
    streams.end();
    if (app.server.listening) await pause(limits.drainMs);
    const listeners = [app, internal];
    const deadline = setTimeout(() => {
      for (const { server } of listeners) server.closeAllConnections();
    }, limits.closeMs);
    try {
      await Promise.all(listeners.map((listener) => listener.close()));
    } finally {
      clearTimeout(deadline);
      loop.stop();
      await eventing.close();
      await parts.close?.();
      await tracing?.close();
    }
  }

  let ended: Promise<void> | undefined;
  const close = (): Promise<void> => {
    ended ??= end();
    return ended;
  };

  return { app, internal, consumes: eventing.consumes, prepare: () => eventing.prepare(), start, close };
}
