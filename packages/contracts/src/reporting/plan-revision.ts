// The reports on what a plan and its newest version leave open: what has drifted, and what nothing is done for.
import { defineRoute } from '../kernel/route.ts';
import { ofPlan } from './report-form.ts';

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
