// What a record weighs where answers and memory are bounded by bytes: its data as JSON, and about what stands around it.
import type { RecordedEvent } from '@tributary/contracts';

const FRAME = 600;

/** Bytes of a record, roughly. */
export const weightOf = ({ event }: Pick<RecordedEvent, 'event'>): number =>
  FRAME + Buffer.byteLength(JSON.stringify(event.data));
