// What the broker knows of a journal: the last record of each partition in the topic, and the marks in a topic of their own,
// which outlives the retention of the first. It is read once, at the start, by a consumer that is gone with it.
import { randomUUID } from 'node:crypto';
import { type ServiceName, topicOf } from '@tributary/contracts';
import type { Admin, Kafka, KafkaMessage } from 'kafkajs';
import type { Mark, Tail } from '../history/compare.ts';
import type { MarkKeeper } from '../history/keeper.ts';
import { readMark } from '../history/mark-file.ts';
import { fromMessage } from './message.ts';
import { ensureTopics } from './topics.ts';

const marksOf = (service: ServiceName): string => `${service}.marks`;

const WITHIN_MS = 10_000;
const LONG_POLL_MS = 50;
/** A broker that is away holds no start up. */
const TEST_LIMITS = { retries: 1, initialRetryTime: 100 };
/** By size alone: the last mark is there however long ago it was made. Kafka 4 takes no smaller segments. */
const MARKS_KEPT = { 'retention.ms': '-1', 'retention.bytes': '1048576', 'segment.bytes': '1048576' };

export interface Testimony {
  readonly tails: readonly Tail[];
  readonly mark: Mark | undefined;
  /** no partition of the topic ever held a record */
  readonly isNew: boolean;
}

interface End {
  readonly topic: string;
  readonly partition: number;
  /** the offset after its last record */
  readonly high: number;
  readonly empty: boolean;
}

async function endsOf(admin: Admin, topics: readonly string[]): Promise<End[]> {
  const there = await admin.listTopics();
  const ends = topics
    .filter((topic) => there.includes(topic))
    .map(async (topic) =>
      (await admin.fetchTopicOffsets(topic)).map(({ partition, high, low }) => ({
        topic,
        partition,
        high: Number(high),
        empty: high === low,
      })),
    );
  return (await Promise.all(ends)).flat();
}

/** The last record of each partition. @throws after some seconds without an answer */
async function lastOf(kafka: Kafka, groupId: string, ends: readonly End[]): Promise<ReadonlyMap<End, KafkaMessage>> {
  const found = new Map<End, KafkaMessage>();
  if (ends.length === 0) return found;
  const consumer = kafka.consumer({
    groupId,
    maxWaitTimeInMs: LONG_POLL_MS,
    allowAutoTopicCreation: false,
    retry: { retries: 3, restartOnFailure: async () => false },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [...new Set(ends.map(({ topic }) => topic))], fromBeginning: false });
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(
        () => reject(Object.assign(new Error('the broker does not say what it holds'), { code: 'ETIMEDOUT' })),
        WITHIN_MS,
      );
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
      consumer
        .run({
          autoCommit: false,
          eachMessage: async ({ topic, partition, message }) => {
            const end = ends.find((one) => one.topic === topic && one.partition === partition);
            if (end !== undefined && Number(message.offset) >= end.high - 1) found.set(end, message);
            if (found.size === ends.length) resolve();
          },
        })
        .then(() => {
          for (const { topic, partition, high } of ends) consumer.seek({ topic, partition, offset: String(high - 1) });
        })
        .catch(reject);
    });
    return found;
  } finally {
    clearTimeout(timer);
    await consumer.disconnect().catch(() => undefined);
  }
}

/** What the broker says of the journal of `service`. @throws the broker is away */
export async function askBroker(kafka: Kafka, service: ServiceName): Promise<Testimony> {
  const [events, marks] = [topicOf(service), marksOf(service)];
  const groupId = `${service}.held.${randomUUID()}`;
  const admin = kafka.admin({ retry: TEST_LIMITS });
  await admin.connect();
  try {
    const ends = await endsOf(admin, [events, marks]);
    const readable = ends.filter(({ empty }) => !empty);
    const last = await lastOf(kafka, groupId, readable);
    if (readable.length > 0) await admin.deleteGroups([groupId]).catch(() => undefined);
    const tails = ends.flatMap((end): Tail[] => {
      if (end.topic !== events || end.high === 0) return [];
      const message = last.get(end);
      const record = message && fromMessage(end.partition, message);
      return [{ partition: end.partition, pos: record?.pos ?? 1, id: record?.event.id }];
    });
    const mark = [...last].find(([{ topic }]) => topic === marks)?.[1].value?.toString();
    return { tails, mark: readMark(mark), isNew: tails.length === 0 };
  } finally {
    await admin.disconnect();
  }
}

/** Makes the topic of `service` anew, and that of its marks: nothing of before is in them. */
export async function renewTopics(kafka: Kafka, service: ServiceName): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const there = await admin.listTopics();
    const old = [topicOf(service), marksOf(service)].filter((topic) => there.includes(topic));
    if (old.length > 0) await admin.deleteTopics({ topics: old });
    for (const until = performance.now() + WITHIN_MS; performance.now() < until; ) {
      const left = await admin.listTopics();
      if (!old.some((topic) => left.includes(topic))) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  } finally {
    await admin.disconnect();
  }
  await ensureTopics(kafka, [service]);
}

/** Makes the topic of the marks of `service` where it is missing. @throws the broker is away */
export async function ensureMarks(kafka: Kafka, service: ServiceName): Promise<void> {
  const topic = marksOf(service);
  const admin = kafka.admin({ retry: TEST_LIMITS });
  await admin.connect();
  try {
    const configEntries = Object.entries(MARKS_KEPT).map(([name, value]) => ({ name, value }));
    if ((await admin.listTopics()).includes(topic)) return;
    await admin.createTopics({ topics: [{ topic, numPartitions: 1, configEntries }], waitForLeaders: true });
  } finally {
    await admin.disconnect();
  }
}

/** Keeps marks in the topic of their own, which is made when it is not there. */
export function kafkaMarks(kafka: Kafka, service: ServiceName): MarkKeeper {
  const topic = marksOf(service);
  let made = false;

  async function make(): Promise<void> {
    if (!made) await ensureMarks(kafka, service);
    made = true;
  }

  return {
    async write(mark) {
      await make();
      const producer = kafka.producer({ idempotent: false, allowAutoTopicCreation: false, retry: { retries: 0 } });
      await producer.connect();
      try {
        await producer.send({ topic, acks: -1, messages: [{ key: service, value: JSON.stringify(mark) }] });
      } finally {
        await producer.disconnect();
      }
    },
  };
}
