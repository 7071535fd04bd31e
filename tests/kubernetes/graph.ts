// Which service reads which: the consumer groups of each, as the composed services declare their views and reactions.
import { type ServiceName, services } from '@tributary/contracts';
import type { Service } from '@tributary/service-kit';
import { offlineConfig } from '@tributary/testkit';
import { composed } from '../platform/composed.ts';

/** The consumer groups of each service, with the services whose topics and feeds they read. */
export type Graph = Readonly<Record<ServiceName, Service['consumes']>>;

/** Composes each service and asks it. */
export async function readGraph(): Promise<Graph> {
  const entries = services.map(async (service) => {
    const { consumes, close } = await composed[service](offlineConfig(service));
    await close();
    return [service, consumes] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as Graph;
}

/** The services that a service reads, each once. */
export const ownersRead = (groups: Graph[ServiceName]): readonly ServiceName[] =>
  services.filter((service) => groups.some(({ sources }) => sources.includes(service)));
