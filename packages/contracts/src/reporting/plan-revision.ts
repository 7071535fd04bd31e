// The reports on what a plan and its newest version leave open: what has drifted, and what nothing is done for.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { LangQuery } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { PlanCode } from '../values/identity.ts';
import { Report, reportCuts, reportFormat, reportHeaders } from './report-form.ts';

const ofPlan = {
  service: 'reporting',
  method: 'GET',
  access: allow(governmentRoles),
  query: z.strictObject({ ...LangQuery, ...reportCuts, ...reportFormat, plan: PlanCode.optional() }),
  reply: { 200: Report },
  produces: ['application/json', 'text/csv'],
  replyHeaders: reportHeaders,
  problems: ['PLAN_REQUIRED', 'NO_ACTIVE_VERSION', 'AS_OF_BEYOND_WATERMARK', 'NOT_CAUGHT_UP'],
} as const;

export const planDriftReport = defineRoute({
  ...ofPlan,
  path: '/v1/reports/plan/drift',
  summary:
    'Links and contributions whose node or KPI is gone from the plan: where they can go, since when, and whose they are',
});

export const planGapsReport = defineRoute({
  ...ofPlan,
  path: '/v1/reports/plan/gaps',
  summary: 'Nodes, KPIs and SDG targets for which there is no initiative or no money, and nodes on which it piles up',
});
