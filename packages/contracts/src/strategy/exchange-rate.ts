// The rate from a currency to the installation's base currency on a day: base = amount × rate.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { Currency } from '../values/currency.ts';
import { LocalDate } from '../values/date.ts';
import { PositiveDecimal } from '../values/decimal.ts';
import { GivenDate } from '../values/given.ts';
import { Text } from '../values/text.ts';

export const exchangeRate = defineAggregate(
  'strategy.exchange-rate',
  z.strictObject({ currency: Currency, base: Currency, date: LocalDate, rate: PositiveDecimal, source: Text }),
  {
    path: '/v1/exchange-rates',
    called: ['an exchange rate', 'exchange rates'],
    key: { of: 'rate', fields: ['currency', 'date'] },
    order: { currency: 1, date: -1 },
    filters: ['currency'],
    days: ['date'],
    status: () => 'set',
  },
);
export type ExchangeRate = z.infer<typeof exchangeRate.state>;

export const exchangeRateSet = exchangeRate.event(
  'set.v1',
  'The rate from a currency to the base currency was set for a day',
  exchangeRate.state,
  'date',
);

export const exchangeRateRevised = exchangeRate.revised;

export const setExchangeRate = exchangeRate.put({
  summary: 'Set the rate from a currency to the base currency for a day',
  by: allow('finance'),
  place: { currency: Currency, date: GivenDate },
  body: z.strictObject({ rate: PositiveDecimal, source: Text }),
  dated: 'date',
  precondition: 'creates',
  refuses: ['BASE_CURRENCY'],
});

export const { list: listExchangeRates, get: getExchangeRate } = exchangeRate.reads({ by: allow(governmentRoles) });
