// The rate from a currency to the installation's base currency on a day: base = amount × rate.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { defineEvent } from '../kernel/event.ts';
import { Acknowledged, PageQuery, pageOf } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { Count } from '../values/count.ts';
import { Currency } from '../values/currency.ts';
import { LocalDate } from '../values/date.ts';
import { PositiveDecimal } from '../values/decimal.ts';
import { GivenDate } from '../values/given.ts';
import { Text } from '../values/text.ts';

export const exchangeRateSet = defineEvent(
  'strategy.exchange-rate.set.v1',
  'The rate from a currency to the base currency was set for a day',
  z.strictObject({ currency: Currency, base: Currency, date: LocalDate, rate: PositiveDecimal, source: Text }),
  'date',
);

export const exchangeRateRevised = defineEvent(
  'strategy.exchange-rate.revised.v1',
  'Something of an exchange rate changed that has no event of its own',
  z.strictObject({}),
);

/** The rate of a day as it is read; base = amount × rate. */
export const ExchangeRate = z.strictObject({
  id: z.string(),
  seq: Count,
  currency: z.string(),
  base: z.string(),
  date: LocalDate,
  rate: z.string(),
  source: z.string(),
});
export type ExchangeRate = z.infer<typeof ExchangeRate>;

export const setExchangeRate = defineRoute({
  service: 'strategy',
  method: 'PUT',
  path: '/v1/exchange-rates/{currency}/{date}',
  summary: 'Set the rate from a currency to the base currency for a day',
  access: allow('finance'),
  params: z.strictObject({ currency: Currency, date: GivenDate }),
  body: z.strictObject({ rate: PositiveDecimal, source: Text }),
  precondition: 'creates',
  reply: { 200: Acknowledged, 201: Acknowledged },
  problems: ['FUTURE_DATE', 'VALIDATION'],
});

export const listExchangeRates = defineRoute({
  service: 'strategy',
  method: 'GET',
  path: '/v1/exchange-rates',
  summary: 'List exchange rates by currency, of each the newest day first',
  access: allow(governmentRoles),
  query: z.strictObject({ ...PageQuery, currency: Currency.optional() }),
  reply: { 200: pageOf(ExchangeRate) },
});
