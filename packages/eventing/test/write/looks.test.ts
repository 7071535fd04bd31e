// Which kinds the relay looks through, and when; and how it knows that nobody else writes.
import { beforeEach, describe, expect, test } from 'vitest';
import { createLooks, type Looks } from '../../src/journal/looks.ts';
import { BATCH } from '../../src/journal/relay.ts';
import type { Lease, Pending } from '../../src/journal/store.ts';
import { isAlone, SILENT_MS, sayThatItWrites } from '../../src/journal/writers.ts';
import { mongoLease } from '../../src/mongo/journal.ts';
import { wells } from '../fixtures/aggregates.ts';
import { eventually, relayOfEachTest } from '../fixtures/relay-of-each-test.ts';
import { silent } from '../fixtures/requests.ts';

describe('looks of the relay', () => {
  let looks: Looks;

  /** A look at an instant that finds so many events. @returns the kinds of it */
  function look(now: number, found = 0): ReadonlySet<string> | undefined {
    const kinds = looks.begin(now);
    looks.end(found);
    return kinds;
  }

  beforeEach(() => {
    looks = createLooks();
    expect(look(10_000)).toBeUndefined();
  });

  test('what this process wrote is looked at alone, and once', () => {
    looks.written('award');
    looks.written('call');
    looks.written('award');
    expect(look(10_010, 2)).toEqual(new Set(['award', 'call']));
    expect(look(10_030)).toEqual(new Set());
  });

  test('what is written during a look is for the next one', () => {
    looks.written('award');
    expect(looks.begin(10_010)).toEqual(new Set(['award']));
    looks.written('call');
    looks.end(1);
    expect(look(10_030)).toEqual(new Set(['call']));
  });

  test('all are looked at a second after the last time, and a quarter of one where the last look found something', () => {
    expect(looks.dueIn(10_000)).toBe(1_000);
    expect(look(10_999)).toEqual(new Set());
    looks.written('award');
    look(11_000, 1);
    expect(looks.dueIn(11_000)).toBe(250);
    expect(look(11_249)).toEqual(new Set());
    look(11_249, 1);
    expect(look(11_250)).toBeUndefined();
  });

  test('writes without end put off no look through all', () => {
    looks.written('award');
    for (let now = 10_010; now < 10_250; now += 10) {
      expect(look(now, 1)).toEqual(new Set(['award']));
      looks.written('award');
    }
    expect(look(10_250, 1)).toBeUndefined();
  });

  test('a look that was cut short by its size goes on', () => {
    looks.written('award');
    look(10_010, BATCH);
    expect(look(10_021)).toEqual(new Set(['award']));
    expect(look(11_000, BATCH)).toBeUndefined();
    expect(look(11_010)).toBeUndefined();
  });

  test('a leader who is alone looks through all every five seconds, whatever it finds', () => {
    looks.alone(true);
    look(10_010, 1);
    expect(looks.dueIn(10_010)).toBe(4_990);
    looks.alone(false);
    expect(looks.dueIn(10_010)).toBe(240);
  });
});

describe('whether a leader is alone', () => {
  const at = new Date('2026-03-01T12:00:00.000Z');
  const before = (ms: number) => new Date(at.getTime() - ms);
  const lease = (writers?: Lease['writers']): Lease => ({
    owner: 'pod-0#life',
    epoch: 1,
    beat: 1,
    highWatermarks: [],
    highWatermarksAt: undefined,
    writers,
    at,
  });

  test('it is where nobody spoke, or who spoke has been silent since', () => {
    expect(isAlone(lease(), SILENT_MS)).toBe(true);
    expect(isAlone(lease({ a: before(SILENT_MS + 1) }), SILENT_MS)).toBe(true);
    expect(isAlone(lease({ a: before(SILENT_MS + 1), b: before(SILENT_MS) }), SILENT_MS)).toBe(false);
  });

  test('it is not before every other one must have spoken', () => {
    expect(isAlone(lease(), SILENT_MS - 1)).toBe(false);
  });
});

describe('a leader and other writers', () => {
  const relay = relayOfEachTest();

  test('it finds what another process wrote, of which nobody told it', async () => {
    const leader = relay.lead();
    await eventually(() => expect(leader.epoch()).toBe(1));
    await relay.dug('a');
    leader.wake('another kind');
    await relay.drained();
  });

  test('an outbox is asked for the kinds that are named', async () => {
    await relay.dug('a');
    const { outbox } = relay.parts();
    const waiting = async (kinds?: ReadonlySet<string>) => {
      const found: Pending[] = [];
      for await (const batch of outbox.pending(10, kinds)) found.push(...batch);
      return found.length;
    };
    expect(await waiting(new Set(['another kind']))).toBe(0);
    expect(await waiting(new Set([wells.name]))).toBe(1);
    expect(await waiting()).toBe(1);
  });

  test('who writes is told in the lease before its first write, unless it leads, and forgotten with a new leader', async () => {
    const leases = mongoLease(relay.connection);
    const early = await sayThatItWrites(leases, 'early', () => false, silent);
    expect(await leases.read()).toBeUndefined();
    const leader = relay.lead();
    await eventually(() => expect(leader.epoch()).toBe(1));
    const said = await sayThatItWrites(leases, 'another', () => false, silent);
    const lease = await leases.read();
    expect(Object.keys(lease?.writers ?? {})).toEqual(['another']);
    expect(lease && isAlone(lease, SILENT_MS)).toBe(false);
    await Promise.all([early.stop(), said.stop()]);
    await leader.stop();
    const next = relay.lead();
    await eventually(() => expect(next.epoch()).toBe(2));
    expect((await leases.read())?.writers).toEqual({});
  });
});
