// The report on the roadmap: how far the steps of each pillar are.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { LangQuery } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { Report, reportCuts, reportFormat, reportHeaders } from './report-form.ts';

export const roadmapProgressReport = defineRoute({
  service: 'reporting',
  method: 'GET',
  path: '/v1/reports/roadmap/progress',
  summary: 'How far the steps of each pillar are, by horizon: what is done, blocked or overdue, proved and supported',
  access: allow(governmentRoles),
  query: z.strictObject({ ...LangQuery, ...reportCuts, ...reportFormat }),
  reply: { 200: Report },
  produces: ['application/json', 'text/csv'],
  replyHeaders: reportHeaders,
  problems: ['AS_OF_BEYOND_WATERMARK', 'NOT_CAUGHT_UP'],
});
