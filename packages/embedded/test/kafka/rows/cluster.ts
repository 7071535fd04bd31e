// Rows about the broker and its topics.
import { errorName } from '../../../src/kafka/errors.ts';
import { apis } from '../../../src/kafka/handlers/cluster.ts';
import { codecsOf } from '../../../src/kafka/messages/messages.ts';
import { Reader } from '../../../src/kafka/wire/reader.ts';
import { batchWith } from '../support/batches.ts';
import { requestFrame } from '../support/raw-client.ts';
import type { Row } from './row.ts';
import { only, produce } from './steps.ts';

const topicAsked = (name: string, form: object = {}) => ({
  name,
  partitions: 1,
  replicationFactor: 1,
  assignments: [],
  configs: [],
  ...form,
});

const TOPIC = 2;

export const topics: readonly Row[] = [
  {
    title: 'what cannot be created says why, name by name, and what can be is created',
    proves: ['CreateTopics', 'Metadata'],
    source: 'CreateTopicsResponse.json: each topic has its own error',
    play: async ({ client, topic }) => {
      const asked = [
        topicAsked(topic),
        topicAsked('not a name'),
        topicAsked(`${topic}.none`, { partitions: 0 }),
        topicAsked(`${topic}.copies`, { replicationFactor: 2 }),
        topicAsked(`${topic}.odd`, { configs: [{ name: 'retention.parsecs', value: '1' }] }),
        topicAsked(`${topic}.wrong`, { configs: [{ name: 'retention.ms', value: 'soon' }] }),
        topicAsked(`${topic}.good`, { partitions: -1, replicationFactor: -1 }),
      ];
      const created = await client.ask('CreateTopics', { topics: asked, timeoutMs: 30_000, validateOnly: false });
      const errors = new Map(created.topics.map(({ name, error }) => [name, errorName(error)]));
      return asked.map(({ name }) => errors.get(name));
    },
    shows: [
      'TOPIC_ALREADY_EXISTS',
      'INVALID_TOPIC_EXCEPTION',
      'INVALID_PARTITIONS',
      'INVALID_REPLICATION_FACTOR',
      'INVALID_CONFIG',
      'INVALID_CONFIG',
      'NONE',
    ],
  },
  {
    title: 'a topic that is named twice in a request is refused',
    proves: ['CreateTopics'],
    source: 'CreateTopicsRequest: duplicate topic names are an INVALID_REQUEST',
    play: async ({ client, topic }) => {
      const twice = [topicAsked(`${topic}.twice`), topicAsked(`${topic}.twice`)];
      const created = await client.ask('CreateTopics', { topics: twice, timeoutMs: 30_000, validateOnly: false });
      return [...new Set(created.topics.map(({ error }) => errorName(error)))];
    },
    shows: ['INVALID_REQUEST'],
  },
  {
    title: 'a request that only validates creates nothing, and asking for a topic does not create it either',
    proves: ['CreateTopics', 'Metadata'],
    source: 'CreateTopicsRequest.json, validateOnly; MetadataRequest.json, AllowAutoTopicCreation',
    play: async ({ client, topic }) => {
      const name = `${topic}.tried`;
      const request = { topics: [topicAsked(name)], timeoutMs: 30_000, validateOnly: true };
      const created = await client.ask('CreateTopics', request);
      const found = [];
      for (const allowAutoTopicCreation of [false, false]) {
        const { topics } = await client.ask('Metadata', { topics: [name], allowAutoTopicCreation });
        found.push(errorName(only(topics).error));
      }
      return [errorName(only(created.topics).error), ...found];
    },
    shows: ['NONE', 'UNKNOWN_TOPIC_OR_PARTITION', 'UNKNOWN_TOPIC_OR_PARTITION'],
  },
  {
    title: 'metadata names leader, replicas and in-sync replicas of each partition',
    proves: ['Metadata'],
    source: 'MetadataResponse.json',
    partitions: 2,
    play: async ({ client, topic }) => {
      const { brokers, controllerId, topics } = await client.ask('Metadata', {
        topics: [topic, 'not a name'],
        allowAutoTopicCreation: false,
      });
      const [known, invalid] = [topics.find(({ name }) => name === topic), topics.find(({ name }) => name !== topic)];
      return {
        nodes: brokers.map(({ nodeId, host }) => ({ nodeId, host })),
        controllerId,
        partitions: known?.partitions.toSorted((one, other) => one.index - other.index),
        invalid: errorName(invalid?.error ?? 0),
      };
    },
    shows: {
      nodes: [{ nodeId: 1, host: '127.0.0.1' }],
      controllerId: 1,
      partitions: [0, 1].map((index) => ({
        error: 0,
        index,
        leader: 1,
        replicas: [1],
        inSync: [1],
        offline: [],
      })),
      invalid: 'INVALID_TOPIC_EXCEPTION',
    },
  },
  {
    title: 'no list means all topics, and an empty list means all topics only in version 0',
    proves: ['Metadata'],
    source:
      'MetadataRequest.json: in version 0 an empty array indicates "request metadata for all topics"; from 1 on null does',
    play: async ({ client, topic }) => {
      const has = async (topics: string[] | null, version: number) =>
        (await client.ask('Metadata', { topics, allowAutoTopicCreation: false }, version)).topics.some(
          ({ name }) => name === topic,
        );
      return [await has([], 0), await has([], 1), await has(null, 1), await has(null, 6)];
    },
    shows: [true, false, true, true],
  },
  {
    title: 'a deleted topic is gone with its records, and an unknown one cannot be deleted',
    proves: ['DeleteTopics', 'Metadata'],
    source: 'DeleteTopicsResponse.json',
    play: async ({ client, topic }) => {
      await produce(client, topic, batchWith('a'));
      const deleted = await client.ask('DeleteTopics', { names: [topic, `${topic}.never`], timeoutMs: 30_000 });
      const errors = new Map(deleted.topics.map(({ name, error }) => [name, errorName(error)]));
      for (;;) {
        const { topics } = await client.ask('Metadata', { topics: [topic], allowAutoTopicCreation: false });
        if (only(topics).error !== 0) break;
      }
      const again = { topics: [topicAsked(topic)], timeoutMs: 30_000, validateOnly: false };
      const created = await client.ask('CreateTopics', again);
      return [errors.get(topic), errors.get(`${topic}.never`), errorName(only(created.topics).error)];
    },
    shows: ['NONE', 'UNKNOWN_TOPIC_OR_PARTITION', 'NONE'],
  },
  {
    title: 'the settings of a topic are those given, told from those that are defaults',
    proves: ['DescribeConfigs'],
    source: 'DescribeConfigsResponse.json, ConfigSource: 1 is the topic, 5 the default',
    configs: { 'retention.ms': '3600000' },
    play: async ({ client, topic }) => {
      const keys = ['retention.ms', 'cleanup.policy'];
      const asked = [topic, `${topic}.never`].map((name) => ({ type: TOPIC, name, keys }));
      const { resources } = await client.ask('DescribeConfigs', { resources: asked, synonyms: false });
      return resources.map(({ error, configs }) => ({
        error: errorName(error),
        configs: configs
          .map(({ name, value, source }) => ({ name, value, source }))
          .toSorted((one, other) => one.name.localeCompare(other.name)),
      }));
    },
    shows: [
      {
        error: 'NONE',
        configs: [
          { name: 'cleanup.policy', value: 'delete', source: 5 },
          { name: 'retention.ms', value: '3600000', source: 1 },
        ],
      },
      { error: 'UNKNOWN_TOPIC_OR_PARTITION', configs: [] },
    ],
  },
];

export const broker: readonly Row[] = [
  {
    title: 'every version of the surface is one that Kafka lists as well',
    proves: ['ApiVersions'],
    source: 'ApiVersionsResponse.json; Protocol Guide: the broker lists all versions of each request it supports',
    play: async ({ client }) => {
      const listed = new Map((await client.ask('ApiVersions', {}, 0)).apis.map((api) => [api.key, api]));
      return apis.filter(({ key, max }) => max > (listed.get(key)?.max ?? -1));
    },
    shows: [],
  },
  {
    title: 'a client too new is told in version 0 which versions of ApiVersions there are',
    proves: ['ApiVersions'],
    source: 'KIP-511: UNSUPPORTED_VERSION in the format of version 0, with the range of ApiVersions itself',
    play: async ({ client }) => {
      // such a client has a newer request header as well, which ends in a list of tagged fields, here none
      const request = Buffer.concat([requestFrame('ApiVersions', 99, {}), Buffer.from([0])]);
      request.writeInt32BE(request.length - 4);
      client.send(request);
      const from = new Reader((await client.reply()) ?? Buffer.alloc(0));
      from.int32();
      const { error, apis: listed } = codecsOf('ApiVersions').response.read(from, 0);
      return { error: errorName(error), lists: listed.some(({ key }) => key === 18) };
    },
    shows: { error: 'UNSUPPORTED_VERSION', lists: true },
  },
  {
    title: 'a request in a version that is not supported closes its connection and no other',
    proves: ['Metadata'],
    source: 'Protocol Guide: a client that sends an unsupported version gets its connection closed',
    play: async ({ client, connect }) => {
      const other = await connect();
      client.send(requestFrame('Metadata', 99, { topics: [], allowAutoTopicCreation: false }));
      const reply = await client.reply();
      return {
        reply,
        other: (await other.ask('Metadata', { topics: [], allowAutoTopicCreation: false })).controllerId,
      };
    },
    shows: { reply: undefined, other: 1 },
  },
  {
    title: 'a frame that no request has closes its connection and no other',
    proves: ['ApiVersions'],
    source: 'Protocol Guide: requests are size delimited; socket.request.max.bytes',
    play: async ({ connect }) => {
      const replies = [];
      for (const frame of [
        Buffer.from([0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4]),
        Buffer.from([0x7f, 0xff, 0xff, 0xff, 1, 2, 3, 4]),
        Buffer.from([0, 0, 0, 3, 1, 2, 3]),
        requestFrame('Produce', 7, { transactionalId: null, acks: -1, timeoutMs: 1, topics: [] }).fill(0x7f, 20),
      ]) {
        const client = await connect();
        client.send(frame);
        replies.push(await client.reply());
      }
      return { replies, other: errorName((await (await connect()).ask('ApiVersions', {})).error) };
    },
    shows: { replies: [undefined, undefined, undefined, undefined], other: 'NONE' },
  },
  {
    title: 'every group has a coordinator',
    proves: ['FindCoordinator'],
    source: 'FindCoordinatorResponse.json',
    play: async ({ client, group }) => {
      const { error, nodeId, host } = await client.ask('FindCoordinator', { key: group, keyType: 0 });
      return { error: errorName(error), nodeId, host };
    },
    shows: { error: 'NONE', nodeId: 1, host: '127.0.0.1' },
  },
];
