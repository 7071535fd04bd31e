// What every home of the relay's lease and cursor must do.
import { PARTITIONS } from '@tributary/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CursorStore, Lease, LeaseStore } from '../../src/journal/store.ts';

export interface OpenLease {
  readonly leases: LeaseStore;
  readonly cursors: CursorStore;
  close(): Promise<void>;
}

const held = (lease: Lease | undefined): Lease => {
  if (lease === undefined) throw new Error('the lease is not held');
  return lease;
};

const HEADS_AT = '2026-03-01T12:00:00.000Z';

/** @param open connects to an empty database */
export function leaseSuite(name: string, open: () => Promise<OpenLease>): void {
  describe(`the lease on ${name}`, () => {
    let opened: OpenLease;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());

    test('rule 14: it is taken by one of many, renewed by its owner alone, and stolen from what was seen', async () => {
      const { leases } = opened;
      expect(await leases.read()).toBeUndefined();
      const owners = Array.from({ length: 10 }, (_, n) => `pod-${n}#life`);
      const takes = await Promise.all(owners.map((owner) => leases.take(undefined, owner)));
      const [mine, ...others] = takes.filter((lease) => lease !== undefined);
      expect(others).toEqual([]);
      const first = held(mine);
      expect(first.epoch).toBe(1);

      const highWatermarks = Array.from({ length: PARTITIONS }, (_, partition) => partition);
      const renewed = held(await leases.renew(first, highWatermarks, HEADS_AT));
      expect(renewed).toMatchObject({
        owner: first.owner,
        epoch: 1,
        beat: first.beat + 1,
        highWatermarks,
        highWatermarksAt: HEADS_AT,
      });
      expect(await leases.renew({ owner: 'thief#1', epoch: 1 }, highWatermarks, HEADS_AT)).toBeUndefined();
      expect(await leases.renew({ owner: first.owner, epoch: 2 }, highWatermarks, HEADS_AT)).toBeUndefined();
      expect(await leases.read()).toEqual(renewed);

      expect(await leases.take(first, 'thief#1')).toBeUndefined();
      const stolen = held(await leases.take(renewed, 'thief#1'));
      expect(stolen).toMatchObject({ owner: 'thief#1', epoch: 2, highWatermarks, highWatermarksAt: HEADS_AT });
      expect(await leases.renew(renewed, [], HEADS_AT)).toBeUndefined();
      await leases.release(renewed);
      expect((await leases.read())?.owner).toBe('thief#1');
      await leases.release(stolen);
      expect(await leases.read()).toMatchObject({ owner: '', epoch: 2 });
    });

    test('rule 14: every write tells the time of the database', async () => {
      const { leases } = opened;
      const before = Date.now();
      const lease = held(await leases.take(await leases.read(), 'pod-1#life'));
      const renewed = held(await leases.renew(lease, [], HEADS_AT));
      expect(lease.at.getTime()).toBeGreaterThanOrEqual(before - 1);
      expect(renewed.at.getTime()).toBeGreaterThanOrEqual(lease.at.getTime());
      expect(renewed.at.getTime()).toBeLessThanOrEqual(Date.now() + 1);
    });

    test('rule 18: the cursor of a partition never goes back', async () => {
      const { cursors } = opened;
      const at = (pos: number) =>
        Array.from({ length: PARTITIONS }, (_, partition) => (partition === 3 ? pos : partition));
      expect(await cursors.load()).toEqual(Array.from({ length: PARTITIONS }, () => 0));
      await cursors.save(at(9));
      await cursors.save(at(5));
      expect(await cursors.load()).toEqual(at(9));
    });
  });
}
