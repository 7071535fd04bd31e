// Leaders on a database whose clock stood ahead and was set back.
import { describe, expect, test, vi } from 'vitest';
import type { LeaderParts } from '../../src/journal/leader.ts';
import type { Lease } from '../../src/journal/store.ts';
import { mongoJournal, mongoLease } from '../../src/mongo/journal.ts';
import { wells } from '../fixtures/aggregates.ts';
import { eventually, relayOfEachTest } from '../fixtures/relay-of-each-test.ts';
import { silent } from '../fixtures/requests.ts';

const relay = relayOfEachTest();
const { lead, dug, drained } = relay;

describe('a clock that stood ahead', () => {
  const MINUTES = 600_000;
  const YEARS = 10 * 365 * 86_400_000;
  /** how far the clock of the database stands ahead, milliseconds */
  let ahead = 0;

  /** The lease on a database whose clock stands ahead. */
  function shiftedLease(): LeaderParts['leases'] {
    const leases = mongoLease(relay.connection);
    const shifted = (lease: Lease | undefined) => lease && { ...lease, at: new Date(lease.at.getTime() + ahead) };
    return {
      ...leases,
      take: async (seen, owner) => shifted(await leases.take(seen, owner)),
      renew: async (...told) => shifted(await leases.renew(...told)),
    };
  }

  const highWatermarksAt = async () => Date.parse((await mongoLease(relay.connection).read())?.highWatermarksAt ?? '');
  const seconds = (record: { readonly recordedAt?: string }) =>
    Math.abs(Date.parse(record.recordedAt ?? '') - Date.now()) / 1000;

  test.each([
    ['minutes', MINUTES, 'while nobody led', false],
    ['years', YEARS, 'while nobody led', false],
    ['years', YEARS, 'under a leader', true],
  ])(
    'rule 15: by %s (%i) and was set back %s freezes nothing: high watermarks and records are of now',
    async (_what, jump, _when, led) => {
      const log = { ...silent, warn: vi.fn() };
      ahead = jump;
      const first = lead({ leases: shiftedLease(), log });
      await eventually(async () => expect((await highWatermarksAt()) - Date.now()).toBeGreaterThan(jump / 2));
      if (!led) await first.stop();
      ahead = 0;
      const last = led ? first : lead({ leases: shiftedLease(), log });
      await eventually(() => expect(last.epoch()).toBe(2));
      const id = await dug('q');
      last.wake(wells.name);
      await drained();
      await eventually(async () => expect(Math.abs((await highWatermarksAt()) - Date.now())).toBeLessThan(60_000));
      const [record] = await mongoJournal(relay.connection).readAggregate(id, 0, 9);
      expect(seconds(record ?? {})).toBeLessThan(60);
      expect(await highWatermarksAt()).toBeGreaterThanOrEqual(Date.parse(record?.recordedAt ?? '') - 60_000);
      const corrected = (await mongoLease(relay.connection).read())?.corrected;
      expect(corrected?.seconds).toBeGreaterThan(jump / 2_000);
      expect(log.warn.mock.calls.some(([, message]) => /the clock had stood ahead/.test(message))).toBe(true);
    },
  );

  test('rule 15: by less than ten seconds is waited for: nothing that was told is taken back', async () => {
    ahead = 4_000;
    const first = lead({ leases: shiftedLease() });
    await eventually(async () => expect((await highWatermarksAt()) - Date.now()).toBeGreaterThan(1_000));
    await first.stop();
    const told = await highWatermarksAt();
    ahead = 0;
    const next = lead({ leases: shiftedLease() });
    await eventually(() => expect(next.epoch()).toBe(2));
    const id = await dug('r');
    next.wake(wells.name);
    await drained();
    const [record] = await mongoJournal(relay.connection).readAggregate(id, 0, 9);
    expect(Date.parse(record?.recordedAt ?? '')).toBeGreaterThan(told);
    expect((await mongoLease(relay.connection).read())?.corrected).toBeUndefined();
  });
});
