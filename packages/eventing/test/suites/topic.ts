// What a broker must do for the relay: keep order within a partition, and refuse one record without losing the others.
import { PARTITIONS } from '@tributary/contracts';
import type { Kafka } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { uuidv7 } from '../../src/ids.ts';
import type { Topic } from '../../src/journal/sender.ts';
import type { JournalRecord } from '../../src/journal/store.ts';
import { createKafka } from '../../src/kafka/client.ts';
import { fromMessage } from '../../src/kafka/message.ts';
import { kafkaTopic } from '../../src/kafka/producer.ts';
import { recordAt, recordsOf } from '../fixtures/records.ts';
import { silent } from '../fixtures/requests.ts';

/** A broker's own limit for one batch, bytes; kept by both servers unless a topic says otherwise. */
const BROKER_LIMIT = 1_048_576;

export interface OpenBroker {
  readonly broker: string;
  close(): Promise<void>;
}

const published = ({ by: _by, ...record }: JournalRecord) => record;

interface Found {
  readonly partition: number;
  readonly key: string;
  readonly record: JournalRecord;
}

/** Everything that is in the topic at this moment, in the order of each partition. */
async function readAll(kafka: Kafka, topic: string): Promise<Found[]> {
  const admin = kafka.admin();
  await admin.connect();
  // A broker that has just made a topic leads its partitions a moment later.
  const ends = await vi.waitFor(() => admin.fetchTopicOffsets(topic), { timeout: 10_000, interval: 100 });
  await admin.disconnect();
  const missing = new Map(ends.filter(({ high }) => high !== '0').map(({ partition, high }) => [partition, high]));
  const consumer = kafka.consumer({ groupId: `suite.${topic}.${uuidv7()}`, maxWaitTimeInMs: 100 });
  const found: Found[] = [];
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await new Promise<void>((resolve) => {
    void consumer.run({
      eachMessage: async ({ partition, message }) => {
        const record = fromMessage(partition, message) as JournalRecord;
        found.push({ partition, key: message.key?.toString() ?? '', record });
        if (BigInt(message.offset) + 1n === BigInt(missing.get(partition) ?? '0')) missing.delete(partition);
        if (missing.size === 0) resolve();
      },
    });
  });
  await consumer.disconnect();
  return found;
}

/** The records of a partition as a consumer takes them: positions that it has had are dropped. */
function applied(found: readonly Found[], partition: number): JournalRecord[] {
  const taken: JournalRecord[] = [];
  for (const { partition: from, record } of found) {
    if (from === partition && record.pos > (taken.at(-1)?.pos ?? 0)) taken.push(record);
  }
  return taken;
}

/** @param open starts or reaches a broker without the topics of the services */
export function topicSuite(name: string, open: () => Promise<OpenBroker>): void {
  describe(`a topic on ${name}`, () => {
    let opened: OpenBroker;
    let kafka: Kafka;
    const topics: Topic[] = [];
    beforeAll(async () => {
      opened = await open();
      kafka = createKafka([opened.broker], 'suite', silent);
    });
    afterAll(async () => {
      for (const topic of topics) await topic.close();
      await opened.close();
    });

    function writerOf(service: Parameters<typeof kafkaTopic>[1]): Topic {
      const topic = kafkaTopic(kafka, service);
      topics.push(topic);
      return topic;
    }

    /** Sends as the sender does: what the broker does not say is sent again. */
    async function sendSurely(topic: Topic, records: readonly JournalRecord[]): Promise<readonly JournalRecord[]> {
      let refused: readonly JournalRecord[] = [];
      const sending = async () => {
        refused = await topic.send(records);
      };
      await vi.waitFor(sending, { timeout: 30_000, interval: 200 });
      return refused;
    }

    test('the topic is made with a partition for each partition, and carries whole records under the aggregate’s id', async () => {
      const records = [...recordsOf(0, 2), ...recordsOf(7, 2)];
      expect(await sendSurely(writerOf('registry'), records)).toEqual([]);
      const admin = kafka.admin();
      await admin.connect();
      const { topics: described } = await admin.fetchTopicMetadata({ topics: ['registry.events'] });
      await admin.disconnect();
      expect(described[0]?.partitions).toHaveLength(PARTITIONS);
      const found = await readAll(kafka, 'registry.events');
      expect([...applied(found, 0), ...applied(found, 7)]).toEqual(records.map(published));
      expect(found.every(({ key, record }) => key === record.agg)).toBe(true);
    });

    test('rule 18, I4: a record refused in the middle of a batch of several partitions is named, and no other is lost', async () => {
      const huge = recordAt(3, 3);
      const oversized = { ...huge, event: { ...huge.event, data: { level: 3, note: 'x'.repeat(BROKER_LIMIT) } } };
      const assignment = [...recordsOf(3, 2), oversized, recordAt(3, 4), recordAt(3, 5)];
      const batch = [...recordsOf(2, 4), ...assignment, ...recordsOf(4, 4)];
      const topic = writerOf('partnerships');
      expect(await sendSurely(topic, batch)).toEqual([oversized]);
      // what comes after the refusal is taken too, and not for a duplicate
      const later = [recordAt(3, 6), recordAt(4, 5)];
      expect(await sendSurely(topic, later)).toEqual([]);
      const kept = [...batch.filter((record) => record !== oversized), ...later];
      const found = await readAll(kafka, 'partnerships.events');
      for (const partition of [2, 3, 4]) {
        expect(applied(found, partition)).toEqual(
          kept.filter((record) => record.partition === partition).map(published),
        );
      }
    });
  });
}
