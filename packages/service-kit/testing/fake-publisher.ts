// Plays a service that owns facts, for the tests of those that read them: journal, relay and feed like any other,
// with no rules of its own. It is reached as `@tributary/service-kit/testing` and is in no service's bundle.
import type { DomainEvent, ServiceName } from '@tributary/contracts';
import { type AggregateStore, type CommandContext, ownCommand, uuidv7 } from '@tributary/eventing';
import { testLimits } from '@tributary/testkit';
import { composing } from '../src/compose.ts';
import type { Service, ServiceConfig } from '../src/ports.ts';

export interface FakePublisher {
  /** The service as a test's installation starts it. */
  compose(config: ServiceConfig): Promise<Service>;
  /** States facts of one aggregate; the first of them make it, under the id of its natural key. */
  publish(aggregate: string, naturalKey: string, ...facts: readonly DomainEvent[]): Promise<Told>;
}

export interface Told {
  readonly id: string;
  /** the `Consistency-Token` of an answer that knows these facts */
  readonly token: string;
}

/** An owner of aggregates of these kinds, which belong to `ministry`. */
export function fakePublisherOf(service: ServiceName, aggregates: readonly string[], ministry = 'MPLA'): FakePublisher {
  const stores = new Map<string, AggregateStore<object>>();
  const compose = composing('0.0.0', ({ eventing }) => {
    for (const name of aggregates) {
      const definition = { service, name, self: () => `/${name}`, status: () => '', fields: {}, indexes: [] };
      stores.set(name, eventing.aggregate<object>(definition));
    }
    return { routes: [] };
  });
  return {
    compose: (config) => compose(config, { limits: testLimits }),
    async publish(aggregate, naturalKey, ...facts) {
      const decide = () => ({ state: {}, events: facts });
      const outcome = await stores.get(aggregate)?.put(naturalKey, contextOf(service, ministry), decide);
      if (outcome?.kind !== 'acknowledged') throw new Error(`${naturalKey} is refused: ${JSON.stringify(outcome)}`);
      const { id, seq } = outcome.reply;
      return { id, token: `${service}:${id}:${seq}` };
    },
  };
}

function contextOf(service: ServiceName, ministry: string): CommandContext {
  const now = new Date();
  const moment = { now, today: now.toISOString().slice(0, 10), newId: uuidv7 };
  const actor = { sub: service, client: service, ministry, roles: ['service'] };
  return ownCommand(moment, { actor, route: 'publish', target: '/publish', key: uuidv7() });
}
