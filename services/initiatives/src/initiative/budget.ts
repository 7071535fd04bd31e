// The budget of an initiative: converted once, with the rate of the day on which it was entered, and never again.
import {
  type LocalDate,
  Money,
  type Rejection,
  type RuleFault,
  reject,
  rejectField,
  type Valued,
  valued,
} from '@tributary/contracts';
import type { Upstream } from '../upstream/upstream.ts';

/**
 * A budget with its value in the base currency. One in the base currency has rate 1 of its own day.
 * @param before the budget that it takes the place of; in the same currency, its rate stays
 */
export function budgetOn(
  budget: Money,
  date: LocalDate,
  { baseCurrency, rate: rateOn }: Pick<Upstream, 'baseCurrency' | 'rate'>,
  before?: Valued,
): Valued | Rejection<'RATE_MISSING' | 'VALIDATION'> {
  const { currency } = budget;
  const own = currency === baseCurrency ? { rate: '1', rateDate: date } : undefined;
  const rate = before?.amount.currency === currency ? before : (own ?? rateOn(currency, date));
  if (rate === undefined) {
    return rejectField('RATE_MISSING', '/budget/currency', { currency, base: baseCurrency, date });
  }
  const converted = valued(budget, { rate: rate.rate, rateDate: rate.rateDate }, baseCurrency);
  return Money.safeParse(converted.base).success ? converted : reject('VALIDATION', {}, [tooLong(baseCurrency)]);
}

/** An amount that is money itself, and no longer after a rate far above 1. */
const tooLong = (currency: string): RuleFault => ({
  pointer: '/budget/amount',
  code: 'TOO_LONG_IN_BASE',
  values: { currency },
});
