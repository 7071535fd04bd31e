import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roundTogether } from '../../src/reports/plan-alignment/tie-out.ts';

const halfUp = (part: bigint, denominator: bigint) => (2n * part + denominator) / (2n * denominator);

describe('rule 37: parts that are rounded together', () => {
  test.each([
    { parts: [50n, 50n], rounded: [1n, 0n] },
    { parts: [40n, 40n, 20n], rounded: [1n, 0n, 0n] },
    { parts: [60n, 60n, 80n], rounded: [1n, 0n, 1n] },
    { parts: [0n, 0n, 0n, 300n], rounded: [0n, 0n, 0n, 3n] },
    { parts: [], rounded: [] },
  ])('$parts hundredths become $rounded', ({ parts, rounded }) => {
    expect(roundTogether(parts, 100n)).toEqual(rounded);
  });

  test('sum to their total, and stay within one of their exact value', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 10n ** 20n }), { maxLength: 6 }), (parts) => {
        const rounded = roundTogether(parts, 10_000n);
        const exact = parts.reduce((sum, part) => sum + part, 0n);
        expect(rounded.reduce((sum, part) => sum + part, 0n)).toBe(halfUp(exact, 10_000n));
        for (const [at, part] of rounded.entries()) {
          const error = part * 10_000n - (parts[at] ?? 0n);
          expect(error > -10_000n && error < 10_000n).toBe(true);
        }
      }),
    );
  });

  test('are what rounding each half up gives, wherever that ties', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 1_000n }), { minLength: 1, maxLength: 5 }), (parts) => {
        const each = parts.map((part) => halfUp(part, 100n));
        const total = halfUp(
          parts.reduce((sum, part) => sum + part, 0n),
          100n,
        );
        fc.pre(each.reduce((sum, part) => sum + part, 0n) === total);
        expect(roundTogether(parts, 100n)).toEqual(each);
      }),
    );
  });
});
