// The catalogue of events, by the service that owns them.
import { initiativesEvents } from './events/initiatives.ts';
import { partnershipsEvents } from './events/partnerships.ts';
import { registryEvents } from './events/registry.ts';
import { strategyEvents } from './events/strategy.ts';
import type { EventDescription } from './forms/event.ts';
import type { ServiceName } from './forms/service.ts';

export * from './events/initiatives.ts';
export * from './events/kpi-values.ts';
export * from './events/partnerships.ts';
export * from './events/registry.ts';
export * from './events/strategy.ts';

/** Every event contract of a service; reporting publishes nothing. */
export const eventsOf: Readonly<Record<ServiceName, readonly EventDescription[]>> = {
  registry: registryEvents,
  initiatives: initiativesEvents,
  partnerships: partnershipsEvents,
  strategy: strategyEvents,
  reporting: [],
};

const byType = new Map(
  Object.values(eventsOf).flatMap((events) => events.map((event) => [event.type as string, event])),
);

/** The contract of an event type, or undefined for a type this release does not know. */
export const eventByType = (type: string): EventDescription | undefined => byType.get(type);
