// A journal record as a Kafka message, CloudEvents 1.0 binary mode: attributes in `ce_*` headers, the data as JSON.
// What a message lacks or garbles makes it undecodable, never half a record: the feed then supplies the event.
import { cloudEventOf, Envelope, headersOf, type RecordedEvent, type ServiceName } from '@tributary/contracts';
import type { IHeaders, Message } from 'kafkajs';

/** The message of a record: partition = partition, key = aggregate id. */
export function toMessage(service: ServiceName, record: RecordedEvent): Message {
  const event = cloudEventOf(service, record);
  return {
    key: record.agg,
    value: JSON.stringify(event.data),
    partition: record.partition,
    headers: { ...headersOf(event) },
  };
}

/** What a message says, or undefined where it cannot be read. */
export function fromMessage(
  partition: number,
  message: { readonly value: Buffer | null; readonly headers?: IHeaders },
): RecordedEvent | undefined {
  const header = (name: string) => message.headers?.[name]?.toString();
  const pos = count(header('ce_pos'));
  const recordedAt = header('ce_recordedat');
  const data = json(message.value);
  if (pos === undefined || recordedAt === undefined || data === undefined) return undefined;
  const event = Envelope.safeParse({
    id: header('ce_id'),
    type: header('ce_type'),
    subject: header('ce_subject'),
    seq: count(header('ce_sequence')),
    at: header('ce_time'),
    ministry: header('ce_ministry'),
    hops: Number(header('ce_hops')),
    ...optional('causationId', header('ce_causationid')),
    ...optional('traceparent', header('traceparent')),
    data: data.value,
  });
  if (!event.success) return undefined;
  return { partition, pos, agg: event.data.subject, seq: event.data.seq, recordedAt, event: event.data };
}

const optional = (name: string, value: string | undefined) => (value === undefined ? {} : { [name]: value });

const count = (text: string | undefined) =>
  text !== undefined && /^[1-9]\d{0,15}$/.test(text) ? Number(text) : undefined;

function json(bytes: Buffer | null): { readonly value: unknown } | undefined {
  if (bytes === null) return undefined;
  try {
    return { value: JSON.parse(bytes.toString()) };
  } catch {
    return undefined;
  }
}
