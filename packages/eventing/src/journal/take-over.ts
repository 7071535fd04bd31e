// A new leader reads where each slot ends and puts its seal on top: whatever the old one still sends meets the seal.
// In every slot the seals' epochs grow: one who took the lease, fell asleep and wakes under a newer seal gives up.
import { type ServiceName, SLOTS } from '@tributary/contracts';
import { planted } from '../cut-points.ts';
import { createNumbering, type LeaderClock, type Numbering, SKEW_MS } from './numbering.ts';
import { Fenced, publish } from './relay.ts';
import { sealed, sealOf } from './seal.ts';
import type { ClockCorrection, JournalStore, Lease, SlotHead } from './store.ts';

const slots = Array.from({ length: SLOTS }, (_, slot) => slot);

/** What a new leader begins with. */
export interface Reign {
  /** on top of the seals */
  readonly numbering: Numbering;
  /** the clock had stood ahead: records and heads begin at the time it shows now */
  readonly corrected: ClockCorrection | undefined;
}

const timeOf = (instant: string | undefined): number => Date.parse(instant ?? '') || 0;

/**
 * Seals every slot.
 * @throws {Fenced} somebody of a newer epoch has sealed already
 */
export async function takeOver(
  service: ServiceName,
  journal: JournalStore,
  lease: Pick<Lease, 'epoch' | 'headsAt' | 'at'>,
  clock: LeaderClock,
): Promise<Reign> {
  clock.sync(lease.at.getTime());
  // the same seals in every attempt: those that an earlier one has brought in are known by their ids
  const seals = slots.map((slot) => sealOf(service, slot, lease.epoch, clock.now()));
  for (;;) {
    const heads = await journal.heads();
    // after the heads: a newer seal is among them and seen here, or it takes the position that is tried next
    const newer = await Promise.all(slots.map((slot) => journal.readAggregate(sealed(slot), lease.epoch, 1)));
    if (newer.some((seals) => seals.length > 0)) throw new Fenced('somebody newer leads');
    const { floor, start, corrected } = beginning(heads, timeOf(lease.headsAt), clock.now());
    const numbering = createNumbering(start, floor, clock);
    try {
      if (!planted('no-seal')) await publish(journal, numbering, seals);
      return { numbering, corrected };
    } catch (error) {
      // the old leader was faster once more: its records are the head now
      if (!(error instanceof Fenced)) throw error;
    }
  }
}

/**
 * Above which moment a leader begins: all that was recorded and told before, as far as the clock has reached it.
 * @param told up to when heads were told, and `now` the clock; milliseconds
 */
function beginning(heads: readonly SlotHead[], told: number, now: number) {
  const reached = (time: number) => time <= now + SKEW_MS;
  const moments = [told, ...heads.map(({ recordedAt }) => timeOf(recordedAt))];
  const ahead = Math.max(...moments) - now;
  const corrected =
    ahead > SKEW_MS ? { at: new Date(now).toISOString(), seconds: Math.round(ahead / 1000) } : undefined;
  return {
    floor: Math.max(now, ...moments.filter(reached)),
    start: heads.map((head) => (reached(timeOf(head.recordedAt)) ? head : { ...head, recordedAt: undefined })),
    corrected,
  };
}
