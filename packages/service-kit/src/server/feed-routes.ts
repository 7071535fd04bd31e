// The journal of a service over HTTP: high watermarks and feed for the workers of others, changes for institutions.
import { cloudEventOf, eventByType, eventsOf, feedRoutes, type ServiceName } from '@tributary/contracts';
import type { Actor, JournalReader } from '@tributary/eventing';
import { type BoundRoute, handle, type ServiceParts } from '../ports.ts';
import { Refusal } from '../problem/refusal.ts';

type Pairwise = NonNullable<ServiceParts['pairwise']>;

/** The journal's routes; none for a service that owns no events. */
export function boundFeed(service: ServiceName, journal: JournalReader, pairwise?: Pairwise): readonly BoundRoute[] {
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
      const told = items.flatMap((record) => toldTo(actor, record, pairwise) ?? []);
      return { reply: { body: { items: told.map((record) => cloudEventOf(service, record)), next } } };
    }),
  ];
}

type Told = Parameters<typeof cloudEventOf>[1];

/**
 * An event as a caller is told of it; undefined: not at all. What is confidential is for its owner alone. Of natural
 * persons those roles are told that the contract names, each client by ids of its own: what two of them have been told
 * has no id in common.
 */
function toldTo(actor: Actor | undefined, record: Told, pairwise: Pairwise | undefined): Told | undefined {
  const { event } = record;
  const { confidential, ofPersons } = eventByType(event.type) ?? {};
  if (confidential === true && event.ministry !== actor?.ministry) return undefined;
  if (ofPersons === undefined) return record;
  const isTold = ofPersons.toldTo.some((role) => actor?.roles.includes(role));
  if (actor === undefined || pairwise === undefined || !isTold) return undefined;
  const own = (id: string) => pairwise(id, actor);
  const data = Object.entries(event.data ?? {}).map(([field, value]) => [
    field,
    ofPersons.ids.includes(field) ? own(String(value)) : value,
  ]);
  const { traceparent: _trace, causationId: _cause, ...kept } = event;
  const subject = own(event.subject);
  return {
    ...record,
    agg: subject,
    event: { ...kept, id: own(event.id), subject, data: Object.fromEntries(data) },
  };
}

const eitherPartitionOrAgg = () =>
  new Refusal('VALIDATION', {
    errors: [{ pointer: '/query', code: 'REFUSED', detail: 'Give either partition or agg.' }],
  });
