// The envelope of a published event. The actor is not in it: it stays in the journal.
import { z } from 'zod';
import { Instant } from '../values/date.ts';
import { MinistryCode } from '../values/identity.ts';

/** Reactions further than this from the first command are parked: they can only be a cycle. */
export const MAX_HOPS = 8;

/** What every event carries beside its data; loose on consume, so that a newer producer may add to it. */
export const Envelope = z.looseObject({
  /** UUIDv7 of the event */
  id: z.uuid(),
  type: z.string(),
  /** the aggregate's id */
  subject: z.string(),
  /** the aggregate's own count of events, from 1 without gaps */
  seq: z.int().min(1),
  /** when it was decided */
  at: Instant,
  ministry: MinistryCode,
  /** W3C Trace Context of the request that caused it */
  traceparent: z.string().optional(),
  /** the event that a reaction answers */
  causationId: z.uuid().optional(),
  hops: z.int().min(0),
  data: z.unknown(),
});
export type Envelope = z.infer<typeof Envelope>;

/** An event in the journal and in topics: with its place and the moment the journal gave it. */
export interface RecordedEvent {
  readonly partition: number;
  /** dense within the partition, from 1 */
  readonly pos: number;
  readonly agg: string;
  readonly seq: number;
  readonly recordedAt: string;
  readonly event: Envelope;
}
