// The consumers of a service: one group for its views, one for its reactions, on one engine. Kafka is the fast way in,
// the heads are the sure one; until Kafka delivers, the feed does.
import { isDeepStrictEqual } from 'node:util';
import { type EventDescription, type ServiceName, services } from '@tributary/contracts';
import type { Eventing, EventingLog, FeedClient, Moment, Parked, Reaction } from '../ports.ts';
import { createReactionsHandler } from '../react/reactions.ts';
import { type Declared, keepingOf } from '../views/append.ts';
import { createHandover, type Handed } from '../views/handover.ts';
import { createRowsHandler } from '../views/rows-handler.ts';
import { createBegins, type ReactionBegins } from './begins.ts';
import { contractsOf } from './check.ts';
import type { Handler } from './effect.ts';
import { describeFailure } from './failure.ts';
import { createGroup, type Group, type GroupParts } from './group.ts';
import type { HeadsPoller } from './heads.ts';
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
  readonly rows: Rows;
  readonly deadRecords: DeadRecords;
}

export interface ConsumersParts {
  readonly service: ServiceName;
  readonly viewsVersion: number;
  readonly feeds: FeedClient;
  readonly heads: HeadsPoller;
  readonly moment: () => Moment;
  readonly now: () => Date;
  readonly log: EventingLog;
  /** The views' checkpoints have moved. @param handed what was written on the way, where that is known */
  readonly onViews: (handed?: Handed) => void;
}

export interface Consumers extends Pick<Eventing, 'parked' | 'redrive' | 'alive' | 'gauges'> {
  /**
   * Readies the groups of what was declared, in any role.
   * @throws when the views fold other events than the rows of this version were kept for
   */
  open(store: ConsumerStore, views: readonly Declared[], reactions: readonly Reaction[]): Promise<void>;
  /** services whose events are consumed here */
  readonly sources: readonly ServiceName[];
  /** Consumes, in a worker. */
  run(deliver: Deliver): void;
  /** How often the owners are asked for their heads: as long as Kafka does not deliver, they are the only way in. */
  headsEveryMs(): number;
  close(): Promise<void>;
}

export const viewsGroup = (service: ServiceName, version: number): string => `${service}.views.${version}`;
export const reactionsGroup = (service: ServiceName): string => `${service}.reactions`;

const HEADS_MS = 1_000;
const HEADS_WITHOUT_KAFKA_MS = 250;

/** A worker whose heads loop has not gone round for this long is not alive. */
const LONGEST_ROUND_MS = 30_000;

const sourcesOf = (bound: readonly { readonly service: ServiceName }[]): readonly ServiceName[] =>
  services.filter((service) => bound.some((one) => one.service === service));

export function createConsumers(parts: ConsumersParts): Consumers {
  const { service, viewsVersion, feeds, heads, log } = parts;
  const groups = new Map<string, Group>();
  const deliveries = new Map<Group, ReturnType<Deliver>>();
  const looking = new Map<string, Promise<unknown>>();
  let begins: ReactionBegins | undefined;
  let store: ConsumerStore | undefined;
  let unknownEvents = 0;
  let running = false;

  function opened(): ConsumerStore {
    if (store === undefined) throw new Error('eventing has not started');
    return store;
  }

  function onParked({ group, service: source, agg, fromSeq, error }: Omit<Marker, 'mending'>): void {
    log.error({ group, source, agg, fromSeq, error }, 'an aggregate is set aside');
  }

  function add(
    name: string,
    handler: Handler,
    bound: readonly EventDescription[],
    own: Pick<GroupParts, 'onApplied' | 'prepare' | 'isMine'>,
  ): void {
    const { checkpoints, parked } = opened();
    const contractOf = contractsOf(bound);
    const onUnknown = () => {
      unknownEvents += 1;
    };
    const sources = sourcesOf(bound);
    groups.set(
      name,
      createGroup({
        group: name,
        sources,
        handler,
        checkpoints,
        parked,
        feeds,
        log,
        contractOf,
        onUnknown,
        onParked,
        ...own,
      }),
    );
  }

  /** Markers of the groups that this release consumes in: those of another version of the views are not its business. */
  const setAside = async (): Promise<readonly Marker[]> =>
    (await opened().parked.list()).filter(({ group }) => groups.has(group));

  async function openViews(views: readonly Declared[]): Promise<void> {
    const { checkpoints, rows } = opened();
    const group = viewsGroup(service, viewsVersion);
    const keeping = keepingOf(views);
    const events = views.flatMap((view) => [...view.events.values()]);
    const held = { group, folded: [...keeping.folded.keys()].sort(), terminal: [...keeping.terminal].sort() };
    const first = await checkpoints.declare(held);
    if (!isDeepStrictEqual(first, held)) {
      throw new Error(`the views of ${service} fold other events than version ${viewsVersion} was made for: raise it`);
    }
    const handover = createHandover();
    const handler = createRowsHandler({ rows, feeds, keeping, contractOf: contractsOf(events), handover });
    add(group, handler, events, { onApplied: (lane, step) => parts.onViews(handover.take(lane, step)) });
  }

  function openReactions(reactions: readonly Reaction[]): void {
    const group = reactionsGroup(service);
    const events = reactions.map(({ event }) => event);
    begins = createBegins(group, opened().checkpoints, feeds, reactions);
    const { at, open: prepare, isMine } = begins;
    const handler = createReactionsHandler({ reactions, contractOf: contractsOf(events), moment: parts.moment, at });
    add(group, handler, events, { onApplied: () => undefined, prepare, isMine });
  }

  /** One look at a time per group and source. Only a worker goes after heads. */
  function look(group: Group, source: ServiceName, answer: Parameters<Group['look']>[1]): void {
    const key = `${group.name}|${source}`;
    if (looking.has(key) || !group.sources.includes(source)) return;
    const delivery = deliveries.get(group);
    const seen = group.name === reactionsGroup(service) ? begins?.see(source, answer) : undefined;
    const looked = Promise.resolve(seen)
      .then(() => group.aim(source, answer))
      .then(() => delivery && group.look(source, answer, delivery.delivering))
      .catch((error) =>
        log.warn({ group: group.name, source, error: describeFailure(error) }, 'a look at the heads failed'),
      )
      .finally(() => looking.delete(key));
    looking.set(key, looked);
  }

  return {
    get sources() {
      return sourcesOf([...groups.values()].flatMap(({ sources }) => sources.map((source) => ({ service: source }))));
    },
    async open(from, views, reactions) {
      store = from;
      if (views.length > 0) await openViews(views);
      if (reactions.length > 0) {
        openReactions(reactions);
      }
      for (const group of groups.values()) await group.open();
      heads.listen((source, answer) => {
        for (const group of groups.values()) look(group, source, answer);
      });
    },
    run(deliver) {
      running = true;
      for (const group of groups.values()) {
        const { name, sources, applied, take, refresh } = group;
        const onDead = opened().deadRecords.put;
        deliveries.set(group, deliver({ group: name, sources, applied, take, onDead, onJoin: refresh, log }));
      }
    },
    headsEveryMs: () =>
      [...deliveries.values()].every(({ delivering }) => delivering) ? HEADS_MS : HEADS_WITHOUT_KAFKA_MS,
    parked: async (): Promise<readonly Parked[]> =>
      (await setAside()).map(({ group, service: source, agg, fromSeq, error }) => ({
        group,
        service: source,
        agg,
        fromSeq,
        error,
      })),
    redrive: async ({ group, service: source, agg }) => (await groups.get(group)?.redrive(source, agg)) ?? false,
    async gauges() {
      const now = parts.now();
      const lags = [...groups.values()].map((group) => group.lag(now));
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
    alive: () => !running || heads.age() < LONGEST_ROUND_MS,
    async close() {
      for (const group of groups.values()) group.stop();
      await Promise.all([...deliveries.values()].map((delivery) => delivery.close()));
      await Promise.all(looking.values());
      await Promise.all([...groups.values()].map((group) => group.settled()));
    },
  };
}
