// The outbox of a service, for operators: whether what it acknowledges leaves for its journal.
import { outboxRoutes, type ServiceName } from '@tributary/contracts';
import type { Eventing } from '@tributary/eventing';
import { type BoundRoute, handle } from '../ports.ts';

/** The route of the outbox; none for a service that owns no events. */
export function boundOutbox(service: ServiceName, { outbox }: Eventing, now: () => Date): readonly BoundRoute[] {
  if (outbox === undefined) return [];
  return [
    handle(outboxRoutes(service).getOutbox, async () => {
      const { aggregates, since } = await outbox();
      const waitsSeconds =
        since === undefined ? 0 : Math.max(0, Math.floor((now().getTime() - since.getTime()) / 1000));
      return { reply: { body: { aggregates, since: since?.toISOString() ?? null, waitsSeconds } } };
    }),
  ];
}
