import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { databaseOf, openEventing } from '../../src/eventing.ts';
import { createKafka } from '../../src/kafka/client.ts';
import { fromMessage } from '../../src/kafka/message.ts';
import { connectMongo } from '../../src/mongo/connection.ts';
import type { AggregateStore } from '../../src/ports/aggregates.ts';
import type { Eventing, EventingOptions } from '../../src/ports/eventing.ts';
import type { FeedClient } from '../../src/ports/journal.ts';
import { dig, measure, type Well, wells } from '../fixtures/aggregates.ts';
import { installationKey, request, silent } from '../fixtures/requests.ts';
import { type Servers, startServers } from '../fixtures/servers.ts';

let servers: Servers;
const running: Eventing[] = [];

beforeAll(async () => {
  servers = await startServers();
});
afterAll(async () => {
  await Promise.all(running.map((eventing) => eventing.close()));
  await servers.close();
});

const nobody: FeedClient = {
  highWatermarks: () => Promise.reject(new Error('nobody is asked')),
  feed: () => Promise.reject(new Error('nobody is asked')),
};

function registry(role: EventingOptions['role'], instance: string) {
  const eventing = openEventing({
    service: 'registry',
    instance,
    mongoUrl: servers.mongoUrl,
    kafkaBrokers: [servers.kafkaBroker],
    installationKey,
    timeZone: 'UTC',
    role,
    feeds: nobody,
    log: silent,
  });
  running.push(eventing);
  return { eventing, store: eventing.aggregate(wells) };
}

const eventually = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 15_000, interval: 20 });

async function dug(store: AggregateStore<Well>, name: string): Promise<string> {
  const outcome = await store.create(request(), () => dig(name));
  if (outcome.kind !== 'acknowledged') throw new Error('not dug');
  return outcome.reply.id;
}

describe('eventing of a service', () => {
  test('I1, I4, I8: what an api process commits, a worker process relays; both tell the same feed and high watermarks', async () => {
    const api = registry('api', 'pod-api');
    const worker = registry('worker', 'pod-worker');
    await api.eventing.start();
    await worker.eventing.start();
    expect(api.eventing.alive() && worker.eventing.alive()).toBe(true);

    const ids = await Promise.all(Array.from({ length: 10 }, (_, n) => dug(api.store, `well ${n}`)));
    for (const id of ids) await api.store.change(id, request(), ({ state }) => measure(state, 1, 2));

    const mine = async (eventing: Eventing) => (await eventing.journal.changes(undefined, undefined, 100)).items;
    await eventually(async () => expect(await mine(api.eventing)).toHaveLength(30));
    for (const id of ids) {
      expect((await api.eventing.journal.feed({ agg: id, after: 0 }, 10)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
    }
    await eventually(async () => {
      const { highWatermarks, highWatermarksAt } = await api.eventing.journal.highWatermarks();
      expect(highWatermarks.reduce((sum, { pos }) => sum + pos, 0)).toBe(42);
      expect(highWatermarksAt).toBeDefined();
      expect(await worker.eventing.gauges()).toMatchObject({
        outbox_aggregates: 0,
        outbox_age_seconds: 0,
        relay_leader: 1,
        relay_unsent_records: 0,
      });
    });
    expect(await api.eventing.gauges()).toMatchObject({ relay_leader: 0 });

    const kafka = createKafka([servers.kafkaBroker], 'test', silent);
    const consumer = kafka.consumer({ groupId: 'test', maxWaitTimeInMs: 100 });
    await consumer.connect();
    await consumer.subscribe({ topics: ['registry.events'], fromBeginning: true });
    const received = new Map<string, number[]>();
    await consumer.run({
      eachMessage: async ({ partition, message }) => {
        const record = fromMessage(partition, message);
        if (record !== undefined) received.set(record.agg, [...(received.get(record.agg) ?? []), record.seq]);
      },
    });
    await eventually(() => expect(ids.map((id) => received.get(id))).toEqual(ids.map(() => [1, 2, 3])));
    await consumer.disconnect();
  });

  test('nothing is asked of eventing before it has started, and no aggregate is declared after', async () => {
    const { eventing, store } = registry('api', 'pod-late');
    await expect(store.load('x')).rejects.toThrow(/not started/);
    await eventing.start();
    expect(() => eventing.aggregate(wells)).toThrow(/before start/);
  });

  test('rule 19: the high watermarks outlive their leader, so that any process of the owner answers', async () => {
    const connection = await connectMongo(servers.mongoUrl, databaseOf('registry'));
    const before = await running[0]?.journal.highWatermarks();
    await running[1]?.close();
    expect((await running[0]?.journal.highWatermarks())?.epoch).toBe(before?.epoch);
    expect((await connection.collection('lease').findOne({}))?.['owner']).toBe('');
    await connection.close();
  });
});
