import { describe, expect, it } from 'vitest';
import { rateOn, sortRates } from '../src/strategy/dated-rates.ts';

const rate = (currency: string, date: string, value: string, base = 'EUR') => ({ currency, base, date, rate: value });

describe('the rate of a day', () => {
  const rates = sortRates(
    [
      rate('USD', '2025-06-01', '0.90'),
      rate('USD', '2026-01-01', '0.85'),
      rate('USD', '2024-01-01', '0.95'),
      rate('GBP', '2025-06-01', '1.20'),
      rate('CHF', '2025-06-01', '0.80', 'USD'),
    ],
    'EUR',
  );

  it.each([
    ['2023-12-31', undefined],
    ['2024-01-01', '2024-01-01'],
    ['2025-05-31', '2024-01-01'],
    ['2025-06-01', '2025-06-01'],
    ['2030-01-01', '2026-01-01'],
  ])('on %s is the latest on or before it: %s', (on, rateDate) => {
    expect(rateOn(rates, 'USD', on)?.rateDate).toBe(rateDate);
  });

  it('is the rate of that currency alone', () => {
    expect(rateOn(rates, 'GBP', '2026-06-30')).toEqual({ rate: '1.20', rateDate: '2025-06-01' });
    expect(rateOn(rates, 'JPY', '2026-06-30')).toBeUndefined();
  });

  it('is none where only a rate to another base is known', () => {
    expect(rateOn(rates, 'CHF', '2026-06-30')).toBeUndefined();
  });
});
