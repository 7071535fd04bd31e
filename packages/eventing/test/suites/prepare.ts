// What a service needs is made before its first process, and a second time changes nothing.
import { PARTITIONS } from '@tributary/contracts';
import { until } from '@tributary/testkit';
import type { Kafka } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseOf, openEventing } from '../../src/eventing.ts';
import { createKafka } from '../../src/kafka/client.ts';
import { connectMongo } from '../../src/mongo/connection.ts';
import type { EventingOptions } from '../../src/ports/eventing.ts';
import { wells } from '../fixtures/aggregates.ts';
import { installationKey, silent } from '../fixtures/requests.ts';
import type { Servers } from '../fixtures/servers.ts';

const unasked = () => Promise.reject(new Error('nobody asks for it'));

/** Eventing of a service with one aggregate. */
export function registryOn({ mongoUrl, kafkaBroker }: Servers, more: Partial<EventingOptions> = {}) {
  const eventing = openEventing({
    service: 'registry',
    instance: 'registry-0',
    mongoUrl,
    kafkaBrokers: [kafkaBroker],
    installationKey,
    timeZone: 'UTC',
    role: 'all',
    feeds: { highWatermarks: unasked, feed: unasked },
    log: silent,
    ...more,
  });
  eventing.aggregate(wells);
  return eventing;
}

/** The topics with their partitions. A broker that was just told of one may not show it yet, or not say where it is. */
const topicsOn = (kafka: Kafka): Promise<Record<string, number>> =>
  until(
    'both topics',
    async () => {
      const topics = await topicsOf(kafka).catch(() => ({}));
      return 'registry.events' in topics && 'registry.marks' in topics ? topics : undefined;
    },
    30_000,
  );

async function topicsOf(kafka: Kafka): Promise<Record<string, number>> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const { topics } = await admin.fetchTopicMetadata();
    return Object.fromEntries(topics.map(({ name, partitions }) => [name, partitions.length]));
  } finally {
    await admin.disconnect();
  }
}

/** Runs on whatever MongoDB and Kafka `start` gives. */
export function prepareSuite(name: string, start: () => Promise<Servers>): void {
  describe(`a service before its first process, on ${name}`, () => {
    let servers: Servers;
    beforeAll(async () => {
      servers = await start();
    });
    afterAll(() => servers.close());

    async function made() {
      const mongo = await connectMongo(servers.mongoUrl, databaseOf('registry'));
      try {
        const indexes = await mongo.collection('well').listIndexes().toArray();
        return { indexes, topics: await topicsOn(createKafka([servers.kafkaBroker], 'prepare', silent)) };
      } finally {
        await mongo.close();
      }
    }

    it('has its indexes, its topic and that of its marks', async () => {
      await registryOn(servers).prepare();
      const { indexes, topics } = await made();
      expect(indexes.map(({ key }) => key)).toContainEqual({ name: 1 });
      expect(topics).toMatchObject({ 'registry.events': PARTITIONS, 'registry.marks': 1 });
    });

    it('has the same after a second time', async () => {
      const before = await made();
      await registryOn(servers).prepare();
      expect(await made()).toEqual(before);
    });
  });
}
