// Eventing of one service in one process: its aggregates and relay on one side, views and reactions on the other.
import { dayIn, type ServiceName } from '@tributary/contracts';
import { createConsumers, viewsGroup } from './consume/consumers.ts';
import { createHeads } from './consume/heads.ts';
import { uuidv7 } from './ids.ts';
import { type Leader, startLeader } from './journal/leader.ts';
import { createJournalReader } from './journal/reader.ts';
import type { Topic } from './journal/sender.ts';
import { createKafka } from './kafka/client.ts';
import { consumeTopics } from './kafka/consumer.ts';
import { kafkaTopic } from './kafka/producer.ts';
import { mongoAggregates } from './mongo/aggregates.ts';
import { type BaseCurrency, mongoBaseCurrency } from './mongo/base-currency.ts';
import { mongoCheckpoints } from './mongo/checkpoints.ts';
import { connectMongo, type MongoConnection } from './mongo/connection.ts';
import { mongoDeadRecords } from './mongo/dead-records.ts';
import { makeIndexes } from './mongo/indexes.ts';
import { mongoCursors, mongoJournal, mongoLease } from './mongo/journal.ts';
import { mongoOutbox } from './mongo/outbox.ts';
import { mongoParkedMarkers } from './mongo/parked.ts';
import { mongoRows } from './mongo/rows.ts';
import { mongoVersionedRows } from './mongo/versioned-rows.ts';
import type { AggregateDefinition, Eventing, EventingOptions, Moment, Reaction } from './ports.ts';
import { createAggregateStore } from './store/aggregate-store.ts';
import type { AggregateDocuments } from './store/documents.ts';
import { createViews } from './views/views.ts';

/** A relay whose loop has not come round for this long is not alive. */
const LONGEST_ROUND_MS = 60_000;

/** The database of a service. */
export const databaseOf = (service: ServiceName): string => `tributary_${service}`;

/** Composes eventing; nothing is connected before `start`. */
export function openEventing(options: EventingOptions): Eventing {
  const { service, instance, role, log, now = () => new Date() } = options;
  const definitions: AggregateDefinition<object>[] = [];
  const reactions: Reaction[] = [];
  const works = role !== 'api';
  let connection: MongoConnection | undefined;
  let currency: BaseCurrency | undefined;
  let leader: Leader | undefined;
  let topic: Topic | undefined;

  function connected(): MongoConnection {
    if (connection === undefined) throw new Error('eventing has not started');
    return connection;
  }

  const moment = (): Moment => {
    const instant = now();
    return { now: instant, today: dayIn(options.timeZone, instant), newId: uuidv7 };
  };

  const journal = createJournalReader(() => ({ journal: mongoJournal(connected()), leases: mongoLease(connected()) }));
  const heads = createHeads(options.feeds, log, () => consumers.headsEveryMs());
  const views = createViews({ heads, log, now });
  const { feeds, viewsVersion } = options;
  const onViews = () => views.wake();
  const consumers = createConsumers({ service, viewsVersion, feeds, heads, moment, now, log, onViews });

  function startRelay(mongo: MongoConnection): void {
    topic = kafkaTopic(createKafka(options.kafkaBrokers, `${service}.relay`, log), service);
    leader = startLeader({
      service,
      instance,
      leases: mongoLease(mongo),
      journal: mongoJournal(mongo),
      outbox: mongoOutbox(
        mongo,
        definitions.map(({ name }) => name),
      ),
      cursors: mongoCursors(mongo),
      topic,
      now,
      log,
    });
  }

  async function startReading(mongo: MongoConnection): Promise<void> {
    const store = {
      checkpoints: mongoCheckpoints(mongo),
      parked: mongoParkedMarkers(mongo),
      rows: mongoRows(mongo, viewsVersion),
      deadRecords: mongoDeadRecords(mongo),
    };
    await consumers.open(store, views.declared, reactions);
    heads.start(consumers.sources);
    void views.start({ ...store, group: viewsGroup(service, viewsVersion) });
    if (!works || consumers.sources.length === 0) return;
    const kafka = createKafka(options.kafkaBrokers, `${service}.${instance}`, log);
    consumers.run((parts) => consumeTopics({ kafka, ...parts }));
  }

  async function relayGauges(): Promise<Record<string, number>> {
    if (definitions.length === 0) return {};
    const { aggregates, since } = await mongoOutbox(
      connected(),
      definitions.map(({ name }) => name),
    ).backlog();
    return {
      outbox_aggregates: aggregates,
      outbox_age_seconds: since === undefined ? 0 : Math.max(0, now().getTime() - since.getTime()) / 1000,
      relay_leader: leader?.epoch() === undefined ? 0 : 1,
      relay_unsent_records: leader?.unsent() ?? 0,
    };
  }

  return {
    journal,
    views: views.state,
    aggregate<State extends object>(definition: AggregateDefinition<State>) {
      if (connection !== undefined) throw new Error('aggregates are declared before start');
      definitions.push(definition as unknown as AggregateDefinition<object>);
      let documents: AggregateDocuments<State> | undefined;
      return createAggregateStore({
        definition,
        documents: () => {
          documents ??= keeping(currency, mongoAggregates(connected(), definition));
          return documents;
        },
        installationKey: options.installationKey,
        wake: () => leader?.wake(),
        log,
      });
    },
    view: views.view,
    versionedRows: (name) => mongoVersionedRows(() => connected(), name),
    react: (more) => void reactions.push(...more),
    async start() {
      connection = await connectMongo(options.mongoUrl, databaseOf(service));
      if (options.baseCurrency !== undefined) currency = mongoBaseCurrency(connection, options.baseCurrency);
      await currency?.check();
      await makeIndexes(connection, definitions, viewsVersion);
      if (works && definitions.length > 0) startRelay(connection);
      await startReading(connection);
    },
    get consumes() {
      return views.declared.length > 0 || reactions.length > 0;
    },
    parked: consumers.parked,
    redrive: consumers.redrive,
    gauges: async () => ({ ...(await relayGauges()), ...(await consumers.gauges()) }),
    alive: () => consumers.alive() && (leader === undefined || leader.idleMs() < LONGEST_ROUND_MS),
    async close() {
      await heads.close();
      await consumers.close();
      await views.close();
      await leader?.stop();
      await topic?.close();
      await connection?.close();
    },
  };
}

/** Documents whose first is not written before the base currency is. */
const keeping = <State extends object>(
  currency: BaseCurrency | undefined,
  documents: AggregateDocuments<State>,
): AggregateDocuments<State> => ({
  ...documents,
  async insert(document) {
    await currency?.keep();
    return documents.insert(document);
  },
  async insertAll(all) {
    await currency?.keep();
    return documents.insertAll(all);
  },
});
