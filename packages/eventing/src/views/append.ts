// How one row takes in events of its aggregate: exactly the next ones, each once; a terminal event ends its facts.

import { businessDateOf, type EventDescription, type RecordedEvent, type View } from '@tributary/contracts';
import type { RowChange, RowFact, RowHead } from '../consume/store.ts';

/** Which facts rows keep: the types that some view folds, and those that erase. */
export interface Keeping {
  readonly folded: ReadonlyMap<string, EventDescription>;
  readonly terminal: ReadonlySet<string>;
}

/** A declared view, whatever its rows are. */
export interface Declared extends Pick<View<unknown>, 'service' | 'events' | 'terminal'> {
  readonly folds: ReadonlyMap<string, unknown>;
}

/** What the rows of these views hold. */
export const keepingOf = (views: readonly Declared[]): Keeping => ({
  folded: new Map(views.flatMap(({ events, folds }) => [...events].filter(([type]) => folds.has(type)))),
  terminal: new Set(views.flatMap(({ terminal }) => [...terminal])),
});

export type Append =
  | { readonly do: 'drop' }
  /** an earlier event of the aggregate is missing: read its feed after this seq */
  | { readonly do: 'read'; readonly after: number }
  | { readonly do: 'write'; readonly change: RowChange };

/** `initiative` of `initiatives.initiative.registered.v1`. */
export const kindOf = (type: string): string => type.split('.')[1] ?? '';

/** The fact that a row keeps of an event. */
export const factOf = ({ pos, recordedAt, event }: RecordedEvent, contract: EventDescription): RowFact => ({
  type: event.type,
  seq: event.seq,
  pos,
  recordedAt,
  on: businessDateOf(contract, event.data),
  ministry: event.ministry,
  data: event.data,
});

/**
 * Rule 31: the next seq must be `row.seq + 1`; lower is dropped, higher asks for the feed. A terminal event (rule 29)
 * waits for nobody: it leaves a tombstone that keeps its position, and what follows moves the seq alone.
 * @param events of one aggregate, in any order, any number of times
 */
export function append(row: RowHead | undefined, events: readonly RecordedEvent[], keeping: Keeping): Append {
  const after = row?.seq ?? 0;
  const bySeq = new Map(events.filter(({ seq }) => seq > after).map((event) => [event.seq, event]));
  if (bySeq.size === 0) return { do: 'drop' };
  const end = Math.max(
    ...[...bySeq.values()].filter(({ event }) => keeping.terminal.has(event.type)).map(({ seq }) => seq),
  );
  const erases = end > after;
  const taken: RecordedEvent[] = [];
  for (let seq = erases ? end : after + 1; ; seq += 1) {
    const next = bySeq.get(seq);
    if (next === undefined) break;
    taken.push(next);
  }
  const [first, last] = [taken[0], taken.at(-1)];
  if (first === undefined || last === undefined) return { do: 'read', after };
  const erased = erases || row?.erased === true;
  const facts = taken.flatMap((event) => {
    const contract = erased ? undefined : keeping.folded.get(event.event.type);
    return contract === undefined ? [] : [factOf(event, contract)];
  });
  const [service] = first.event.type.split('.') as [RowChange['service']];
  return {
    do: 'write',
    change: {
      service,
      agg: first.agg,
      kind: kindOf(first.event.type),
      ministry: first.event.ministry,
      partition: first.partition,
      pos: last.pos,
      seq: last.seq,
      facts,
      erased,
      after,
    },
  };
}
