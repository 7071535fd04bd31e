// A client with nothing to do does nothing: its requests are looked at when there are some.
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { Kafka, logLevel } from 'kafkajs';
import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createKafka } from '../../src/kafka/client.ts';
import { ensureTopics } from '../../src/kafka/topics.ts';
import { silent } from '../fixtures/requests.ts';
import { type Servers, startServers } from '../fixtures/servers.ts';

let servers: Servers;
beforeAll(async () => {
  servers = await startServers();
});
afterAll(() => servers.close());

const FETCHES = 4;

describe('a Kafka client', () => {
  it('looks at its requests as often as there are answers, not a thousand times a second', async () => {
    const looks = vi.spyOn(RequestQueue.prototype, 'checkPendingRequests');
    const kafka = createKafka([servers.kafkaBroker], 'quiet', silent);
    await ensureTopics(kafka, ['registry']);
    const consumer = kafka.consumer({ groupId: 'quiet', maxWaitTimeInMs: 300 });
    await consumer.connect();
    await consumer.subscribe({ topics: ['registry.events'] });
    let answers = 0;
    consumer.on(consumer.events.REQUEST, () => {
      answers += 1;
    });
    const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve));
    await consumer.run({ eachBatch: async () => undefined });
    await joined;
    looks.mockClear();
    answers = 0;
    await vi.waitUntil(() => answers >= FETCHES, { timeout: 20_000 });
    expect(looks.mock.calls.length).toBeLessThanOrEqual(answers + 1);
    await consumer.disconnect();
  });

  it('gives up on a request that is not answered in time', async () => {
    const callers: Socket[] = [];
    const silence = createServer((caller) => void callers.push(caller));
    await new Promise<void>((resolve) => silence.listen(0, '127.0.0.1', resolve));
    const { port } = silence.address() as AddressInfo;
    const kafka = new Kafka({
      brokers: [`127.0.0.1:${port}`],
      requestTimeout: 300,
      retry: { retries: 0 },
      logLevel: logLevel.NOTHING,
    });
    await expect(kafka.admin().connect()).rejects.toThrow('Request ApiVersions(key: 18, version: 2) timed out');
    for (const caller of callers) caller.destroy();
    await new Promise((resolve) => silence.close(resolve));
  });
});
