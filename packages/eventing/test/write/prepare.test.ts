// What a job makes ahead of a release: beside processes that run, twice, and without starting anything.
import { services, topicOf } from '@tributary/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseOf, openEventing } from '../../src/eventing.ts';
import { createKafka } from '../../src/kafka/client.ts';
import { connectMongo } from '../../src/mongo/connection.ts';
import { wells } from '../fixtures/aggregates.ts';
import { installationKey, silent } from '../fixtures/requests.ts';
import { type Servers, startServers } from '../fixtures/servers.ts';

let servers: Servers;

beforeAll(async () => {
  servers = await startServers();
});
afterAll(() => servers.close());

const refused = () => Promise.reject(new Error('nobody is asked'));

function registry() {
  const eventing = openEventing({
    service: 'registry',
    instance: 'job',
    mongoUrl: servers.mongoUrl,
    kafkaBrokers: [servers.kafkaBroker],
    installationKey,
    timeZone: 'UTC',
    role: 'all',
    feeds: { heads: refused, feed: refused },
    viewsVersion: 1,
    log: silent,
  });
  return { eventing, aggregate: () => eventing.aggregate(wells) };
}

async function indexesOf(collection: string): Promise<readonly string[]> {
  const connection = await connectMongo(servers.mongoUrl, databaseOf('registry'));
  try {
    return (await connection.collection(collection).listIndexes().toArray()).map(({ name }) => String(name));
  } finally {
    await connection.close();
  }
}

async function topics(): Promise<readonly string[]> {
  const admin = createKafka([servers.kafkaBroker], 'test', silent).admin();
  await admin.connect();
  try {
    return (await admin.listTopics()).filter((name) => services.some((service) => name === topicOf(service)));
  } finally {
    await admin.disconnect();
  }
}

describe('what is prepared', () => {
  test('indexes and topic are there before anything has started, and once more changes nothing', async () => {
    for (const _time of ['first', 'second']) {
      const { eventing, aggregate } = registry();
      aggregate();
      await eventing.prepare();
      await eventing.close();
      expect(await indexesOf('journal')).toHaveLength(3);
      expect(await topics()).toEqual(['registry.events']);
    }
  });

  test('a service that owns no events has no topic', async () => {
    const before = await topics();
    const { eventing } = registry();
    await eventing.prepare();
    await eventing.close();
    expect(await topics()).toEqual(before);
  });
});
