// The stores of the service on an installation of their own, without HTTP, relay or consumers.
import { alignment, exchangeRate, kpi, plan, planNode, roadmapStep } from '@tributary/contracts';
import { definitionOf, openEventing } from '@tributary/eventing';
import { createFeedClient } from '@tributary/service-kit';
import { type Installation, startInstallation } from '@tributary/testkit';
import { admissionsOf } from '../../src/roadmap-step/admission.ts';

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
    steps: eventing.aggregate(definitionOf(roadmapStep)),
  };
  const admissions = admissionsOf(eventing, () => stores.steps);
  await eventing.start();
  return { stores, admissions, close: () => eventing.close() };
}

export type OpenStores = Awaited<ReturnType<typeof openStores>>;
export type Stores = OpenStores['stores'];

/** Starts servers and opens the stores on them; `close` ends both. */
export async function startStores(): Promise<OpenStores> {
  const installation = await startInstallation();
  const { close, ...opened } = await openStores(installation);
  return {
    ...opened,
    async close() {
      await close();
      await installation.close();
    },
  };
}
