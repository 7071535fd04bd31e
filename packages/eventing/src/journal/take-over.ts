// A new leader reads where each partition ends and puts its fencing record on top: whatever the old one still sends meets the fencing record.
// In every partition the fencing records' epochs grow: one who took the lease, fell asleep and wakes under a newer fencing record gives up.
import { PARTITIONS, type ServiceName } from '@tributary/contracts';
import { planted } from '../cut-points.ts';
import { fencingRecordOf, sealed } from './fencing-record.ts';
import { createNumbering, type LeaderClock, type Numbering, SKEW_MS } from './numbering.ts';
import { Fenced, publish } from './relay.ts';
import type { ClockCorrection, JournalStore, Lease, PartitionHighWatermark } from './store.ts';

const partitions = Array.from({ length: PARTITIONS }, (_, partition) => partition);

/** What a new leader begins with. */
export interface Reign {
  /** on top of the fencing records */
  readonly numbering: Numbering;
  /** the clock had stood ahead: records and high watermarks begin at the time it shows now */
  readonly corrected: ClockCorrection | undefined;
}

const timeOf = (instant: string | undefined): number => Date.parse(instant ?? '') || 0;

/**
 * Puts a fencing record in every partition.
 * @throws {Fenced} somebody of a newer epoch has sealed already
 */
export async function takeOver(
  service: ServiceName,
  journal: JournalStore,
  lease: Pick<Lease, 'epoch' | 'highWatermarksAt' | 'at'>,
  clock: LeaderClock,
): Promise<Reign> {
  clock.sync(lease.at.getTime());
  // the same fencing records in every attempt: those that an earlier one has brought in are known by their ids
  const fencingRecords = partitions.map((partition) => fencingRecordOf(service, partition, lease.epoch, clock.now()));
  for (;;) {
    const highWatermarks = await journal.highWatermarks();
    // after the high watermarks: a newer fencing record is among them and seen here, or it takes the position that is tried next
    const newer = await Promise.all(
      partitions.map((partition) => journal.readAggregate(sealed(partition), lease.epoch, 1)),
    );
    if (newer.some((fencingRecords) => fencingRecords.length > 0)) throw new Fenced('somebody newer leads');
    const { floor, start, corrected } = beginning(highWatermarks, timeOf(lease.highWatermarksAt), clock.now());
    const numbering = createNumbering(start, floor, clock);
    try {
      if (!planted('no-fencing-record')) await publish(journal, numbering, fencingRecords);
      return { numbering, corrected };
    } catch (error) {
      // the old leader was faster once more: its records are the high watermark now
      if (!(error instanceof Fenced)) throw error;
    }
  }
}

/**
 * Above which moment a leader begins: all that was recorded and told before, as far as the clock has reached it.
 * @param told up to when high watermarks were told, and `now` the clock; milliseconds
 */
function beginning(highWatermarks: readonly PartitionHighWatermark[], told: number, now: number) {
  const reached = (time: number) => time <= now + SKEW_MS;
  const moments = [told, ...highWatermarks.map(({ recordedAt }) => timeOf(recordedAt))];
  const ahead = Math.max(...moments) - now;
  const corrected =
    ahead > SKEW_MS ? { at: new Date(now).toISOString(), seconds: Math.round(ahead / 1000) } : undefined;
  return {
    floor: Math.max(now, ...moments.filter(reached)),
    start: highWatermarks.map((highWatermark) =>
      reached(timeOf(highWatermark.recordedAt)) ? highWatermark : { ...highWatermark, recordedAt: undefined },
    ),
    corrected,
  };
}
