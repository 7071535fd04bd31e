// The only place that knows every part of the service.
import { openEventing } from '@tributary/eventing';
import {
  createFeedClient,
  createService,
  logOf,
  type Service,
  type ServiceConfig,
  type ServiceParts,
} from '@tributary/service-kit';
import manifest from '../package.json' with { type: 'json' };
import { createCommands } from './commands.ts';
import { createImporter } from './plan-import.ts';
import { createReviewLinks } from './proposals.ts';
import { createQueries } from './queries.ts';
import { reactions } from './reactions.ts';
import { routes } from './routes.ts';
import { alignmentDefinition, kpiDefinition, nodeDefinition, planDefinition, rateDefinition } from './store.ts';

/** Raised with every change of the views: names their group, checkpoints and collections. */
const VIEWS_VERSION = 1;

/** What tests replace. */
export type Overrides = Pick<ServiceParts, 'now' | 'limits' | 'checkReplies'>;

/** The strategy service, composed and not yet started. */
export async function compose(config: ServiceConfig, overrides: Overrides = {}): Promise<Service> {
  const log = logOf(config);
  const eventing = openEventing({
    ...config,
    ...overrides,
    viewsVersion: VIEWS_VERSION,
    feeds: createFeedClient(config),
    log,
  });
  const stores = {
    plans: eventing.aggregate(planDefinition),
    nodes: eventing.aggregate(nodeDefinition),
    kpis: eventing.aggregate(kpiDefinition),
    alignments: eventing.aggregate(alignmentDefinition),
    rates: eventing.aggregate(rateDefinition),
  };
  eventing.react(reactions(createReviewLinks(stores)));
  const commands = createCommands({ ...stores, baseCurrency: config.baseCurrency });
  return createService({
    ...overrides,
    config,
    version: manifest.version,
    routes: routes(commands, createImporter(stores), createQueries(stores)),
    eventing,
    log,
  });
}
