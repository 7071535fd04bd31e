// The budget of an initiative: converted once, with the rate of the day on which it was entered, and never again.
import {
  type KnownRates,
  type LocalDate,
  Money,
  type Rejection,
  type RuleFault,
  rateTo,
  reject,
  type Valued,
  valued,
} from '@tributary/contracts';

/**
 * A budget with its value in the base currency. One in the base currency has rate 1 of its own day.
 * @param before the budget that it takes the place of; in the same currency, its rate stays
 */
export function budgetOn(
  budget: Money,
  date: LocalDate,
  known: KnownRates,
  before?: Valued,
): Valued | Rejection<'RATE_MISSING' | 'VALIDATION'> {
  const { currency } = budget;
  const { baseCurrency } = known;
  const rate = before?.amount.currency === currency ? before : rateTo(currency, date, known, '/budget/currency');
  if ('rejected' in rate) return rate;
  const converted = valued(budget, { rate: rate.rate, rateDate: rate.rateDate }, baseCurrency);
  return Money.safeParse(converted.base).success ? converted : reject('VALIDATION', {}, [tooLong(baseCurrency)]);
}

/** An amount that is money itself, and no longer after a rate far above 1. */
const tooLong = (currency: string): RuleFault => ({
  pointer: '/budget/amount',
  code: 'TOO_LONG_IN_BASE',
  values: { currency },
});
