import { z } from 'zod';
import { Instant } from '../values/date.ts';
import { MinistryCode } from '../values/identity.ts';

/**
 * The headers of an event in Kafka: CloudEvents 1.0, binary mode, so that the record's value is the data alone.
 * Attribute names are in lower case, as CloudEvents asks.
 */
export const CloudEventHeaders = z.looseObject({
  'content-type': z.literal('application/json'),
  ce_specversion: z.literal('1.0'),
  ce_id: z.uuid().describe('the event; the same id twice is the same event'),
  ce_source: z.string().describe('the service that owns the fact, as /<service>'),
  ce_type: z.string().describe('<service>.<aggregate>.<fact>.v<N>'),
  ce_subject: z.string().describe('the aggregate that the fact is about'),
  ce_time: Instant.describe('when it was decided'),
  ce_sequence: z.string().describe("the aggregate's own count of events, from 1 without gaps"),
  ce_pos: z.string().describe('the place in the slot, which is also the partition: dense, from 1'),
  ce_recordedat: Instant.describe('when the journal took it in; grows strictly within a slot'),
  ce_partitionkey: z.string().describe('the key of the record: the aggregate'),
  ce_ministry: MinistryCode.describe('the institution that owns the aggregate'),
  ce_hops: z.string().describe('reactions between the first command and this event'),
  ce_causationid: z.uuid().optional().describe('the event that a reaction answers'),
  traceparent: z.string().optional().describe('W3C Trace Context of the request that caused it'),
});
export type CloudEventHeaders = z.infer<typeof CloudEventHeaders>;
