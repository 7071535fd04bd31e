// What the registry service is made of: the only place that knows every part of it.
import { composing } from '@tributary/service-kit/compose';
import manifest from '../package.json' with { type: 'json' };
import { createCommands } from './commands.ts';
import { createQueries } from './queries.ts';
import { routes } from './routes.ts';
import { organisations } from './store.ts';

/** The registry service, composed and not yet started. */
export const compose = composing({ version: manifest.version, viewsVersion: 1 }, ({ eventing }) => {
  const store = eventing.aggregate(organisations);
  return { routes: routes(createCommands(store), createQueries(store)) };
});
