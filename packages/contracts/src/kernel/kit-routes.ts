// What services answer beside the routes of their own: the journal, what is set aside, the outbox, rebuilds.
import { feedRoutes } from './feed.ts';
import { outboxRoutes } from './outbox.ts';
import { parkedRoutes } from './parked.ts';
import { rebuildRoutes } from './rebuild.ts';
import type { ServiceName } from './service.ts';

/** The routes of the kit by the names of their contracts; a service has those that what it holds asks for. */
export const kitRoutesOf = (service: ServiceName) => ({
  ...feedRoutes(service),
  ...parkedRoutes(service),
  ...outboxRoutes(service),
  ...rebuildRoutes(service),
});
