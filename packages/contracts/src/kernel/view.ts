// A view says how the facts of one kind of aggregate are folded. What is stored are the facts, never the fold.
import { type EventContract, type EventDescription, earlierForms } from './event.ts';
import type { ServiceName } from './service.ts';

/** One fact of an entity as a view keeps it. `on` is the business date; undefined where it is timeless. */
export interface StoredFact<T = unknown> {
  readonly type: string;
  readonly seq: number;
  readonly recordedAt: string;
  readonly on: string | undefined;
  readonly ministry: string;
  readonly data: T;
}

/** Folds the facts of one entity; it never looks at another entity. */
export interface View<Row> {
  readonly name: string;
  readonly service: ServiceName;
  readonly aggregate: string;
  readonly empty: (id: string, ministry: string) => Row;
  readonly folds: ReadonlyMap<string, (row: Row, fact: StoredFact) => Row>;
  /** contracts of all its events, by type */
  readonly events: ReadonlyMap<string, EventDescription>;
  /** types that empty the entity for good: a tombstone stays */
  readonly terminal: ReadonlySet<string>;
}

interface Handling<Row> {
  readonly event: EventDescription;
  readonly fold: ((row: Row, fact: StoredFact) => Row) | undefined;
}

/** Binds the fold of one type of event, typed by the event's data. */
export interface When<Row> {
  <T>(event: EventContract<T>, fold: (row: Row, fact: StoredFact<T>) => Row): Handling<Row>;
  /** The event ends the entity: its facts are removed, a tombstone stays, and nothing after it counts (rule 29). */
  erases(event: EventDescription): Handling<Row>;
}

/**
 * Declares a view: `defineView<InitiativeRow>('initiatives', empty, (when) => [when(registered, (row, {data}) => …)])`.
 * @throws when its events belong to several kinds of aggregate, or one is bound twice
 */
export function defineView<Row>(
  name: string,
  empty: (id: string, ministry: string) => Row,
  handlings: (when: When<Row>) => readonly Handling<Row>[],
): View<Row> {
  const named = handlings(
    Object.assign(
      <T>(event: EventContract<T>, fold: (row: Row, fact: StoredFact<T>) => Row): Handling<Row> => ({
        event,
        fold: (row, fact) => fold(row, fact as StoredFact<T>),
      }),
      { erases: (event: EventDescription): Handling<Row> => ({ event, fold: undefined }) },
    ),
  );
  const bound = named.flatMap((handling) => [handling, ...earlier(handling)]);
  const [first] = bound;
  if (first === undefined) throw new Error(`view ${name} folds no event`);
  const { service, aggregate } = first.event;
  const stranger = bound.find(({ event }) => event.service !== service || event.aggregate !== aggregate);
  if (stranger !== undefined) throw new Error(`view ${name} folds ${service}.${aggregate}, not ${stranger.event.type}`);
  const events = new Map(bound.map(({ event }) => [event.type as string, event]));
  if (events.size !== bound.length) throw new Error(`view ${name} binds an event twice`);
  return {
    name,
    service,
    aggregate,
    empty,
    events,
    folds: new Map(bound.flatMap(({ event, fold }) => (fold === undefined ? [] : [[event.type, fold] as const]))),
    terminal: new Set(bound.filter(({ fold }) => fold === undefined).map(({ event }) => event.type)),
  };
}

/** The same for every version that an event has replaced: its facts are folded in the form of today. */
const earlier = <Row>({ event: newest, fold }: Handling<Row>): readonly Handling<Row>[] =>
  earlierForms(newest).map(({ event, read }) => ({
    event,
    fold:
      fold &&
      ((row, { seq, recordedAt, on, ministry, data }) =>
        fold(row, { type: newest.type, seq, recordedAt, on, ministry, data: read(data) })),
  }));
