// The reports on persons: how many of the diaspora are on the register and what they consent to, without telling of any one.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { LangQuery } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { Report, reportBreakdown, reportCuts, reportFormat, reportHeaders } from './report-form.ts';

export const registryStockReport = defineRoute({
  service: 'reporting',
  method: 'GET',
  path: '/v1/reports/registry/stock',
  summary:
    'How many of the diaspora each country has on the register, and how many it is thought to have, at the end of a ' +
    'month that is over; counts below 10 are hidden, with as many others as it takes that nobody subtracts them',
  access: allow(governmentRoles),
  query: z.strictObject({ ...LangQuery, ...reportCuts, ...reportFormat, ...reportBreakdown }),
  reply: { 200: Report },
  produces: ['application/json', 'text/csv'],
  replyHeaders: reportHeaders,
  problems: ['MONTH_END_REQUIRED', 'AS_OF_BEYOND_WATERMARK', 'NOT_CAUGHT_UP'],
});

export const registryConsentReport = defineRoute({
  service: 'reporting',
  method: 'GET',
  path: '/v1/reports/registry/consent',
  summary:
    'What persons on the register consent to, by purpose, version of the notice and how the consent stands, at the end ' +
    'of a month that is over; counts below 10 are hidden, with as many others as it takes that nobody subtracts them',
  access: allow(governmentRoles),
  query: z.strictObject({ ...LangQuery, ...reportCuts, ...reportFormat }),
  reply: { 200: Report },
  produces: ['application/json', 'text/csv'],
  replyHeaders: reportHeaders,
  problems: ['MONTH_END_REQUIRED', 'AS_OF_BEYOND_WATERMARK', 'NOT_CAUGHT_UP'],
});
