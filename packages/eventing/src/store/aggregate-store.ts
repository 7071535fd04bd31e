// The aggregates of one kind: reading them, and the few ways to change one.
import type { AggregateStore } from '../ports/aggregates.ts';
import { createCommands } from './commands.ts';
import { toStored } from './documents.ts';
import { createNamingSweep, lookingAfterwards, type NamingSweep } from './naming.ts';
import { placeFrom, placeText } from './places.ts';
import { createReact } from './reactions.ts';
import { createReservations } from './reservations.ts';
import { createTurns } from './turns.ts';
import { createWriter, type StoreParts } from './writer.ts';

/** What of a kind's aggregates is looked after in steps, by jobs. */
export interface Sweeps {
  /** those that came to name somebody who was erased at that moment */
  readonly naming: NamingSweep['step'];
}

export function createAggregateStore<State extends object>(
  parts: StoreParts<State>,
): AggregateStore<State> & { readonly sweeps: Sweeps } {
  const plain = createWriter(parts);
  const naming = createNamingSweep(parts, plain);
  const writer = parts.definition.names === undefined ? plain : lookingAfterwards(parts, plain, naming);
  const turns = createTurns();
  return {
    async load(id) {
      const document = await parts.documents().find(id);
      return document && toStored(document);
    },
    async loadAll(ids) {
      if (ids.length === 0) return [];
      return (await parts.documents().findAll(ids)).map(toStored);
    },
    async page(filter, { after, limit, order }) {
      const place = after === undefined || order === undefined ? after : placeFrom(order, after);
      const found = await parts.documents().page(filter, place, limit + 1, order);
      const shown = found.slice(0, limit);
      const last = found.length > limit ? shown.at(-1) : undefined;
      const next = last && (order === undefined ? last.id : placeText(order, last));
      return { items: shown.map(toStored), next };
    },
    ...createCommands(parts, writer, turns),
    react: createReact(parts, writer, turns),
    ...createReservations(parts, turns),
    sweeps: { naming: naming.step },
  };
}
