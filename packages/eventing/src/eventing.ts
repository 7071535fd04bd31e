// Eventing of one service in one process: its aggregates and relay on one side, views and reactions on the other.
import { dayIn, type ServiceName } from '@tributary/contracts';
import { createConsumers, viewsGroup } from './consume/consumers.ts';
import { createHeads } from './consume/heads.ts';
import { uuidv7 } from './ids.ts';
import { fresh } from './jobs/pass.ts';
import { type Runner, startRunner } from './jobs/runner.ts';
import { eventAt } from './journal/event-at.ts';
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
import { mongoJobLease, mongoJobs } from './mongo/jobs.ts';
import { mongoCursors, mongoJournal, mongoLease } from './mongo/journal.ts';
import { mongoOutbox } from './mongo/outbox.ts';
import { mongoParkedMarkers } from './mongo/parked.ts';
import { mongoRows } from './mongo/rows.ts';
import { mongoTombstones } from './mongo/tombstones.ts';
import { mongoVersionedRows } from './mongo/versioned-rows.ts';
import type { AggregateDefinition, Eventing, EventingOptions, JobKind, Jobs, Moment, Reaction } from './ports.ts';
import { createAggregateStore } from './store/aggregate-store.ts';
import type { AggregateDocuments } from './store/documents.ts';
import type { Handed } from './views/handover.ts';
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
  const versionedRows: string[] = [];
  const kinds: JobKind<never>[] = [];
  let runner: Runner | undefined;
  const works = role !== 'api';
  let connection: MongoConnection | undefined;
  let currency: BaseCurrency | undefined;
  let leader: Leader | undefined;
  let topic: Topic | undefined;
  let closed = false;

  function connected(): MongoConnection {
    if (connection === undefined) throw new Error('eventing has not started');
    return connection;
  }

  const tombstones = mongoTombstones(connected);

  const moment = (): Moment => {
    const instant = now();
    return { now: instant, today: dayIn(options.timeZone, instant), newId: uuidv7 };
  };

  const journal = createJournalReader(() => ({ journal: mongoJournal(connected()), leases: mongoLease(connected()) }));
  const heads = createHeads(options.feeds, log, () => consumers.headsEveryMs());
  const views = createViews({ heads, log, now });
  const { feeds, viewsVersion } = options;
  const onViews = (handed?: Handed) => views.wake(handed);
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

  async function startJobs(mongo: MongoConnection): Promise<void> {
    const jobs = mongoJobs(mongo);
    for (const { name, everyMs } of kinds) if (everyMs !== undefined) await jobs.begin(fresh(name, '', {}, now()));
    runner = startRunner({ instance, lease: mongoJobLease(mongo), jobs, kinds, moment, log });
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
        buried: tombstones.buried,
        recorded: (agg, seq) => eventAt(mongoJournal(connected()), agg, seq),
        wake: () => leader?.wake(),
        log,
      });
    },
    view: views.view,
    versionedRows(name) {
      if (connection !== undefined) throw new Error('versioned rows are declared before start');
      versionedRows.push(name);
      return mongoVersionedRows(connected, name);
    },
    tombstones,
    react: (more) => void reactions.push(...more),
    job<Input>(kind: JobKind<Input>): Jobs<Input> {
      if (connection !== undefined) throw new Error('jobs are declared before start');
      kinds.push(kind);
      return {
        async begin(key, input) {
          await mongoJobs(connected()).begin(fresh(kind.name, key, input, now()));
          runner?.wake();
        },
        async state(key) {
          const job = await mongoJobs(connected()).find(`${kind.name}:${key}`);
          return job && (job.dueAt === undefined ? 'done' : 'running');
        },
      };
    },
    async start() {
      connection ??= await connectMongo(options.mongoUrl, databaseOf(service));
      if (closed) return connection.close();
      if (options.baseCurrency !== undefined) currency ??= mongoBaseCurrency(connection, options.baseCurrency);
      await currency?.check();
      await makeIndexes(connection, definitions, viewsVersion, versionedRows);
      if (works && definitions.length > 0 && leader === undefined) startRelay(connection);
      if (works && kinds.length > 0 && runner === undefined) await startJobs(connection);
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
      closed = true;
      await heads.close();
      await consumers.close();
      await views.close();
      await runner?.stop();
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
