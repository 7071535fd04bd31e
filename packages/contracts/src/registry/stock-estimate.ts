// How many members of the diaspora a country is thought to have, by somebody else's count: what coverage is measured by.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { Count } from '../values/count.ts';
import { Year } from '../values/date.ts';
import { CountryCode } from '../values/identity.ts';
import { describedAs, given, givenAsText, openCode } from '../values/kept-and-given.ts';
import { Text } from '../values/text.ts';

/** Known ways to estimate a stock; an open list. */
export const stockMethods = ['census', 'population-register', 'residence-permits', 'survey', 'model'];

export const stockEstimate = defineAggregate(
  'registry.stock-estimate',
  z.strictObject({
    country: CountryCode.describe('the country of residence'),
    year: Year.describe('the year that it is for'),
    persons: Count.describe('how many members of the diaspora live there'),
    source: describedAs(Text, 'who counted or estimated them'),
    method: describedAs(openCode(stockMethods), 'how they were counted or estimated'),
  }),
  {
    path: '/v1/stock-estimates',
    called: ['a stock estimate', 'stock estimates'],
    key: { of: 'stock-estimate', fields: ['country', 'year'] },
    order: { country: 1, year: -1 },
    filters: ['country', 'year'],
    status: () => 'recorded',
  },
);
export type StockEstimate = z.infer<typeof stockEstimate.state>;

export const stockEstimateRecorded = stockEstimate.event(
  'recorded.v1',
  'The number of members of the diaspora in a country was estimated for a year; the same year again replaces it',
  stockEstimate.state,
);

export const stockEstimateRevised = stockEstimate.revised;

const { country, year, ...told } = stockEstimate.state.shape;

export const recordStockEstimate = stockEstimate.put({
  summary: 'Record how many members of the diaspora a country is thought to have in a year',
  by: allow(['registrar', 'planner']),
  place: { country, year: givenAsText(year) },
  body: given(z.strictObject(told)),
  precondition: 'creates',
  refuses: ['FUTURE_DATE'],
});

export const { list: listStockEstimates, get: getStockEstimate } = stockEstimate.reads({ by: allow(governmentRoles) });
