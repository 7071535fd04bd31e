// Plays a service that owns facts, for the tests of those that read them: journal, relay and feed like any other,
// with no rules of its own. It is reached as `@tributary/service-kit/testing` and is in no service's bundle.
import type { Fact, ServiceName } from '@tributary/contracts';
import { type AggregateStore, type CommandContext, openEventing, uuidv7 } from '@tributary/eventing';
import { createFeedClient } from '../src/feed-client.ts';
import type { Service, ServiceConfig } from '../src/ports.ts';
import { logOf } from '../src/server/log.ts';
import { createService } from '../src/service.ts';

export interface Owner {
  /** The service as a test's installation starts it. */
  compose(config: ServiceConfig): Promise<Service>;
  /** States facts of one aggregate; the first of them make it, under the id of its natural key. */
  tell(aggregate: string, naturalKey: string, ...facts: readonly Fact[]): Promise<Told>;
}

export interface Told {
  readonly id: string;
  /** the `Consistency-Token` of an answer that knows these facts */
  readonly token: string;
}

/** Closes at once, and answers however slow the machine is. */
const limits = { drainMs: 0, loopDelayMs: 30_000 };

/** An owner of aggregates of these kinds, which belong to `ministry`. */
export function ownerOf(service: ServiceName, aggregates: readonly string[], ministry = 'MPLA'): Owner {
  const stores = new Map<string, AggregateStore<object>>();
  return {
    async compose(config) {
      const log = logOf(config);
      const eventing = openEventing({ ...config, log, viewsVersion: 1, feeds: createFeedClient(config) });
      for (const name of aggregates) {
        const definition = { service, name, self: () => `/${name}`, status: () => '', fields: {}, indexes: [] };
        stores.set(name, eventing.aggregate<object>(definition));
      }
      return createService({ config, log, eventing, version: '0.0.0', routes: [], limits });
    },
    async tell(aggregate, naturalKey, ...facts) {
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
  return {
    now,
    today: now.toISOString().slice(0, 10),
    newId: uuidv7,
    actor: { sub: service, client: service, ministry, roles: ['service'] },
    route: 'tell',
    target: '/tell',
    key: uuidv7(),
    keyGiven: false,
    fingerprint: '',
    ifMatch: undefined,
    mustCreate: false,
    traceparent: undefined,
  };
}
