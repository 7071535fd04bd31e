// A service, composed: what its parts say, on what every service has. Nothing runs before `start`.
import { setTimeout as pause } from 'node:timers/promises';
import { keySet } from './access/keys.ts';
import { tokensOf } from './access/tokens.ts';
import type { Service, ServiceParts } from './ports.ts';
import { calendarOf } from './request/moment.ts';
import { appOf } from './server/app.ts';
import { addDocs } from './server/docs.ts';
import { boundFeed } from './server/feed-routes.ts';
import { addHealth, type Life } from './server/health.ts';
import { limitsOf } from './server/limits.ts';
import { logOf } from './server/log.ts';
import { measureLoopDelay } from './server/loop-delay.ts';
import { addMetrics } from './server/metrics.ts';
import { addDescription } from './server/openapi.ts';
import { boundParked } from './server/parked-routes.ts';
import { addRoute, isPage } from './server/routes.ts';
import { pagesOf } from './server/security-headers.ts';

/** Every token for a service names it, or all of the platform, as its audience. */
const PLATFORM = 'tributary';

/**
 * Composes a service: its routes behind authentication, policy, limits and contracts, with health, metrics and docs.
 * A process whose role is `worker` answers health and metrics alone.
 * @throws {PolicyMissing} a route says of nobody that they may call it
 */
export async function createService(parts: ServiceParts): Promise<Service> {
  const { config, eventing, now = () => new Date() } = parts;
  const limits = limitsOf(config, parts.limits);
  const log = parts.log ?? logOf(config);
  const life: Life = { started: false, draining: false };
  const keys = keySet(config.jwksUrl);
  const audience = [config.service, PLATFORM];
  const tokens = tokensOf({ issuer: config.issuer, audience, keys, tokenUrl: config.tokenUrl, now });

  const loop = measureLoopDelay(limits.loopDelayMs);
  const app = await appOf({ log, limits, tokens, life, loop, trustedProxies: config.trustedProxies });
  await addDescription(app, config.service, parts.version);
  addHealth(app, life, eventing, loop);
  addMetrics(app, eventing, keys, loop);
  if (config.role !== 'worker') {
    const options = {
      installationKey: config.installationKey,
      now,
      today: calendarOf(config.timeZone),
      eventing,
      tokens,
      life,
      limits,
      checkReplies: parts.checkReplies ?? false,
    };
    const routes = [
      ...parts.routes,
      ...boundFeed(config.service, eventing.journal),
      ...boundParked(config.service, eventing, limits.handlerMs / 2),
    ];
    await pagesOf(app, async (pages) => {
      addDocs(pages, config.service);
      for (const route of routes.filter(({ contract }) => isPage(contract))) addRoute(pages, route, options);
    });
    for (const route of routes.filter(({ contract }) => !isPage(contract))) addRoute(app, route, options);
  }
  await app.ready();

  // The port first: a process that cannot have it must not take the lease of one that serves.
  async function start(): Promise<string> {
    const address = await app.listen({
      host: config.host,
      port: config.port,
      listenTextResolver: (at) => `listening at ${at}`,
    });
    await eventing.start();
    life.started = true;
    log.info({ role: config.role, version: parts.version }, 'ready');
    return address;
  }

  // Requests under way may wait for a consumer, and write to the store: both close after the last of them.
  async function end(): Promise<void> {
    life.draining = true;
    if (app.server.listening) await pause(limits.drainMs);
    const deadline = setTimeout(() => app.server.closeAllConnections(), limits.closeMs);
    try {
      await app.close();
    } finally {
      clearTimeout(deadline);
      loop.stop();
      await eventing.close();
      await parts.close?.();
    }
  }

  let ended: Promise<void> | undefined;
  const close = (): Promise<void> => {
    ended ??= end();
    return ended;
  };

  return { app, start, close };
}
