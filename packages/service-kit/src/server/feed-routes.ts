// The journal of a service over HTTP: high watermarks and feed for the workers of others, changes for institutions.
import { cloudEventOf, eventsOf, feedRoutes, type ServiceName } from '@tributary/contracts';
import type { JournalReader } from '@tributary/eventing';
import { type BoundRoute, handle } from '../ports.ts';
import { Refusal } from '../problem/refusal.ts';

/** The journal's routes; none for a service that owns no events. */
export function boundFeed(service: ServiceName, journal: JournalReader): readonly BoundRoute[] {
  if (eventsOf[service].length === 0) return [];
  const { readHighWatermarks, readFeed, listChanges } = feedRoutes(service);
  return [
    handle(readHighWatermarks, async () => ({ reply: { body: await journal.highWatermarks() } })),
    handle(readFeed, async ({ query: { partition, agg, after, limit } }) => {
      if ((partition === undefined) === (agg === undefined)) throw eitherPartitionOrAgg();
      const from = agg === undefined ? { partition: partition ?? 0, after } : { agg, after };
      return { reply: { body: { records: await journal.feed(from, limit) } } };
    }),
    handle(listChanges, async ({ query: { after, type, limit } }) => {
      const { items, next } = await journal.changes(after, type, limit);
      return { reply: { body: { items: items.map((record) => cloudEventOf(service, record)), next } } };
    }),
  ];
}

const eitherPartitionOrAgg = () =>
  new Refusal('VALIDATION', {
    errors: [{ pointer: '/query', code: 'REFUSED', detail: 'Give either partition or agg.' }],
  });
