// The broker as its users meet it: through unmodified kafkajs.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Admin, Kafka, logLevel, type Producer } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type KafkaServer, startKafka } from '../../src/kafka/server.ts';

let folder: string;
let server: KafkaServer;
let kafka: Kafka;
let admin: Admin;
let producer: Producer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-kafka-'));
  server = await startKafka({ folder, port: 0 });
  kafka = new Kafka({ brokers: [server.broker], clientId: 'test', logLevel: logLevel.NOTHING });
  admin = kafka.admin();
  producer = kafka.producer({ allowAutoTopicCreation: false, idempotent: false, maxInFlightRequests: 1 });
  await Promise.all([admin.connect(), producer.connect()]);
});

afterAll(async () => {
  await Promise.all([admin.disconnect(), producer.disconnect()]);
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Consumes until `count` messages have come. */
async function consume(groupId: string, topic: string, count: number): Promise<string[]> {
  const consumer = kafka.consumer({ groupId, sessionTimeout: 6_000, maxWaitTimeInMs: 200 });
  const seen: string[] = [];
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    consumer
      .run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        eachBatch: async ({ batch, resolveOffset, heartbeat, commitOffsetsIfNecessary, uncommittedOffsets }) => {
          for (const message of batch.messages) {
            seen.push(`${batch.partition}:${message.offset}:${message.value}`);
            resolveOffset(message.offset);
          }
          await heartbeat();
          await commitOffsetsIfNecessary(uncommittedOffsets());
          if (seen.length >= count) resolve();
        },
      })
      .catch(reject);
  });
  await consumer.disconnect();
  return seen;
}

describe('unmodified kafkajs', () => {
  it('makes a topic, writes to explicit partitions, reads them in a group and goes on where it stopped', async () => {
    await admin.createTopics({ topics: [{ topic: 'first.events', numPartitions: 3 }], waitForLeaders: true });
    await producer.send({
      topic: 'first.events',
      acks: -1,
      messages: [0, 1, 2].flatMap((partition) => [
        { partition, key: 'k', value: `a${partition}`, headers: { ce_pos: '1' } },
        { partition, key: 'k', value: `b${partition}` },
      ]),
    });
    const seen = await consume('first', 'first.events', 6);
    expect(seen.toSorted()).toEqual(['0:0:a0', '0:1:b0', '1:0:a1', '1:1:b1', '2:0:a2', '2:1:b2']);
    await producer.send({ topic: 'first.events', messages: [{ partition: 1, value: 'c1' }] });
    expect(await consume('first', 'first.events', 1)).toEqual(['1:2:c1']);
    expect(await admin.fetchOffsets({ groupId: 'first', topics: ['first.events'] })).toMatchObject([
      { partitions: [{ offset: '2' }, { offset: '3' }, { offset: '2' }] },
    ]);
  });
});
