// Positions decide: every case of one step, and the property that any delivery ends in the same place.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHUNK, overdue, plan, runAfter } from '../../src/consume/plan.ts';

const at = (...positions: number[]) => positions.map((pos) => ({ pos }));

describe('a step of an assignment (rule 23)', () => {
  it('drops what is at or below the checkpoint', () => {
    expect(plan(at(1, 2, 3), 3, 0)).toEqual({ do: 'rest' });
  });
  it('applies what follows the checkpoint, in order and once, whatever the order in hand', () => {
    expect(plan(at(6, 4, 5, 4), 3, 0)).toEqual({ do: 'apply', records: at(4, 5, 6) });
  });
  it('stops before a hole', () => {
    expect(plan(at(4, 6), 3, 0)).toEqual({ do: 'apply', records: at(4) });
  });
  it('reads the feed at a hole, as a new group does from 0', () => {
    expect(plan(at(6), 3, 0)).toEqual({ do: 'read' });
    expect(plan(at(100), 0, 0)).toEqual({ do: 'read' });
  });
  it('reads the feed when the high watermarks say that there is more and nothing is in hand', () => {
    expect(plan([], 3, 5)).toEqual({ do: 'read' });
    expect(plan([], 5, 5)).toEqual({ do: 'rest' });
  });
  it('takes at most 200 records at once (rule 24)', () => {
    expect(runAfter(at(...Array.from({ length: 500 }, (_, i) => i + 1)), 0)).toHaveLength(CHUNK);
    expect(CHUNK).toBe(200);
  });
  it('ends at the last position, with nothing skipped and nothing twice, for any order, duplication and loss', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 20 }), { maxLength: 20 }),
        (highWatermark, batches) => {
          const applied: number[] = [];
          const place = () => applied.at(-1) ?? 0;
          for (const batch of [...batches.map((one) => one.filter((pos) => pos <= highWatermark)), []]) {
            const target = batch.length === 0 ? highWatermark : 0;
            for (
              let step = plan(at(...batch), place(), target);
              step.do !== 'rest';
              step = plan(at(...batch), place(), target)
            ) {
              const records =
                step.do === 'apply' ? step.records : runAfter(at(...range(place() + 1, highWatermark)), place());
              applied.push(...records.map(({ pos }) => pos));
            }
          }
          expect(applied).toEqual(range(1, highWatermark));
        },
      ),
    );
  });
});

const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);

describe('high watermarks (rule 19)', () => {
  it('are no reason to read at the first look', () => {
    expect(overdue(undefined, { highWatermark: 5, applied: 3 })).toBe(false);
  });
  it('are one when the same high watermark is still not reached at the second look', () => {
    expect(overdue({ highWatermark: 5, applied: 3 }, { highWatermark: 5, applied: 3 })).toBe(true);
    expect(overdue({ highWatermark: 5, applied: 3 }, { highWatermark: 9, applied: 3 })).toBe(true);
  });
  it('are none while Kafka moves the assignment, or once the high watermark was reached', () => {
    expect(overdue({ highWatermark: 5, applied: 3 }, { highWatermark: 9, applied: 4 })).toBe(false);
    expect(overdue({ highWatermark: 5, applied: 5 }, { highWatermark: 6, applied: 5 })).toBe(false);
  });
});
