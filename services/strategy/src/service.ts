// What the strategy service is made of: the only place that knows every part of it.
import { composing } from '@tributary/service-kit/compose';
import manifest from '../package.json' with { type: 'json' };
import { createCommands } from './commands.ts';
import { createImporter } from './plan-import.ts';
import { createReviewLinks } from './proposals.ts';
import { createQueries } from './queries.ts';
import { reactions } from './reactions.ts';
import { createRevisedPlans } from './revised-plans.ts';
import { routes } from './routes.ts';
import { alignmentDefinition, kpiDefinition, nodeDefinition, planDefinition, rateDefinition } from './store.ts';

/** The strategy service, composed and not yet started. */
export const compose = composing({ version: manifest.version, viewsVersion: 1 }, ({ config, eventing }) => {
  const stores = {
    plans: eventing.aggregate(planDefinition),
    nodes: eventing.aggregate(nodeDefinition),
    kpis: eventing.aggregate(kpiDefinition),
    alignments: eventing.aggregate(alignmentDefinition),
    rates: eventing.aggregate(rateDefinition),
  };
  eventing.react(reactions(createReviewLinks(stores)));
  const revisedPlans = createRevisedPlans(stores);
  const commands = createCommands({ ...stores, revisedPlans, baseCurrency: config.baseCurrency });
  return { routes: routes(commands, createImporter(stores), createQueries({ ...stores, revisedPlans })) };
});
