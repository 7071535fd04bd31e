// The consumers of a service: one group for its views, one for its reactions, on one engine. Kafka is the fast way in,
// the high watermarks are the sure one; until Kafka delivers, the feed does.
import { type EventDescription, type Moment, type ServiceName, services } from '@tributary/contracts';
import type { Eventing, EventingLog, Parked } from '../ports/eventing.ts';
import type { FeedClient } from '../ports/journal.ts';
import type { Reaction } from '../ports/reactions.ts';
import type { Tracing } from '../ports/tracing.ts';
import { createReactionsHandler } from '../react/reactions.ts';
import { tracedHandler } from '../tracing/handler.ts';
import { type Declared, keepingOf } from '../views/append.ts';
import { createHandover, type Handed } from '../views/handover.ts';
import { createRowsHandler } from '../views/rows-handler.ts';
import { createBegins, type ReactionBegins } from './begins.ts';
import { contractsOf } from './check.ts';
import type { Handler } from './effect.ts';
import { describeFailure } from './failure.ts';
import { createGroup, type Group, type GroupParts } from './group.ts';
import type { HighWatermarkPoller } from './high-watermarks.ts';
import type { Checkpoints, DeadRecords, Marker, ParkedMarkers, Rows } from './store.ts';

/** What Kafka is asked for, for one group; `src/kafka/consumer.ts` answers. */
export type Deliver = (parts: {
  readonly group: string;
  readonly sources: readonly ServiceName[];
  readonly applied: Group['applied'];
  readonly take: Group['take'];
  readonly onDead: DeadRecords['put'];
  readonly onJoin: () => Promise<void>;
  readonly log: EventingLog;
}) => { readonly delivering: boolean; close(): Promise<void> };

export interface ConsumerStore {
  readonly checkpoints: Checkpoints;
  readonly parked: ParkedMarkers;
  readonly deadRecords: DeadRecords;
}

export interface ConsumersParts {
  readonly service: ServiceName;
  readonly feeds: FeedClient;
  readonly highWatermarks: HighWatermarkPoller;
  readonly moment: () => Moment;
  readonly now: () => Date;
  readonly log: EventingLog;
  /** what is read of a journal that was set back is filled anew */
  readonly acceptLoss: boolean;
  /** The views' checkpoints of a group have moved. @param handed what was written on the way, where that is known */
  readonly onViews: (group: string, handed?: Handed) => void;
  readonly tracing?: Tracing | undefined;
}

export interface Consumers extends Pick<Eventing, 'parked' | 'redrive' | 'alive'> {
  /** Takes what was declared, and readies the group of the reactions, in any role. */
  open(store: ConsumerStore, views: readonly Declared[], reactions: readonly Reaction[]): Promise<void>;
  /** Readies the group of a version of the views; where it is ready, it stays as it is. A worker that runs consumes in it. */
  openViews(version: string, rows: Rows): Promise<void>;
  /** Ends the group of a version: its chunks are finished, and no more are taken. */
  closeViews(version: string): Promise<void>;
  /** @param aside groups of the views whose rows nobody is shown: they may be behind */
  gauges(aside: ReadonlySet<string>): Promise<Readonly<Record<string, number>>>;
  /** services whose events are consumed here */
  readonly sources: readonly ServiceName[];
  /** Consumes, in a worker. */
  run(deliver: Deliver): void;
  /** How often the owners are asked for their high watermarks: as long as Kafka does not deliver, they are the only way in. */
  highWatermarksEveryMs(): number;
  close(): Promise<void>;
}

export const viewsGroup = (service: ServiceName, version: string): string => `${service}.views.${version}`;
export const reactionsGroup = (service: ServiceName): string => `${service}.reactions`;

const HEADS_MS = 1_000;
const HEADS_WITHOUT_KAFKA_MS = 250;

/** A worker whose high watermarks loop has not gone round for this long is not alive. */
const LONGEST_ROUND_MS = 30_000;

/** The services that these belong to, in the order of all. */
export const sourcesOf = (bound: readonly { readonly service: ServiceName }[]): readonly ServiceName[] =>
  services.filter((service) => bound.some((one) => one.service === service));

export function createConsumers(parts: ConsumersParts): Consumers {
  const { service, feeds, highWatermarks, log, tracing } = parts;
  const groups = new Map<string, Group>();
  const deliveries = new Map<Group, ReturnType<Deliver>>();
  const looking = new Map<string, Promise<unknown>>();
  let begins: ReactionBegins | undefined;
  let store: ConsumerStore | undefined;
  let declared: readonly Declared[] = [];
  let answered: readonly EventDescription[] = [];
  let unknownEvents = 0;
  let delivering: Deliver | undefined;

  function opened(): ConsumerStore {
    if (store === undefined) throw new Error('eventing has not started');
    return store;
  }

  function onParked({ group, service: source, agg, fromSeq, error }: Omit<Marker, 'mending'>): void {
    log.error({ group, source, agg, fromSeq, error }, 'an aggregate is set aside');
  }

  function make(
    name: string,
    handler: Handler,
    bound: readonly EventDescription[],
    own: Pick<GroupParts, 'onApplied' | 'prepare' | 'isMine' | 'forget'>,
  ): Group {
    const { checkpoints, parked } = opened();
    const contractOf = contractsOf(bound);
    const onUnknown = () => {
      unknownEvents += 1;
    };
    const sources = sourcesOf(bound);
    return createGroup({
      group: name,
      sources,
      handler: tracing === undefined ? handler : tracedHandler(handler, name, tracing),
      checkpoints,
      parked,
      feeds,
      log,
      contractOf,
      onUnknown,
      onParked,
      ...own,
    });
  }

  function take(group: Group): void {
    groups.set(group.name, group);
    if (delivering !== undefined) consume(group, delivering);
  }

  function consume(group: Group, deliver: Deliver): void {
    const { name, sources, applied, take: onRecords, refresh } = group;
    const onDead = opened().deadRecords.put;
    deliveries.set(group, deliver({ group: name, sources, applied, take: onRecords, onDead, onJoin: refresh, log }));
  }

  async function end(group: Group): Promise<void> {
    group.stop();
    groups.delete(group.name);
    await deliveries.get(group)?.close();
    deliveries.delete(group);
    await Promise.all([...looking].filter(([key]) => key.startsWith(`${group.name}|`)).map(([, look]) => look));
    await group.settled();
  }

  /** Markers of the groups that this release consumes in: those of another version of the views are not its business. */
  const setAside = async (): Promise<readonly Marker[]> =>
    (await opened().parked.list()).filter(({ group }) => groups.has(group));

  const folded = () => declared.flatMap((view) => [...view.events.values()]);

  async function openViews(version: string, rows: Rows): Promise<void> {
    const { checkpoints } = opened();
    const group = viewsGroup(service, version);
    if (groups.has(group)) return;
    const keeping = keepingOf(declared);
    const events = folded();
    const [types, erasing] = [[...keeping.folded.keys()], [...keeping.terminal]];
    await checkpoints.declare({ group, folded: types.sort(), terminal: erasing.sort() });
    const handover = createHandover();
    const handler = createRowsHandler({ rows, feeds, keeping, contractOf: contractsOf(events), handover });
    const forget = parts.acceptLoss ? rows.clear : undefined;
    const onApplied: GroupParts['onApplied'] = (assignment, step) =>
      parts.onViews(group, handover.take(assignment, step));
    const made = make(group, handler, events, { onApplied, forget });
    await made.open();
    take(made);
  }

  async function openReactions(reactions: readonly Reaction[]): Promise<void> {
    const group = reactionsGroup(service);
    begins = createBegins(group, opened().checkpoints, feeds, reactions);
    const { at, open: prepare, isMine } = begins;
    const handler = createReactionsHandler({ reactions, contractOf: contractsOf(answered), moment: parts.moment, at });
    // answered again from the first on: what was answered before is dropped by its target
    const forget = parts.acceptLoss ? async () => undefined : undefined;
    const made = make(group, handler, answered, { onApplied: () => undefined, prepare, isMine, forget });
    await made.open();
    take(made);
  }

  /** One look at a time per group and source. Only a worker goes after high watermarks. */
  function look(group: Group, source: ServiceName, answer: Parameters<Group['look']>[1]): void {
    const key = `${group.name}|${source}`;
    if (looking.has(key) || !group.sources.includes(source)) return;
    const delivery = deliveries.get(group);
    const seen = group.name === reactionsGroup(service) ? begins?.see(source, answer) : undefined;
    const looked = Promise.resolve(seen)
      .then(() => group.aim(source, answer))
      .then(() => delivery && group.look(source, answer, delivery.delivering))
      .catch((error) =>
        log.warn({ group: group.name, source, error: describeFailure(error) }, 'a look at the high watermarks failed'),
      )
      .finally(() => looking.delete(key));
    looking.set(key, looked);
  }

  return {
    get sources() {
      return sourcesOf([...folded(), ...answered]);
    },
    async open(from, views, reactions) {
      store = from;
      declared = views;
      answered = reactions.map(({ event }) => event);
      if (reactions.length > 0) await openReactions(reactions);
      highWatermarks.listen((source, answer) => {
        for (const group of groups.values()) look(group, source, answer);
      });
    },
    openViews,
    async closeViews(version) {
      const group = groups.get(viewsGroup(service, version));
      if (group !== undefined) await end(group);
    },
    run(deliver) {
      delivering = deliver;
      for (const group of groups.values()) consume(group, deliver);
    },
    highWatermarksEveryMs: () =>
      [...deliveries.values()].every((delivery) => delivery.delivering) ? HEADS_MS : HEADS_WITHOUT_KAFKA_MS,
    parked: async (): Promise<readonly Parked[]> =>
      (await setAside()).map(({ group, service: source, agg, fromSeq, error }) => ({
        group,
        service: source,
        agg,
        fromSeq,
        error,
      })),
    redrive: async ({ group, service: source, agg }) => (await groups.get(group)?.redrive(source, agg)) ?? false,
    async gauges(aside) {
      const now = parts.now();
      const lags = [...groups.values()].filter(({ name }) => !aside.has(name)).map((group) => group.lag(now));
      const { deadRecords } = opened();
      return {
        consumer_lag_events: lags.reduce((sum, { events }) => sum + events, 0),
        consumer_lag_seconds: Math.max(0, ...lags.map(({ seconds }) => seconds)),
        parked_aggregates: (await setAside()).length,
        dead_records: await deadRecords.count(),
        lanes_set_back: [...groups.values()].reduce((sum, group) => sum + group.setBack(), 0),
        unknown_events: unknownEvents,
      };
    },
    alive: () => delivering === undefined || highWatermarks.age() < LONGEST_ROUND_MS,
    async close() {
      for (const group of groups.values()) group.stop();
      await Promise.all([...deliveries.values()].map((delivery) => delivery.close()));
      await Promise.all(looking.values());
      await Promise.all([...groups.values()].map((group) => group.settled()));
    },
  };
}
