// When to take the relay's lease: at once from nobody or from one's own former process, else after it stood still.
import type { Lease } from './store.ts';

/** How long a lease must stand still on the watcher's own clock, milliseconds. */
export const STANDSTILL_MS = 4_000;

/** Who holds a lease: this process among its like, and this life of it. */
export const ownerOf = (instance: string, life: string): string => `${instance}#${life}`;

const instanceOf = (owner: string) => owner.slice(0, owner.lastIndexOf('#'));

/**
 * Watches a lease.
 * @param monotonic milliseconds that only grow; nobody else's clock is asked
 */
export function watchLease(owner: string, monotonic: () => number = () => performance.now()) {
  let seen = '';
  let since = 0;
  /** Whether what was read now may be taken. */
  return (lease: Lease | undefined): boolean => {
    if (lease === undefined || lease.owner === '' || instanceOf(lease.owner) === instanceOf(owner)) return true;
    const state = `${lease.owner} ${lease.epoch} ${lease.beat}`;
    if (state !== seen) {
      seen = state;
      since = monotonic();
      return false;
    }
    return monotonic() - since >= STANDSTILL_MS;
  };
}
