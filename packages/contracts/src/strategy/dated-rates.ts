// Dated exchange rates to the base currency, as every service that values money must see them: one fold, one rule.
import type { Rejection } from '../kernel/decision.ts';
import { rejectField } from '../kernel/refusals.ts';
import { defineView } from '../kernel/view.ts';
import type { LocalDate } from '../values/date.ts';
import { type Money, type Rate, type SignedMoney, type Valued, valued } from '../values/money.ts';
import { exchangeRateSet } from './exchange-rate.ts';

/** A rate as it was set for a day. */
export interface DatedRate {
  readonly currency: string;
  readonly base: string;
  readonly date: LocalDate;
  readonly rate: string;
}

/** The rates of each currency and day, in every service that must know. */
export const exchangeRates = defineView<DatedRate>(
  'exchange-rates',
  () => ({ currency: '', base: '', date: '', rate: '' }),
  (when) => [when(exchangeRateSet, (_row, { data }) => data)],
);

/** Rates to one base by currency, each list from the latest day back. */
export type Rates = ReadonlyMap<string, readonly DatedRate[]>;

/** Sorts rates for look-ups; those to another base are left out. */
export function sortRates(rates: Iterable<DatedRate>, base: string): Rates {
  const byCurrency = new Map<string, DatedRate[]>();
  for (const rate of rates) {
    if (rate.base !== base) continue;
    const list = byCurrency.get(rate.currency);
    if (list === undefined) byCurrency.set(rate.currency, [rate]);
    else list.push(rate);
  }
  for (const list of byCurrency.values()) list.sort((one, other) => (one.date < other.date ? 1 : -1));
  return byCurrency;
}

/** The latest rate on or before the day. */
export function rateOn(rates: Rates, currency: string, on: LocalDate): Rate | undefined {
  const found = rates.get(currency)?.find(({ date }) => date <= on);
  return found && { rate: found.rate, rateDate: found.date };
}

/** What is known of rates: of each currency to the base currency. */
export interface KnownRates {
  readonly baseCurrency: string;
  /** The latest rate to the base currency on or before a day. */
  rate(currency: string, on: LocalDate): Rate | undefined;
}

/**
 * Looks rates up in the rows of the view, which are sorted again only when they have become others.
 * @param rows the rows as they stand, one map as long as nothing changes
 */
export function ratesIn(rows: () => ReadonlyMap<string, DatedRate>, baseCurrency: string): KnownRates {
  let kept: { readonly of: ReadonlyMap<string, DatedRate>; readonly rates: Rates } | undefined;
  return {
    baseCurrency,
    rate(currency, on) {
      const of = rows();
      if (kept?.of !== of) kept = { of, rates: sortRates(of.values(), baseCurrency) };
      return rateOn(kept.rates, currency, on);
    },
  };
}

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
