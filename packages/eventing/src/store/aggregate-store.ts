// The aggregates of one kind: reading them, and the few ways to change one.
import type { AggregateStore } from '../ports.ts';
import { createCommands } from './commands.ts';
import { toStored } from './documents.ts';
import { createNamingSweep, lookingAfterwards, type NamingSweep } from './naming.ts';
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
    async page(filter, { after, limit }) {
      const found = await parts.documents().page(filter, after, limit + 1);
      const items = found.slice(0, limit).map(toStored);
      return { items, next: found.length > limit ? items.at(-1)?.id : undefined };
    },
    ...createCommands(parts, writer, turns),
    react: createReact(parts, writer, turns),
    ...createReservations(parts, turns),
    sweeps: { naming: naming.step },
  };
}
