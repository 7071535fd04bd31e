// Eventing of one service in one process: its aggregates and relay on one side, views and reactions on the other.

import { dayIn, type Moment, type ServiceName } from '@tributary/contracts';
import { createConsumers, reactionsGroup, sourcesOf, viewsGroup } from './consume/consumers.ts';
import { EmbeddedRefused } from './consume/failure.ts';
import { createHighWatermarks } from './consume/high-watermarks.ts';
import { type History, openHistory } from './history/history.ts';
import { uuidv7 } from './ids.ts';
import { fresh } from './jobs/pass.ts';
import { type Runner, startRunner } from './jobs/runner.ts';
import { besideSweeps, namingSweep, orphanSweep, rowSweep } from './jobs/sweeps.ts';
import { eventAt } from './journal/event-at.ts';
import { createJournalReader } from './journal/reader.ts';
import { createRelaying } from './journal/relaying.ts';
import type { Topic } from './journal/sender.ts';
import { createKafka } from './kafka/client.ts';
import { consumeTopics } from './kafka/consumer.ts';
import { kafkaTopic } from './kafka/producer.ts';
import { ensureTopics, isEmbedded } from './kafka/topics.ts';
import { ensureMarks } from './kafka/witness.ts';
import { mongoAggregates } from './mongo/aggregates.ts';
import { mongoAliases } from './mongo/aliases.ts';
import { type BaseCurrency, keeping, mongoBaseCurrency } from './mongo/base-currency.ts';
import { mongoCheckpoints } from './mongo/checkpoints.ts';
import { connectMongo, type MongoConnection } from './mongo/connection.ts';
import { takeDataFormat } from './mongo/data-format.ts';
import { mongoDeadRecords } from './mongo/dead-records.ts';
import { makeIndexes } from './mongo/indexes.ts';
import { mongoJobLease, mongoJobs } from './mongo/jobs.ts';
import { mongoCursors, mongoJournal, mongoLease } from './mongo/journal.ts';
import { mongoOutbox } from './mongo/outbox.ts';
import { mongoParkedMarkers } from './mongo/parked.ts';
import { type DeclaredRecords, mongoRecords } from './mongo/records.ts';
import { mongoTombstones } from './mongo/tombstones.ts';
import { mongoVersionedRows } from './mongo/versioned-rows.ts';
import { mongoViewVersions } from './mongo/view-versions.ts';
import type { AggregateDefinition } from './ports/aggregates.ts';
import type { PointsAt } from './ports/beside-aggregates.ts';
import type { Eventing, EventingOptions } from './ports/eventing.ts';
import type { JobKind, Jobs } from './ports/jobs.ts';
import type { Reaction } from './ports/reactions.ts';
import type { ReservingKind } from './ports/reservations.ts';
import { withEarlierForms } from './react/earlier-forms.ts';
import { createRebuilds } from './rebuild/rebuild.ts';
import { createServing } from './rebuild/serving.ts';
import { createAggregateStore } from './store/aggregate-store.ts';
import type { AggregateDocuments } from './store/documents.ts';
import { withChanges } from './store/record-changes.ts';
import { tracedTopic } from './tracing/topic.ts';
import type { Handed } from './views/handover.ts';
import { createMoves } from './views/moves.ts';
import { versionOf } from './views/version.ts';
import { createViews } from './views/views.ts';

/** The database of a service. */
export const databaseOf = (service: ServiceName): string => `tributary_${service}`;

/** Composes eventing; nothing is connected before `start`. */
export function openEventing(options: EventingOptions): Eventing {
  const { service, instance, role, log, tracing, now = () => new Date() } = options;
  const definitions: AggregateDefinition<object>[] = [];
  const reactions: Reaction[] = [];
  const versionedRows: string[] = [];
  const records: DeclaredRecords[] = [];
  const kinds: JobKind<never>[] = [];
  const first: ((moment: Moment) => Promise<void>)[] = [];
  let runner: Runner | undefined;
  const works = role !== 'api';
  let connection: MongoConnection | undefined;
  let currency: BaseCurrency | undefined;
  let history: History | undefined;
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

  const names = () => definitions.map(({ name }) => name);
  const relaying = createRelaying({
    ...options,
    stores: () => ({
      leases: mongoLease(connected()),
      journal: mongoJournal(connected()),
      outbox: mongoOutbox(connected(), names()),
      cursors: mongoCursors(connected()),
    }),
    openTopic,
    names,
    now,
  });
  const journal = createJournalReader(() => ({ journal: mongoJournal(connected()), leases: mongoLease(connected()) }));
  const highWatermarks = createHighWatermarks(options.feeds, log, () => consumers.highWatermarksEveryMs());
  const { feeds, acceptLoss = false } = options;
  const moves = createMoves(log);
  const views = createServing({
    make: () => createViews({ highWatermarks, log, now, moves }),
    storeOf: (version) => rebuilds.storeOf(version),
    moves,
    log,
  });
  const onViews = (group: string, handed?: Handed) => views.wake(group, handed);
  const viewsVersion = () => versionOf(views.declared);
  const consumers = createConsumers({ service, feeds, highWatermarks, moment, now, log, acceptLoss, onViews, tracing });
  const parts = { service, highWatermarks, now, log };
  const rebuilds = createRebuilds({ ...parts, viewsVersion, works, consumers, serving: views });

  /** An installation that counts does not begin on the servers of a pilot; a broker that is away is not asked. */
  async function refuseEmbedded(mongo: MongoConnection): Promise<void> {
    if (options.mode !== 'production') return;
    if (await mongo.isEmbedded()) throw new EmbeddedRefused('MONGO_URL', 'MongoDB');
    const kafka = createKafka(options.kafkaBrokers, `${service}.start`, log);
    if (await isEmbedded(kafka).catch(() => false)) throw new EmbeddedRefused('KAFKA_BROKERS', 'Kafka');
  }

  /** What the journal held is still there, or nothing of this process begins. */
  async function proveHistory(mongo: MongoConnection): Promise<void> {
    const { markFile } = options;
    const kafka = createKafka(options.kafkaBrokers, `${service}.history`, log);
    history ??= openHistory({ service, mongo, kafka, acceptLoss, markFile, works, now, log });
    await history.prove();
  }

  function openTopic(): Topic {
    const kafka = createKafka(options.kafkaBrokers, `${service}.relay`, log);
    const sent = kafkaTopic(kafka, service, () => history?.beforeSending() ?? Promise.resolve());
    return tracing === undefined ? sent : tracedTopic(sent, service, tracing);
  }

  /** Leads the relay or waits to, and keeps the marks of the history while it leads. */
  function startRelay(): void {
    relaying.startRelay();
    history?.keep(relaying.epoch);
  }

  async function startJobs(mongo: MongoConnection): Promise<void> {
    const jobs = mongoJobs(mongo);
    for (const { name, everyMs } of kinds) if (everyMs !== undefined) await jobs.begin(fresh(name, '', {}, now()));
    runner = startRunner({ ...options, lease: mongoJobLease(mongo), jobs, kinds, moment });
  }

  async function startReading(mongo: MongoConnection): Promise<void> {
    const store = {
      checkpoints: mongoCheckpoints(mongo),
      parked: mongoParkedMarkers(mongo),
      aliases: mongoAliases(mongo, viewsVersion()),
      versions: mongoViewVersions(mongo, (version) => viewsGroup(service, version)),
      deadRecords: mongoDeadRecords(mongo),
    };
    await consumers.open(store, views.declared, reactions);
    await rebuilds.start(store);
    highWatermarks.start(consumers.sources);
    if (!works || consumers.sources.length === 0) return;
    const kafka = createKafka(options.kafkaBrokers, `${service}.${instance}`, log);
    consumers.run((parts) => consumeTopics({ kafka, ...parts }));
  }

  return {
    journal,
    views: views.state,
    aggregate<State extends object>(definition: AggregateDefinition<State>, owners?: () => readonly ReservingKind[]) {
      if (connection !== undefined) throw new Error('aggregates are declared before start');
      definitions.push(definition as unknown as AggregateDefinition<object>);
      let documents: AggregateDocuments<State> | undefined;
      const store = createAggregateStore({
        definition,
        documents: () => {
          documents ??= keeping(currency, mongoAggregates(connected(), definition));
          return documents;
        },
        installationKey: options.installationKey,
        buried: tombstones.buried,
        recorded: (agg, seq) => eventAt(mongoJournal(connected()), agg, seq),
        wake: () => relaying.wake(definition.name),
        log,
      });
      if (definition.names !== undefined) kinds.push(namingSweep(definition.name, store));
      if (owners !== undefined) kinds.push(orphanSweep(definition.name, store, owners));
      if (definitions.length === 1) kinds.push(...besideSweeps(connected, names));
      return store;
    },
    view: views.view,
    versionedRows<Content extends object>(name: string, pointsAt: PointsAt) {
      if (connection !== undefined) throw new Error('versioned rows are declared before start');
      versionedRows.push(name);
      const rows = mongoVersionedRows<Content>(connected, name);
      kinds.push(rowSweep(name, rows, pointsAt));
      return rows;
    },
    beside<Content extends object>(name: string, sought: readonly string[] = []) {
      if (connection !== undefined) throw new Error('records are declared before start');
      records.push({ name, sought });
      return withChanges(mongoRecords<Content>(connected, name));
    },
    tombstones,
    before: (work) => void first.push(work),
    react: (more) => void reactions.push(...more.flatMap(withEarlierForms)),
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
    async prepare() {
      const mongo = await connectMongo(options.mongoUrl, databaseOf(service));
      try {
        await refuseEmbedded(mongo);
        await takeDataFormat(mongo, service);
        await makeIndexes(mongo, definitions, versionedRows, records);
        if (definitions.length === 0) return;
        const kafka = createKafka(options.kafkaBrokers, `${service}.topics`, log);
        await ensureTopics(kafka, [service]);
        await ensureMarks(kafka, service);
      } finally {
        await mongo.close();
      }
    },
    async start() {
      connection ??= await connectMongo(options.mongoUrl, databaseOf(service));
      if (closed) return connection.close();
      await refuseEmbedded(connection);
      await takeDataFormat(connection, service);
      if (options.baseCurrency !== undefined) currency ??= mongoBaseCurrency(connection, options.baseCurrency);
      await currency?.check();
      await makeIndexes(connection, definitions, versionedRows, records);
      if (definitions.length > 0) await proveHistory(connection);
      if (definitions.length > 0) await relaying.startWriting();
      for (const work of first) await work(moment());
      if (works && definitions.length > 0) startRelay();
      if (works && kinds.length > 0 && runner === undefined) await startJobs(connection);
      await startReading(connection);
    },
    get consumes() {
      const groups = [
        { group: viewsGroup(service, viewsVersion()), sources: sourcesOf(views.declared) },
        { group: reactionsGroup(service), sources: sourcesOf(reactions.map(({ event }) => event)) },
      ];
      return groups.filter(({ sources }) => sources.length > 0);
    },
    get rebuild() {
      return views.declared.length > 0 ? rebuilds.operators : undefined;
    },
    get outbox() {
      return definitions.length > 0 ? relaying.backlog : undefined;
    },
    parked: consumers.parked,
    redrive: consumers.redrive,
    gauges: async () => ({
      ...(await relaying.gauges()),
      ...(await consumers.gauges(rebuilds.aside())),
      ...(await rebuilds.gauges()),
    }),
    alive: () => consumers.alive() && relaying.alive(),
    async close() {
      closed = true;
      await highWatermarks.close();
      await rebuilds.close();
      await consumers.close();
      await views.close();
      await runner?.stop();
      await relaying.close();
      await history?.stop();
      await connection?.close();
    },
  };
}
