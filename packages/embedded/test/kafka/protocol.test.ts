// The frozen list of what is spoken, from both sides; whatever else is said closes one connection and harms no other.
import fc from 'fast-check';
import { Kafka, type LogEntry, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, type ApiName, surface } from '../../src/kafka/surface.ts';
import { createTopic, fetchRequest, produceRequest } from './rows/steps.ts';
import { batchOf, batchWith } from './support/batches.ts';
import { type TestBroker, testBroker } from './support/broker.ts';
import { requestFrame } from './support/raw-client.ts';

let broker: TestBroker;
const said: string[] = [];

beforeAll(async () => {
  broker = await testBroker({ log: (sentence) => said.push(sentence) });
});
afterAll(() => broker.end());

const apis = Object.entries(surface) as [ApiName, Api][];
const TOPIC = 'spoken';

/** A good request of each API, for every version of it. */
const examples: { readonly [A in ApiName]: (version: number) => Buffer } = {
  Produce: (version) => requestFrame('Produce', version, produceRequest(-1, TOPIC, batchWith('a'))),
  Fetch: (version) => requestFrame('Fetch', version, fetchRequest(TOPIC)),
  ListOffsets: (version) =>
    requestFrame('ListOffsets', version, {
      replicaId: -1,
      isolationLevel: 0,
      topics: [{ name: TOPIC, partitions: [{ index: 0, timestamp: -1 }] }],
    }),
  Metadata: (version) => requestFrame('Metadata', version, { topics: [TOPIC], allowAutoTopicCreation: false }),
  OffsetCommit: (version) =>
    requestFrame('OffsetCommit', version, {
      groupId: 'g',
      generation: -1,
      memberId: '',
      retentionMs: -1,
      topics: [{ name: TOPIC, partitions: [{ index: 0, offset: 1, metadata: null }] }],
    }),
  OffsetFetch: (version) =>
    requestFrame('OffsetFetch', version, { groupId: 'g', topics: [{ name: TOPIC, partitions: [0] }] }),
  FindCoordinator: (version) => requestFrame('FindCoordinator', version, { key: 'g', keyType: 0 }),
  JoinGroup: (version) =>
    requestFrame('JoinGroup', version, {
      groupId: `joined-${version}`,
      sessionTimeoutMs: 10_000,
      rebalanceTimeoutMs: 10_000,
      memberId: '',
      instanceId: null,
      protocolType: 'consumer',
      protocols: [{ name: 'range', metadata: Buffer.from('m') }],
    }),
  SyncGroup: (version) =>
    requestFrame('SyncGroup', version, {
      groupId: 'g',
      generation: 1,
      memberId: 'm',
      instanceId: null,
      assignments: [{ memberId: 'm', assignment: Buffer.from('a') }],
    }),
  Heartbeat: (version) =>
    requestFrame('Heartbeat', version, { groupId: 'g', generation: 1, memberId: 'm', instanceId: null }),
  LeaveGroup: (version) =>
    requestFrame('LeaveGroup', version, {
      groupId: 'g',
      memberId: 'm',
      members: [{ memberId: 'm', instanceId: null }],
    }),
  DescribeGroups: (version) => requestFrame('DescribeGroups', version, { groups: ['g'] }),
  ListGroups: (version) => requestFrame('ListGroups', version, {}),
  DeleteGroups: (version) => requestFrame('DeleteGroups', version, { groups: ['never'] }),
  ApiVersions: (version) => requestFrame('ApiVersions', version, {}),
  CreateTopics: (version) =>
    requestFrame('CreateTopics', version, {
      topics: [
        {
          name: `created-${version}`,
          partitions: 2,
          replicationFactor: 1,
          assignments: [],
          configs: [{ name: 'retention.ms', value: '1' }],
        },
      ],
      timeoutMs: 1000,
      validateOnly: false,
    }),
  DeleteTopics: (version) => requestFrame('DeleteTopics', version, { names: ['never'], timeoutMs: 1000 }),
  DescribeConfigs: (version) =>
    requestFrame('DescribeConfigs', version, {
      resources: [{ type: 2, name: TOPIC, keys: null }],
      synonyms: false,
    }),
};

/** Whether the broker still serves who comes next. */
async function serves(): Promise<boolean> {
  const client = await broker.connect();
  const { controllerId } = await client.ask('Metadata', { topics: [], allowAutoTopicCreation: false });
  client.close();
  return controllerId === 1;
}

describe('the frozen list', () => {
  it('is spoken in every version of it', async () => {
    const client = await broker.connect();
    await createTopic(client, TOPIC, 1, {});
    for (const [api, { min, max }] of apis) {
      for (let version = min; version <= max; version += 1) {
        client.send(examples[api](version));
        const reply = await client.reply();
        expect(reply?.readInt32BE(0), `${api} ${version}`).toBe(7);
      }
    }
  });

  it('is what kafkajs chooses: each API in its highest version, and no other', async () => {
    const used = new Map<string, number>();
    const listen = ({ log: { message } }: LogEntry) => {
      const [, api = '', version] = /^Request (\w+)\(key: \d+, version: (\d+)\)/.exec(message) ?? [];
      if (version !== undefined) used.set(api, Number(version));
    };
    const kafka = new Kafka({
      brokers: [broker.server.broker],
      logLevel: logLevel.DEBUG,
      logCreator: () => listen,
    });
    await useAll(kafka);
    const chosen = apis.map(([name, { max }]) => [name === 'FindCoordinator' ? 'GroupCoordinator' : name, max]);
    expect([...used].toSorted()).toEqual(chosen.toSorted());
  });
});

/** Everything that is done with kafkajs here, once. */
async function useAll(kafka: Kafka): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic: 'used', numPartitions: 2 }, { topic: 'unused' }] });
  await admin.describeConfigs({ includeSynonyms: false, resources: [{ type: 2, name: 'used' }] });
  const producer = kafka.producer();
  await producer.connect();
  await producer.send({ topic: 'used', messages: [{ value: 'a' }] });
  await producer.disconnect();
  const consumer = kafka.consumer({ groupId: 'user', heartbeatInterval: 50 });
  await consumer.connect();
  await consumer.subscribe({ topics: ['used'], fromBeginning: true });
  await new Promise<void>((resolve) => {
    consumer.on(consumer.events.HEARTBEAT, () => resolve());
    void consumer.run({ eachMessage: async () => undefined });
  });
  await admin.describeGroups(['user']);
  await consumer.disconnect();
  await admin.fetchTopicOffsets('used');
  await admin.fetchOffsets({ groupId: 'user', topics: ['used'] });
  await admin.listGroups();
  await admin.deleteGroups(['user']);
  await admin.deleteTopics({ topics: ['unused'] });
  await admin.disconnect();
}

describe('what is not on the list', () => {
  it('closes the connection, and the reason names it', async () => {
    const client = await broker.connect();
    const initProducerId = requestFrame('ApiVersions', 0, {});
    initProducerId.writeInt16BE(22, 4);
    client.send(initProducerId);
    expect(await client.reply()).toBeUndefined();
    expect(said.at(-1)).toBe('InitProducerId is not supported');
    expect(await serves()).toBe(true);
  });

  it('is told to kafkajs by name: an idempotent producer does not connect', async () => {
    const kafka = new Kafka({ brokers: [broker.server.broker], logLevel: logLevel.NOTHING });
    const idempotent = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
    await expect(idempotent.connect()).rejects.toMatchObject({
      name: 'KafkaJSServerDoesNotSupportApiKey',
      apiName: 'InitProducerId',
    });
    await idempotent.disconnect();
  });

  it('a batch of an idempotent producer, and a transactional request, are refused by partition', async () => {
    const client = await broker.connect();
    const errors = [];
    for (const request of [
      produceRequest(-1, TOPIC, batchOf([{ value: 'a' }], { producerId: 5n })),
      { ...produceRequest(-1, TOPIC, batchWith('a')), transactionalId: 't' },
    ]) {
      const { topics } = await client.ask('Produce', request);
      errors.push(topics[0]?.partitions[0]?.error);
    }
    expect(errors).toEqual([59, 53]);
  });

  it('members that keep their identity, coordinators of transactions and foreign assignments are refused', async () => {
    const client = await broker.connect();
    const coordinator = await client.ask('FindCoordinator', { key: 't', keyType: 1 });
    expect(coordinator).toMatchObject({ error: 42, message: expect.stringContaining('transactions') });
    const joined = await client.ask('JoinGroup', {
      groupId: 'static',
      sessionTimeoutMs: 10_000,
      rebalanceTimeoutMs: 10_000,
      memberId: '',
      instanceId: 'me',
      protocolType: 'consumer',
      protocols: [{ name: 'range', metadata: Buffer.alloc(0) }],
    });
    expect(joined.error).toBe(35);
    const created = await client.ask('CreateTopics', {
      topics: [
        {
          name: 'assigned',
          partitions: -1,
          replicationFactor: -1,
          assignments: [{ index: 0, brokers: [1] }],
          configs: [],
        },
      ],
      timeoutMs: 1000,
      validateOnly: false,
    });
    expect(created.topics[0]?.error).toBe(39);
  });
});

describe('bytes that are no request', () => {
  it('cut at any place never harm the broker', async () => {
    for (const [api, { max }] of apis) {
      const whole = examples[api](max);
      for (let length = 4; length < whole.length; length += 5) {
        const frame = Buffer.from(whole.subarray(0, length));
        frame.writeInt32BE(length - 4);
        const client = await broker.connect();
        client.send(frame);
        await client.reply();
        client.close();
      }
    }
    expect(await serves()).toBe(true);
  });

  it('with any bytes changed never harm the broker', async () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...apis), changes, async ([api, { max }], bytes) => {
        const frame = examples[api](max);
        // the length, the API and the version stay: what is behind them is what the handler reads
        for (const [at, byte] of bytes) frame[8 + (at % (frame.length - 8))] = byte;
        const client = await broker.connect();
        client.send(frame);
        // a request that now waits is left waiting
        await Promise.race([client.reply(), serves()]);
        client.close();
        return serves();
      }),
      { numRuns: 200 },
    );
    expect(said.filter((sentence) => !/malformed|not supported/.test(sentence))).toEqual([]);
  });
});
