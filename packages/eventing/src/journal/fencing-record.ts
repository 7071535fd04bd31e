// A fencing record is the first record of a new leader in a partition: it takes the position that the old one would use next.
import type { RecordedEvent, ServiceName } from '@tributary/contracts';
import { uuidv7 } from '../ids.ts';
import type { Unnumbered } from './numbering.ts';

const SEAL = 'seal:';

/** What stands for the aggregate in a partition's fencing records. */
export const sealed = (partition: number): string => `${SEAL}${partition}`;

/** The fencing record of a partition in an epoch; its `agg` and `seq` are its own, because missing fields collide in a unique index. */
export function fencingRecordOf(service: ServiceName, partition: number, epoch: number, now: number): Unnumbered {
  const event = {
    id: uuidv7(now),
    type: `${service}.journal.sealed.v1`,
    subject: sealed(partition),
    seq: epoch,
    at: new Date(now).toISOString(),
    ministry: 'SYSTEM',
    hops: 0,
    data: {},
  };
  return { partition, entry: { seq: epoch, event } };
}

/** Whether a record is a fencing record: it goes out like events and has no effect. */
export const isFencingRecord = (record: Pick<RecordedEvent, 'agg'>): boolean => record.agg.startsWith(SEAL);
