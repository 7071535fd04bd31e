// What an amount is worth in the base currency, by the rate of a day.
import {
  type LocalDate,
  type Money,
  type Rate,
  type Rejection,
  rejectField,
  type SignedMoney,
  type Valued,
  valued,
} from '@tributary/contracts';
import type { Upstream } from './upstream.ts';

/** What is known of rates: of each currency to the base currency. */
export type KnownRates = Pick<Upstream, 'baseCurrency' | 'rate'>;

/**
 * The rate of a currency to the base currency on a day; the base currency has rate 1 of that day.
 * @param pointer to the currency in what was sent
 */
export function rateTo(
  currency: Money['currency'],
  on: LocalDate,
  { baseCurrency, rate }: KnownRates,
  pointer: string,
): Rate | Rejection<'RATE_MISSING'> {
  const found = currency === baseCurrency ? { rate: '1', rateDate: on } : rate(currency, on);
  return found ?? rejectField('RATE_MISSING', pointer, { currency, base: baseCurrency, date: on });
}

/** An amount with what it is worth on a day; refused as `rateTo` refuses. */
export function worthOn(
  amount: SignedMoney,
  on: LocalDate,
  known: KnownRates,
  pointer: string,
): Valued | Rejection<'RATE_MISSING'> {
  const rate = rateTo(amount.currency, on, known, pointer);
  return 'rejected' in rate ? rate : valued(amount, rate, known.baseCurrency);
}
