// What the initiatives service is made of: the only place that knows every part of it.
import { composing } from '@tributary/service-kit/compose';
import manifest from '../package.json' with { type: 'json' };
import { createCommands } from './commands.ts';
import { createQueries } from './queries.ts';
import { reactions } from './reactions.ts';
import { createReplicas } from './replicas.ts';
import { routes } from './routes.ts';
import { initiatives } from './store.ts';

/** The initiatives service, composed and not yet started. */
export const compose = composing({ version: manifest.version, viewsVersion: 1 }, ({ config, eventing }) => {
  const { baseCurrency } = config;
  const store = eventing.aggregate(initiatives);
  const replicas = createReplicas(eventing, baseCurrency);
  const commands = createCommands(store, replicas, baseCurrency);
  eventing.react(reactions(commands));
  return { routes: routes(commands, createQueries(store, replicas)) };
});
