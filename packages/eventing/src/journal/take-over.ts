// A new leader reads where each slot ends and puts its seal on top: whatever the old one still sends meets the seal.
import { type ServiceName, SLOTS } from '@tributary/contracts';
import { createNumbering, type LeaderClock, type Numbering } from './numbering.ts';
import { Fenced, publish } from './relay.ts';
import { sealOf } from './seal.ts';
import type { JournalStore, Lease } from './store.ts';

/** Seals every slot. @returns the numbering on top of the seals */
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
    const newest = heads.map(({ recordedAt }) => Date.parse(recordedAt ?? '') || 0);
    const numbering = createNumbering(heads, Math.max(told, clock.now(), ...newest), clock);
    const seals = Array.from({ length: SLOTS }, (_, slot) => sealOf(service, slot, lease.epoch, clock.now()));
    try {
      await publish(journal, numbering, seals);
      return numbering;
    } catch (error) {
      // the old leader was faster once more: its records are the head now
      if (!(error instanceof Fenced)) throw error;
    }
  }
}
