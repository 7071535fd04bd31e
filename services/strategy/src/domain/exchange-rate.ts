// The rate from a currency to the installation's base currency on a day: base = amount × rate.
import { type Decision, exchangeRateSet, type LocalDate, reject } from '@tributary/contracts';

export type ExchangeRate = Parameters<typeof exchangeRateSet>[0];

export function setRate(rate: ExchangeRate, today: LocalDate): Decision<ExchangeRate> {
  if (rate.currency === rate.base) {
    const detail = `${rate.base} is the base currency: its rate is always 1.`;
    return reject('VALIDATION', {}, [{ pointer: '/params/currency', code: 'BASE_CURRENCY', detail }]);
  }
  if (rate.date > today) return reject('FUTURE_DATE', { date: rate.date, today });
  return { state: rate, events: [exchangeRateSet(rate)] };
}
