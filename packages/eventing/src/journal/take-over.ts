// A new leader reads where each slot ends and puts its seal on top: whatever the old one still sends meets the seal.
// In every slot the seals' epochs grow: one who took the lease, fell asleep and wakes under a newer seal gives up.
import { type ServiceName, SLOTS } from '@tributary/contracts';
import { planted } from '../cut-points.ts';
import { createNumbering, type LeaderClock, type Numbering } from './numbering.ts';
import { Fenced, publish } from './relay.ts';
import { sealed, sealOf } from './seal.ts';
import type { JournalStore, Lease } from './store.ts';

const slots = Array.from({ length: SLOTS }, (_, slot) => slot);

/**
 * Seals every slot.
 * @returns the numbering on top of the seals
 * @throws {Fenced} somebody of a newer epoch has sealed already
 */
export async function takeOver(
  service: ServiceName,
  journal: JournalStore,
  lease: Pick<Lease, 'epoch' | 'headsAt' | 'at'>,
  clock: LeaderClock,
): Promise<Numbering> {
  clock.sync(lease.at.getTime());
  const told = Date.parse(lease.headsAt ?? '') || 0;
  for (;;) {
    const heads = await journal.heads();
    // after the heads: a newer seal is among them and seen here, or it takes the position that is tried next
    const newer = await Promise.all(slots.map((slot) => journal.readAggregate(sealed(slot), lease.epoch, 1)));
    if (newer.some((seals) => seals.length > 0)) throw new Fenced('somebody newer leads');
    const newest = heads.map(({ recordedAt }) => Date.parse(recordedAt ?? '') || 0);
    const numbering = createNumbering(heads, Math.max(told, clock.now(), ...newest), clock);
    const seals = slots.map((slot) => sealOf(service, slot, lease.epoch, clock.now()));
    try {
      if (!planted('no-seal')) await publish(journal, numbering, seals);
      return numbering;
    } catch (error) {
      // the old leader was faster once more: its records are the head now
      if (!(error instanceof Fenced)) throw error;
    }
  }
}
