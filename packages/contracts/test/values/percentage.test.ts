import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Percentage, toHundredths } from '../../src/values/percentage.ts';

describe('a percentage', () => {
  it('is every hundredth from 0 to 100, although floats cannot hold most of them', () => {
    for (let hundredths = 0; hundredths <= 10_000; hundredths += 1) {
      const percentage = Number(`${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`);
      expect(Percentage.safeParse(percentage).success, String(percentage)).toBe(true);
      expect(toHundredths(percentage)).toBe(hundredths);
    }
  });

  it.each([
    -0.01,
    100.01,
    33.333,
    0.005,
    1e-7,
    1e-9,
    33.330000000000005,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '50',
    null,
  ])('is not %s', (value) => {
    expect(Percentage.safeParse(value).success).toBe(false);
  });

  it('sums exactly in hundredths, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 50 }), (parts) => {
        const sum = (list: number[]) => list.map((part) => toHundredths(part / 100)).reduce((a, b) => a + b, 0);
        expect(sum(parts)).toBe(parts.reduce((a, b) => a + b, 0));
        expect(sum(parts.toReversed())).toBe(sum(parts));
      }),
    );
  });
});
