// The journal of a service over HTTP: heads and feed for the workers of others, changes for institutions.
import { cloudEventOf, eventsOf, feedRoutes, type ServiceName } from '@tributary/contracts';
import type { JournalReader } from '@tributary/eventing';
import { type BoundRoute, handle } from '../ports.ts';
import { Refusal } from '../problem/refusal.ts';

/** The journal's routes; none for a service that owns no events. */
export function boundFeed(service: ServiceName, journal: JournalReader): readonly BoundRoute[] {
  if (eventsOf[service].length === 0) return [];
  const { readHeads, readFeed, listChanges } = feedRoutes(service);
  return [
    handle(readHeads, async () => ({ reply: { body: await journal.heads() } })),
    handle(readFeed, async ({ query: { slot, agg, after, limit } }) => {
      if ((slot === undefined) === (agg === undefined)) throw eitherSlotOrAgg();
      const from = agg === undefined ? { slot: slot ?? 0, after } : { agg, after };
      return { reply: { body: { records: await journal.feed(from, limit) } } };
    }),
    handle(listChanges, async ({ query: { after, type, limit } }) => {
      const { items, next } = await journal.changes(after, type, limit);
      return { reply: { body: { items: items.map((record) => cloudEventOf(service, record)), next } } };
    }),
  ];
}

const eitherSlotOrAgg = () =>
  new Refusal('VALIDATION', {
    errors: [{ pointer: '/query', code: 'REFUSED', detail: 'Give either slot or agg.' }],
  });
