import { PARTITIONS } from '@tributary/contracts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownerOf, STANDSTILL_MS, watchLease } from '../../src/journal/lease-watch.ts';
import { createLeaderClock, createNumbering, type Unnumbered } from '../../src/journal/numbering.ts';
import type { Lease } from '../../src/journal/store.ts';
import { uuid } from '../read/support/facts.ts';

const event = (partition: number, seq: number): Unnumbered => ({
  partition,
  entry: {
    seq,
    event: {
      id: uuid(seq),
      type: 'registry.well.measured.v1',
      subject: uuid(partition),
      seq,
      at: '2026-03-01T00:00:00.000Z',
      ministry: 'MPLA',
      hops: 0,
      data: {},
    },
  },
});

/** A clock of a leader, and the hands that turn it. */
function clockAt(start: number) {
  let time = 0;
  const clock = createLeaderClock(() => time);
  clock.sync(start);
  return {
    clock,
    pass(ms: number) {
      time += ms;
    },
  };
}

const empty = Array.from({ length: PARTITIONS }, () => ({ pos: 0, recordedAt: undefined }));

describe('the clock of a leader', () => {
  test('rule 15: it is the time of the database and the time since, and never goes back', () => {
    const { clock, pass } = clockAt(1_000);
    pass(5);
    expect(clock.now()).toBe(1_005);
    clock.sync(500);
    expect(clock.now()).toBe(1_005);
    clock.sync(2_000);
    pass(1);
    expect(clock.now()).toBe(2_001);
  });
});

describe('numbering', () => {
  test('rule 15: positions are dense from the high watermark, and moments grow in every partition whatever the clock does', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ partition: fc.integer({ min: 0, max: PARTITIONS - 1 }), pass: fc.integer({ min: 0, max: 3 }) }),
        ),
        fc.integer({ min: 0, max: 50 }),
        (steps, highWatermark) => {
          const { clock, pass } = clockAt(1_000);
          const recordedAt = new Date(2_000).toISOString();
          const numbering = createNumbering(
            empty.map(() => ({ pos: highWatermark, recordedAt })),
            1_500,
            clock,
          );
          const last = new Map<number, { pos: number; recordedAt: string }>();
          for (const step of steps) {
            pass(step.pass);
            const [record] = numbering.assign([event(step.partition, 1)]);
            if (record === undefined) throw new Error('nothing was numbered');
            numbering.accept([record]);
            const before = last.get(step.partition) ?? { pos: highWatermark, recordedAt };
            expect(record.pos).toBe(before.pos + 1);
            expect(record.recordedAt > before.recordedAt).toBe(true);
            last.set(step.partition, record);
          }
        },
      ),
    );
  });

  test('rule 16: a batch that was not accepted uses no position', () => {
    const { clock } = clockAt(1_000);
    const numbering = createNumbering(empty, 0, clock);
    const first = numbering.assign([event(1, 1), event(2, 1), event(1, 2)]);
    expect(first.map(({ pos }) => pos)).toEqual([1, 1, 2]);
    numbering.accept(first.slice(0, 1));
    expect(numbering.assign([event(1, 2), event(2, 1)]).map(({ pos }) => pos)).toEqual([2, 1]);
  });

  test('rule 14: high watermarks tell nothing of a batch under way, and every record after them is later than high watermarks at', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constant('tell' as const), fc.constant('batch' as const), fc.integer({ min: 1, max: 9 }))),
        (steps) => {
          const { clock, pass } = clockAt(1_000);
          const numbering = createNumbering(empty, 900, clock);
          const told: { readonly highWatermarks: readonly number[]; readonly highWatermarksAt: string }[] = [];
          const accepted: { readonly partition: number; readonly pos: number; readonly recordedAt: string }[] = [];
          for (const [index, step] of steps.entries()) {
            if (step === 'tell') told.push(numbering.snapshot());
            else if (step === 'batch') {
              const records = numbering.assign([
                event(index % PARTITIONS, 1),
                event(index % PARTITIONS, 2),
                event(0, 3),
              ]);
              told.push(numbering.snapshot());
              numbering.accept(records);
              told.push(numbering.snapshot());
              numbering.close();
              accepted.push(...records);
            } else pass(step);
          }
          for (const { highWatermarks, highWatermarksAt } of told) {
            const unseen = accepted.filter(({ partition, pos }) => pos > (highWatermarks[partition] ?? 0));
            expect(unseen.every(({ recordedAt }) => recordedAt > highWatermarksAt)).toBe(true);
          }
          expect(told.map(({ highWatermarksAt }) => highWatermarksAt)).toEqual(
            told.map(({ highWatermarksAt }) => highWatermarksAt).sort(),
          );
        },
      ),
    );
  });
});

describe('watching a lease', () => {
  const lease = (more: Partial<Lease>): Lease => ({
    owner: ownerOf('a', '1'),
    epoch: 1,
    beat: 1,
    highWatermarks: [],
    highWatermarksAt: undefined,
    at: new Date(0),
    ...more,
  });

  test('rule 14: it is taken at once from nobody, from one who gave it back, and from one’s own former life', () => {
    const may = watchLease(ownerOf('b', '2'), () => 0);
    expect(may(undefined)).toBe(true);
    expect(may(lease({ owner: '' }))).toBe(true);
    expect(may(lease({ owner: ownerOf('b', '1') }))).toBe(true);
    expect(may(lease({}))).toBe(false);
  });

  test('rule 14: from another it is taken after it stood still on one’s own clock, whatever its dates say', () => {
    let time = 0;
    const may = watchLease(ownerOf('b', '2'), () => time);
    const decades = lease({ at: new Date(0), highWatermarksAt: '1999-01-01T00:00:00.000Z' });
    expect(may(decades)).toBe(false);
    time = STANDSTILL_MS - 1;
    expect(may(decades)).toBe(false);
    expect(may(lease({ beat: 2 }))).toBe(false);
    time += STANDSTILL_MS - 1;
    expect(may(lease({ beat: 2 }))).toBe(false);
    time += 1;
    expect(may(lease({ beat: 2 }))).toBe(true);
  });
});
