// Topics as a foreign client reads them: bytes, headers and keys, and nothing of the product.
import { until } from '@tributary/testkit';
import { Kafka, type KafkaMessage, logLevel } from 'kafkajs';

/** A record of a topic, as its bytes say. */
export interface Sent {
  readonly topic: string;
  readonly partition: number;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly type: string;
  readonly payload: unknown;
  /** the bytes of the payload */
  readonly text: string;
}

const clientOf = (broker: string) => new Kafka({ brokers: [broker], clientId: 'reader', logLevel: logLevel.NOTHING });

/** How many partitions each topic has. */
export async function partitionsOf(
  broker: string,
  names: readonly string[],
): Promise<Readonly<Record<string, number>>> {
  const admin = clientOf(broker).admin();
  await admin.connect();
  const { topics } = await admin.fetchTopicMetadata({ topics: [...names] });
  await admin.disconnect();
  return Object.fromEntries(topics.map(({ name, partitions }) => [name, partitions.length]));
}

/** Everything in the topics, in the order of each partition, once a record of each of these types is there and it is all. */
export async function readUntil(
  broker: string,
  topics: readonly string[],
  types: readonly string[],
  isAll: (read: readonly Sent[]) => Promise<boolean>,
): Promise<readonly Sent[]> {
  const read: Sent[] = [];
  const consumer = clientOf(broker).consumer({ groupId: 'reader', maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ topic, partition, message }) => void read.push({ topic, partition, ...contentOf(message) }),
  });
  for (const wanted of types) await until(wanted, () => read.find(({ type }) => type === wanted), 30_000);
  const all = await until('all of it', async () => {
    const there = [...read];
    return (await isAll(there)) ? there : undefined;
  });
  await consumer.disconnect();
  return all;
}

function contentOf({ key, headers: bytes = {}, value }: KafkaMessage): Omit<Sent, 'topic' | 'partition'> {
  const headers = Object.fromEntries(Object.entries(bytes).map(([name, text]) => [name, String(text)]));
  return {
    key: String(key),
    headers,
    type: headers['ce_type'] ?? '',
    payload: JSON.parse(String(value)),
    text: String(value),
  };
}
