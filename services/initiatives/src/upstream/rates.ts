// Dated exchange rates to the base currency.
import type { LocalDate, Rate } from '@tributary/contracts';

/** A rate as it was set for a day. */
export interface DatedRate {
  readonly currency: string;
  readonly base: string;
  readonly date: LocalDate;
  readonly rate: string;
}

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
