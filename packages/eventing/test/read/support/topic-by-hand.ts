// A real topic that a test fills in the relay's place: it decides what the topic gets of the journal.
import type { RecordedEvent } from '@tributary/contracts';
import type { Kafka, Message, Producer } from 'kafkajs';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { toMessage } from '../../../src/kafka/message.ts';
import { ensureTopics } from '../../../src/kafka/topics.ts';
import { compareRows } from '../../../src/verify.ts';
import { keepingOf } from '../../../src/views/append.ts';
import type { Servers } from '../../fixtures/servers.ts';
import { wells } from './engine.ts';
import { idIn, measured, type Said, wellDug } from './facts.ts';
import { type FakePublisher, fakePublisherOf } from './fake-publisher.ts';
import { kafkaOf, type Reader, startReader } from './reader.ts';

export const TOPIC = 'registry.events';

/** Until Kafka has given the reader its partitions. */
export const joined = (reader: Reader) => vi.waitUntil(() => reader.delivering, { timeout: 15_000 });

/** Until the reader holds a record. */
export const holds = async (reader: Reader, record: RecordedEvent | undefined, withinMs = 15_000) =>
  expect(await reader.state.waitFor(`registry:${record?.agg}:${record?.seq}`, withinMs)).toBe('there');

/** The rows, compared with the fold of the owner's journal. */
export const verified = async ({ group, store }: Reader, owner: FakePublisher) =>
  compareRows({ group, keeping: keepingOf([wells]), feeds: owner, ...store });

/** A well that was dug in `partition`, and its readings 0, 1, … */
export const wellIn = (partition: number, levels: number, n = 0): Said[] => [
  { agg: idIn(partition, n), fact: wellDug({ name: `${partition}-${n}`, dugOn: '2026-01-05' }) },
  ...Array.from({ length: levels }, (_, level) => ({ agg: idIn(partition, n), fact: measured(level) })),
];

/** Servers for the tests of a `describe`, and what those do with the topic. */
export function topicByHand(start: () => Promise<Servers>) {
  let servers: Servers;
  let kafka: Kafka;
  let producer: Producer;

  beforeAll(async () => {
    servers = await start();
    kafka = kafkaOf(servers);
    producer = kafka.producer({ idempotent: false, maxInFlightRequests: 1 });
    await producer.connect();
  });

  afterAll(async () => {
    await producer.disconnect();
    await servers.close();
  });

  /** An empty topic, a database of its own and an owner whose journal is empty. */
  async function begin(database: string) {
    const admin = kafka.admin();
    await admin.connect();
    if ((await admin.listTopics()).includes(TOPIC)) await admin.deleteTopics({ topics: [TOPIC] });
    await admin.disconnect();
    const made = () =>
      ensureTopics(kafka, ['registry']).then(
        () => true,
        () => false,
      );
    await vi.waitUntil(made, { timeout: 10_000 });
    return { owner: fakePublisherOf([]), database: `${database}_${process.pid}` };
  }

  type Begun = Awaited<ReturnType<typeof begin>>;

  const worker = ({ owner, database }: Begun) => startReader(servers, owner, { database, kafka });

  const send = (...messages: readonly Message[]) => producer.send({ topic: TOPIC, acks: -1, messages: [...messages] });
  const publish = (records: readonly RecordedEvent[]) =>
    send(...records.map((record) => toMessage('registry', record)));

  /** The owner knows a record before the topic does, as the journal goes before the relay's second stage. */
  async function record(
    owner: FakePublisher,
    fresh: readonly RecordedEvent[],
    publishing: (fresh: readonly RecordedEvent[]) => Promise<unknown> = publish,
  ): Promise<void> {
    owner.records.push(...fresh);
    await publishing(fresh);
  }

  return {
    get servers() {
      return servers;
    },
    get kafka() {
      return kafka;
    },
    begin,
    worker,
    send,
    publish,
    record,
  };
}
