// The journal of a service over HTTP: high watermarks and feed for the workers of others, changes for institutions.
import { cloudEventOf, type Envelope, eventByType, eventsOf, feedRoutes, type ServiceName } from '@tributary/contracts';
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
    handle(listChanges, async ({ query: { after, type, limit }, actor }) => {
      const { items, next } = await journal.changes(after, type, limit);
      const told = items.filter(({ event }) => mayBeTold(event, actor?.ministry));
      return { reply: { body: { items: told.map((record) => cloudEventOf(service, record)), next } } };
    }),
  ];
}

/** Whether a ministry is told of an event: of what is confidential, its owner alone. */
const mayBeTold = ({ type, ministry }: Envelope, asking: string | undefined): boolean =>
  eventByType(type)?.confidential !== true || ministry === asking;

const eitherPartitionOrAgg = () =>
  new Refusal('VALIDATION', {
    errors: [{ pointer: '/query', code: 'REFUSED', detail: 'Give either partition or agg.' }],
  });
