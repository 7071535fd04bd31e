import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Decimal,
  divideHalfUp,
  formatDecimal,
  PositiveDecimal,
  parseDecimal,
  rescale,
} from '../../src/values/decimal.ts';

const anyScaled = fc.record({
  units: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
  scale: fc.integer({ min: 0, max: 8 }),
});

describe('a decimal', () => {
  it.each(['0', '-0.5', '12.50', '00.1', '18.41463344556467', '999999999999999999.999999999999999999'])(
    'is %s',
    (value) => {
      expect(Decimal.safeParse(value).success).toBe(true);
    },
  );

  it.each([
    '',
    '-',
    '+1',
    '1e5',
    'NaN',
    'Infinity',
    '1.',
    '.1',
    '1,5',
    '١',
    '1 ',
    '0x1',
    '1'.repeat(19),
    `1.${'1'.repeat(19)}`,
  ])('is not %j', (value) => {
    expect(Decimal.safeParse(value).success).toBe(false);
  });

  it.each(['0', '0.000', '-1', '00', '0.', '.5'])('%s is not greater than zero', (value) => {
    expect(PositiveDecimal.safeParse(value).success).toBe(false);
  });

  it.each(['1', '0.0000000001', '0.90'])('%s is greater than zero', (value) => {
    expect(PositiveDecimal.safeParse(value).success).toBe(true);
  });

  it('is written as it was read, whatever its sign and scale', () => {
    fc.assert(
      fc.property(anyScaled, (scaled) => {
        expect(parseDecimal(formatDecimal(scaled))).toEqual(scaled);
      }),
    );
  });

  it('cannot be read from other text', () => {
    expect(() => parseDecimal('twelve')).toThrow(RangeError);
  });
});

describe('rounding half up', () => {
  it.each([
    [5n, 2n, 3n],
    [-5n, 2n, -3n],
    [5n, -2n, -3n],
    [4n, 3n, 1n],
    [-4n, 3n, -1n],
    [0n, 7n, 0n],
    [1n, 3n, 0n],
    [2n, 3n, 1n],
  ])('%i ÷ %i is %i', (numerator, denominator, quotient) => {
    expect(divideHalfUp(numerator, denominator)).toBe(quotient);
  });

  it('refuses to divide by zero', () => {
    expect(() => divideHalfUp(1n, 0n)).toThrow(RangeError);
  });

  it('is the nearest integer, and a half goes away from zero', () => {
    const integer = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
    fc.assert(
      fc.property(integer, fc.bigInt({ min: 1n, max: 10n ** 6n }), (n, d) => {
        const twiceOff = 2n * (divideHalfUp(n, d) * d - n);
        expect(n >= 0n ? twiceOff > -d && twiceOff <= d : twiceOff >= -d && twiceOff < d).toBe(true);
      }),
    );
  });

  it.each([
    ['2.345', 2, '2.35'],
    ['-2.345', 2, '-2.35'],
    ['2.344', 2, '2.34'],
    ['2', 2, '2.00'],
    ['0.5', 0, '1'],
  ])('%s in %i decimals is %s', (value, decimals, expected) => {
    expect(formatDecimal(rescale(parseDecimal(value), decimals))).toBe(expected);
  });
});
