import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Currency, exponentOf } from '../../src/values/currency.ts';
import { fromMinor, Money, toMinor, Valued, valued } from '../../src/values/money.ts';

const currencies = ['JPY', 'EUR', 'KWD', 'CLF'];
const anyCurrency = fc.constantFrom(...currencies);
const anyMinor = fc.bigInt({ min: 0n, max: 10n ** 17n });

describe('a currency', () => {
  it.each([
    ['JPY', 0],
    ['XOF', 0],
    ['EUR', 2],
    ['MDL', 2],
    ['MGA', 2],
    ['KWD', 3],
    ['TND', 3],
    ['CLF', 4],
  ])('%s has %i decimals', (code, exponent) => {
    expect(exponentOf(code)).toBe(exponent);
    expect(Currency.parse(code)).toBe(code);
  });

  it.each(['', 'EU', 'eur', 'XXX', 'ABC', 'EURO', 'BTC'])('is not %j', (code) => {
    expect(Currency.safeParse(code).success).toBe(false);
    expect(() => exponentOf(code)).toThrow(RangeError);
  });
});

describe('money', () => {
  it.each([
    [{ amount: '350000.00', currency: 'EUR' }, 35_000_000n],
    [{ amount: '12.5', currency: 'EUR' }, 1250n],
    [{ amount: '0', currency: 'EUR' }, 0n],
    [{ amount: '7', currency: 'JPY' }, 7n],
    [{ amount: '0.001', currency: 'KWD' }, 1n],
    [{ amount: '999999999999999999.99', currency: 'USD' }, 99_999_999_999_999_999_999n],
  ])('%j is counted in minor units', (money, minor) => {
    expect(toMinor(Money.parse(money))).toBe(minor);
  });

  it.each<[money: unknown, why: string]>([
    [{ amount: 12.5, currency: 'EUR' }, 'a float'],
    [{ amount: '1.234', currency: 'EUR' }, 'more decimals than the currency has'],
    [{ amount: '1.0', currency: 'JPY' }, 'decimals where the currency has none'],
    [{ amount: '-1.00', currency: 'EUR' }, 'a negative amount'],
    [{ amount: '1e3', currency: 'EUR' }, 'an exponent'],
    [{ amount: '1,000.00', currency: 'EUR' }, 'a separator of thousands'],
    [{ amount: ' 1.00', currency: 'EUR' }, 'a space'],
    [{ amount: '.5', currency: 'EUR' }, 'no digit before the point'],
    [{ amount: '5.', currency: 'EUR' }, 'no digit after the point'],
    [{ amount: '1.00\n', currency: 'EUR' }, 'a line break'],
    [{ amount: '1'.repeat(19), currency: 'EUR' }, 'more digits than 18'],
    [{ amount: '1.00' }, 'no currency'],
    [{ amount: '1.00', currency: 'EUR', rate: '1' }, 'an unknown field'],
  ])('%j is refused: %s', (money) => {
    expect(Money.safeParse(money).success).toBe(false);
  });

  it('survives the way to minor units and back, in every kind of currency', () => {
    fc.assert(
      fc.property(anyMinor, anyCurrency, (minor, currency) => {
        const money = fromMinor(minor, currency);
        expect(Money.parse(money)).toEqual(money);
        expect(toMinor(money)).toBe(minor);
      }),
    );
  });

  it('says which field holds too many decimals', () => {
    expect(Money.safeParse({ amount: '1.5', currency: 'JPY' }).error?.issues[0]?.path).toEqual(['amount']);
  });
});

describe('valued money', () => {
  const rateOf = (rate: string) => ({ rate, rateDate: '2025-06-01' });
  const base = (amount: string, currency: string, rate: string, to: string) =>
    valued({ amount, currency }, rateOf(rate), to).base;

  it.each([
    ['20000.00', 'USD', '0.90', 'EUR', '18000.00'],
    ['5000.00', 'GBP', '1.20', 'EUR', '6000.00'],
    ['0.05', 'USD', '0.10', 'EUR', '0.01'],
    ['0.04', 'USD', '0.10', 'EUR', '0.00'],
    ['1', 'JPY', '0.0061', 'EUR', '0.01'],
    ['1.000', 'KWD', '500', 'JPY', '500'],
    ['0.001', 'KWD', '499.9', 'JPY', '0'],
  ])('is rounded half up once: %s %s at %s in %s is %s', (amount, currency, rate, to, expected) => {
    expect(base(amount, currency, rate, to)).toEqual({ amount: expected, currency: to });
  });

  it('is a valid value, in canonical decimals, with the rate as it was given', () => {
    const result = valued({ amount: '12.5', currency: 'USD' }, rateOf('0.9'), 'EUR');
    expect(Valued.parse(result)).toEqual({
      amount: { amount: '12.50', currency: 'USD' },
      base: { amount: '11.25', currency: 'EUR' },
      rate: '0.9',
      rateDate: '2025-06-01',
    });
  });

  it('keeps an amount in the base currency as it is, at rate 1', () => {
    fc.assert(
      fc.property(anyMinor, anyCurrency, (minor, currency) => {
        const money = fromMinor(minor, currency);
        expect(valued(money, rateOf('1'), currency).base).toEqual(money);
      }),
    );
  });

  it('is never further from the exact product than half a minor unit', () => {
    const rates = fc.bigInt({ min: 1n, max: 10n ** 10n });
    fc.assert(
      fc.property(anyMinor, rates, (minor, millionths) => {
        const rate = `${millionths / 1_000_000n}.${(millionths % 1_000_000n).toString().padStart(6, '0')}`;
        const result = toMinor(valued(fromMinor(minor, 'USD'), rateOf(rate), 'EUR').base);
        const twiceOff = 2n * (result * 1_000_000n - minor * millionths);
        expect(twiceOff > -1_000_000n && twiceOff <= 1_000_000n).toBe(true);
      }),
    );
  });

  it('grows with the amount', () => {
    fc.assert(
      fc.property(anyMinor, anyMinor, (one, other) => {
        const [low, high] = one < other ? [one, other] : [other, one];
        const at = (minor: bigint) => toMinor(valued(fromMinor(minor, 'USD'), rateOf('0.8731'), 'EUR').base);
        expect(at(low) <= at(high)).toBe(true);
      }),
    );
  });
});
