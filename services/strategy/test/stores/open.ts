// The stores of the service on an installation of their own, without HTTP, relay or consumers.
import { alignment, exchangeRate, kpi, plan, planNode } from '@tributary/contracts';
import { definitionOf, openEventing } from '@tributary/eventing';
import { createFeedClient } from '@tributary/service-kit';
import { type Installation, startInstallation } from '@tributary/testkit';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

export async function openStores(installation: Installation) {
  const config = installation.configOf('strategy');
  const eventing = openEventing({
    ...config,
    role: 'api',
    feeds: createFeedClient(config),
    log: silent,
  });
  const stores = {
    plans: eventing.aggregate(definitionOf(plan)),
    nodes: eventing.aggregate(definitionOf(planNode)),
    kpis: eventing.aggregate(definitionOf(kpi)),
    alignments: eventing.aggregate(definitionOf(alignment)),
    rates: eventing.aggregate(definitionOf(exchangeRate)),
  };
  await eventing.start();
  return { stores, close: () => eventing.close() };
}

export type OpenStores = Awaited<ReturnType<typeof openStores>>;
export type Stores = OpenStores['stores'];

/** Starts servers and opens the stores on them; `close` ends both. */
export async function startStores(): Promise<OpenStores> {
  const installation = await startInstallation();
  const { stores, close } = await openStores(installation);
  return {
    stores,
    async close() {
      await close();
      await installation.close();
    },
  };
}
