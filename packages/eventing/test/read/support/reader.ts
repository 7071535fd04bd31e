// The read side of one process on real stores and a real topic: what a service runs, with an owner that a test holds.
import type { Kafka } from 'kafkajs';
import { type Consumers, createConsumers, viewsGroup } from '../../../src/consume/consumers.ts';
import type { Group } from '../../../src/consume/group.ts';
import { createHighWatermarks } from '../../../src/consume/high-watermarks.ts';
import { createKafka } from '../../../src/kafka/client.ts';
import { consumeTopics } from '../../../src/kafka/consumer.ts';
import { mongoCheckpoints } from '../../../src/mongo/checkpoints.ts';
import { connectMongo } from '../../../src/mongo/connection.ts';
import { mongoDeadRecords } from '../../../src/mongo/dead-records.ts';
import { mongoParkedMarkers } from '../../../src/mongo/parked.ts';
import { mongoRows } from '../../../src/mongo/rows.ts';
import type { FeedClient } from '../../../src/ports/journal.ts';
import type { ViewReader, ViewsState } from '../../../src/ports/views.ts';
import { createViews } from '../../../src/views/views.ts';
import type { Servers } from '../../fixtures/servers.ts';
import { type Well, wells } from './engine.ts';
import { silent } from './fake-publisher.ts';
import type { ReadStore } from './memory-store.ts';

export interface Reader {
  readonly group: string;
  readonly state: ViewsState;
  readonly wells: ViewReader<Well>;
  readonly consumers: Consumers;
  readonly store: ReadStore;
  /** Hands records over in Kafka's place, where Kafka is away. */
  readonly take: Group['take'];
  /** Whether Kafka has given this process partitions. */
  readonly delivering: boolean;
  close(): Promise<void>;
}

/**
 * Starts a reader on a database of its own name: two readers on one database are two workers of one group.
 * @param kafka left out: nothing is consumed, as in a process that only serves; `away`: the feed is the only way in
 */
export async function startReader(
  { mongoUrl }: Pick<Servers, 'mongoUrl'>,
  owner: FeedClient,
  {
    database,
    version = 1,
    kafka,
    acceptLoss = false,
  }: {
    readonly database: string;
    readonly version?: number;
    readonly kafka?: Kafka | 'away';
    readonly acceptLoss?: boolean;
  },
): Promise<Reader> {
  const connection = await connectMongo(mongoUrl, database);
  const rows = mongoRows(connection, String(version));
  await rows.index();
  const store: ReadStore = {
    checkpoints: mongoCheckpoints(connection),
    parked: mongoParkedMarkers(connection),
    rows,
    deadRecords: mongoDeadRecords(connection),
  };
  const highWatermarks = createHighWatermarks(owner, silent, () => consumers.highWatermarksEveryMs());
  const now = () => new Date();
  const views = createViews({ highWatermarks, log: silent, now });
  const moment = () => ({ now: now(), today: '2026-03-01', newId: () => 'unused' });
  const consumers = createConsumers({
    service: 'reporting',
    feeds: owner,
    highWatermarks,
    moment,
    now,
    log: silent,
    acceptLoss,
    onViews: (_group, handed) => views.wake(handed),
  });
  const reader = views.view(wells);
  const group = viewsGroup('reporting', String(version));
  let take: Group['take'] = async () => false;
  let delivery: { readonly delivering: boolean } | undefined;
  await consumers.open(store, views.declared, []);
  await consumers.openViews(String(version), rows);
  highWatermarks.start(consumers.sources);
  await views.start({ ...store, group });
  if (kafka !== undefined) {
    consumers.run((parts) => {
      if (kafka === 'away') {
        take = parts.take;
        return { delivering: false, close: async () => undefined };
      }
      // one Kafka serves many tests: the database's name keeps their groups apart
      const consuming = consumeTopics({ ...parts, kafka, group: `${database}.${parts.group}` });
      delivery = consuming;
      return consuming;
    });
  }
  return {
    group,
    state: views.state,
    wells: reader,
    consumers,
    store,
    take,
    get delivering() {
      return delivery?.delivering === true;
    },
    async close() {
      await highWatermarks.close();
      await consumers.close();
      await views.close();
      await connection.close();
    },
  };
}

export const kafkaOf = ({ kafkaBroker }: Pick<Servers, 'kafkaBroker'>): Kafka =>
  createKafka([kafkaBroker], 'read-side-tests', silent);
