// The catalogue of routes, by the service that answers them.
import type { RouteContract } from './forms/route.ts';
import type { ServiceName } from './forms/service.ts';
import { initiativesRoutes } from './routes/initiatives.ts';
import { partnershipsRoutes } from './routes/partnerships.ts';
import { registryRoutes } from './routes/registry.ts';
import { reportingRoutes } from './routes/reporting.ts';
import { strategyRoutes } from './routes/strategy.ts';

export * from './routes/feed.ts';
export * from './routes/initiatives.ts';
export * from './routes/parked.ts';
export * from './routes/partnerships.ts';
export * from './routes/plan-import.ts';
export * from './routes/rebuild.ts';
export * from './routes/registry.ts';
export * from './routes/reporting.ts';
export * from './routes/shared.ts';
export * from './routes/strategy.ts';

/** Every route contract of a service, by the name of its use case. */
export const routesOf: Readonly<Record<ServiceName, Readonly<Record<string, RouteContract>>>> = {
  registry: registryRoutes,
  initiatives: initiativesRoutes,
  partnerships: partnershipsRoutes,
  strategy: strategyRoutes,
  reporting: reportingRoutes,
};
