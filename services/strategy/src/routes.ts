// Contract → handler, nothing else.
import { strategyRoutes } from '@tributary/contracts';
import { type BoundRoute, bound, found } from '@tributary/service-kit';
import type { Commands } from './commands.ts';
import { rowsOf } from './import-rows.ts';
import type { ImportPlan } from './plan-import.ts';
import type { Queries } from './queries.ts';

export const routes = (commands: Commands, importPlanVersion: ImportPlan, queries: Queries): readonly BoundRoute[] =>
  bound(strategyRoutes, {
    createPlan: async ({ body, context }) => ({ outcome: await commands.enterPlan(body, context) }),
    listPlans: async ({ query }) => ({ reply: { body: await queries.plans(query) } }),
    getPlan: async ({ params }) => found(await queries.plan(params.code)),
    async importPlan({ params, query, body, language, context }) {
      const request = { ...params, file: rowsOf(body), dryRun: query.dryRun === 'true', language };
      const imported = await importPlanVersion(request, context);
      if ('rejection' in imported) return { outcome: { kind: 'rejected', rejection: imported.rejection } };
      if (!imported.stored) return { reply: { body: imported.result } };
      const location = `/strategy/v1/plans/${params.code}/versions/${params.version}`;
      return { reply: { status: 201, body: imported.result, headers: { location } } };
    },
    getPlanVersion: async ({ params }) => found(await queries.planVersion(params.code, params.version)),
    activatePlan: async ({ params, body, context }) => ({
      outcome: await commands.activatePlan(params.code, { ...body, version: params.version }, context),
    }),
    async recordKpiActual({ params, body, context }) {
      const { planCode, ...actual } = body;
      return { outcome: await commands.recordActual({ planCode, code: params.code }, actual, context) };
    },
    listAlignments: async ({ query }) => ({ reply: { body: await queries.alignments(query) } }),
    decideAlignment: async ({ params, body, context, mayTouch }) => ({
      outcome: await commands.decideAlignment(params.id, body, context, mayTouch),
    }),
    setExchangeRate: async ({ params, body, context }) => ({
      outcome: await commands.setRate({ ...params, ...body }, context),
    }),
    listExchangeRates: async ({ query }) => ({ reply: { body: await queries.rates(query) } }),
  });
