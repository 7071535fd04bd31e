// The topic of a service as its relay writes it. Not idempotent, on purpose: positions make duplicates harmless, while
// a rolled-back sequence would let the broker take the next batch for a duplicate and lose it (rule 18).
import { type ServiceName, topicOf } from '@tributary/contracts';
import type { Kafka, Message, Producer } from 'kafkajs';
import type { Topic } from '../journal/sender.ts';
import type { JournalRecord } from '../journal/store.ts';
import { toMessage } from './message.ts';
import { ensureTopics } from './topics.ts';

/** Answers of a broker that are about a record, not about the broker. */
const REFUSALS = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE', 'INVALID_RECORD', 'INVALID_TIMESTAMP']);
const HEADER_BYTES = 600;

function isRefusal(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('type' in at && typeof at.type === 'string' && REFUSALS.has(at.type)) return true;
  }
  return false;
}

/** @param prove done before the first record is sent; while it throws, none is */
export function kafkaTopic(
  kafka: Kafka,
  service: ServiceName,
  prove: () => Promise<void> = async () => undefined,
): Topic {
  const topic = topicOf(service);
  let connected: Promise<Producer> | undefined;
  // a record is measured before it is sent, often more than once
  const messages = new WeakMap<JournalRecord, Message>();

  function messageOf(record: JournalRecord): Message {
    const known = messages.get(record);
    if (known !== undefined) return known;
    const message = toMessage(service, record);
    messages.set(record, message);
    return message;
  }

  async function connect(): Promise<Producer> {
    await prove();
    await ensureTopics(kafka, [service]);
    const producer = kafka.producer({
      idempotent: false,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      retry: { retries: 0 },
    });
    await producer.connect();
    return producer;
  }

  async function disconnect(): Promise<void> {
    const old = connected;
    connected = undefined;
    await old?.then((producer) => producer.disconnect()).catch(() => undefined);
  }

  /** After any error the producer is a new one: nothing of what the old one believed is carried on. */
  async function sendAll(records: readonly JournalRecord[]): Promise<void> {
    connected ??= connect();
    try {
      const producer = await connected;
      await producer.send({ topic, acks: -1, messages: records.map(messageOf) });
    } catch (error) {
      await disconnect();
      throw error;
    }
  }

  /** Halves what is refused until the refused record stands alone. */
  async function sendApart(records: readonly JournalRecord[]): Promise<JournalRecord[]> {
    try {
      await sendAll(records);
      return [];
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (records.length === 1) return [...records];
      const middle = Math.ceil(records.length / 2);
      return [...(await sendApart(records.slice(0, middle))), ...(await sendApart(records.slice(middle)))];
    }
  }

  return {
    send: sendApart,
    sizeOf: (record) => Buffer.byteLength(messageOf(record).value ?? '') + HEADER_BYTES,
    close: disconnect,
  };
}
