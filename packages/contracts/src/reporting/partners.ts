// The report on partners: what each has agreed on, promised and paid.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { LangQuery } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { Report, reportCuts, reportFormat, reportHeaders } from './report-form.ts';

export const partnershipsPortfolioReport = defineRoute({
  service: 'reporting',
  method: 'GET',
  path: '/v1/reports/partnerships/portfolio',
  summary: 'What each partner has agreed on, promised and paid, and how much of all rests on few of them',
  access: allow(governmentRoles),
  query: z.strictObject({ ...LangQuery, ...reportCuts, ...reportFormat }),
  reply: { 200: Report },
  produces: ['application/json', 'text/csv'],
  replyHeaders: reportHeaders,
  problems: ['AS_OF_BEYOND_WATERMARK', 'NOT_CAUGHT_UP'],
});
