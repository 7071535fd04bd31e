// A seal is the first record of a new leader in a slot: it takes the position that the old one would use next.
import type { RecordedEvent, ServiceName } from '@tributary/contracts';
import { uuidv7 } from '../ids.ts';
import type { Unnumbered } from './numbering.ts';

const SEAL = 'seal:';

/** What stands for the aggregate in a slot's seals. */
export const sealed = (slot: number): string => `${SEAL}${slot}`;

/** The seal of a slot in an epoch; its `agg` and `seq` are its own, because missing fields collide in a unique index. */
export function sealOf(service: ServiceName, slot: number, epoch: number, now: number): Unnumbered {
  const event = {
    id: uuidv7(now),
    type: `${service}.journal.sealed.v1`,
    subject: sealed(slot),
    seq: epoch,
    at: new Date(now).toISOString(),
    ministry: 'SYSTEM',
    hops: 0,
    data: {},
  };
  return { slot, entry: { seq: epoch, event } };
}

/** Whether a record is a seal: it goes out like events and has no effect. */
export const isSeal = (record: Pick<RecordedEvent, 'agg'>): boolean => record.agg.startsWith(SEAL);
