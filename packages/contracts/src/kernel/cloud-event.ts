// An event as CloudEvents 1.0, one envelope for whoever reads topics and whoever pulls changes. In structured mode it is
// one JSON object; in binary mode, as in Kafka, its attributes are headers and the record's value is the data alone.
import { z } from 'zod';
import { Instant } from '../values/date.ts';
import { MinistryCode } from '../values/identity.ts';
import type { RecordedEvent } from './envelope.ts';
import type { ServiceName } from './service.ts';

/** Names of attributes are in lower case, and values are text, as CloudEvents asks of headers. */
const attributes = {
  datacontenttype: z.literal('application/json').describe('the media type of the data'),
  specversion: z.literal('1.0').describe('the version of CloudEvents'),
  id: z.uuid().describe('the event; the same id twice is the same event'),
  source: z.string().describe('the service that owns the fact, as /<service>'),
  type: z.string().describe('<service>.<aggregate>.<fact>.v<N>'),
  subject: z.string().describe('the aggregate that the fact is about'),
  time: Instant.describe('when it was decided'),
  sequence: z.string().describe("the aggregate's own count of events, from 1 without gaps"),
  pos: z.string().describe('the position in the partition: dense, from 1'),
  recordedat: Instant.describe('when the journal took it in; grows strictly within a partition'),
  partitionkey: z.string().describe('the key of the record: the aggregate'),
  ministry: MinistryCode.describe('the institution that owns the aggregate'),
  hops: z.string().describe('reactions between the first command and this event'),
  causationid: z.uuid().optional().describe('the event that a reaction answers'),
  traceparent: z.string().optional().describe('W3C Trace Context of the request that caused it'),
};

/** An event in structured mode; readers leave alone what they do not know. */
export const CloudEvent = z.looseObject({
  ...attributes,
  data: z.unknown().describe('what happened, in the form that the catalogue of events has for this type'),
});
export type CloudEvent = z.infer<typeof CloudEvent>;

type Attribute = keyof typeof attributes;

/** The header of an attribute in Kafka: two have names of their own there. */
const headerOf = (attribute: string): string => {
  if (attribute === 'datacontenttype') return 'content-type';
  return attribute === 'traceparent' ? attribute : `ce_${attribute}`;
};

/** The headers of an event in Kafka: binary mode. */
export const CloudEventHeaders = z.looseObject(
  Object.fromEntries(Object.entries(attributes).map(([name, form]) => [headerOf(name), form])),
);

/** A recorded event of a service as CloudEvents has it. */
export const cloudEventOf = (
  service: ServiceName,
  { event, agg, seq, pos, recordedAt }: Omit<RecordedEvent, 'partition'>,
): CloudEvent => ({
  datacontenttype: 'application/json',
  specversion: '1.0',
  id: event.id,
  source: `/${service}`,
  type: event.type,
  subject: event.subject,
  time: event.at,
  sequence: String(seq),
  pos: String(pos),
  recordedat: recordedAt,
  partitionkey: agg,
  ministry: event.ministry,
  hops: String(event.hops),
  ...(event.causationId === undefined ? {} : { causationid: event.causationId }),
  ...(event.traceparent === undefined ? {} : { traceparent: event.traceparent }),
  data: event.data,
});

/** The attributes of an event by their headers in Kafka; its data is the value of the record. */
export const headersOf = (event: CloudEvent): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (Object.keys(attributes) as Attribute[]).flatMap((name) => {
      const value = event[name];
      return value === undefined ? [] : [[headerOf(name), value] as const];
    }),
  );
