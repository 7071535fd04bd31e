// What the partnerships service is made of: the only place that knows every part of it.
import { composing } from '@tributary/service-kit/compose';
import manifest from '../package.json' with { type: 'json' };
import { createCommands } from './commands.ts';
import { createQueries } from './queries.ts';
import { createReplicas } from './replicas.ts';
import { routes } from './routes.ts';
import { partners } from './store.ts';

/** The partnerships service, composed and not yet started. */
export const compose = composing({ version: manifest.version, viewsVersion: 1 }, ({ eventing }) => {
  const store = eventing.aggregate(partners);
  return { routes: routes(createCommands(store, createReplicas(eventing)), createQueries(store)) };
});
