// A version of a plan: its nodes and KPIs, each defined once by an import and never changed after.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { LangQuery } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { MinistryCode, NodeCode, PlanCode, PlanVersion } from '../values/identity.ts';
import { Label } from '../values/label.ts';
import { ShownKpi } from './kpi.ts';
import { VersionParams } from './plan.ts';
import { ReplacedPart } from './succession.ts';

export const planNode = defineAggregate(
  'strategy.plan-node',
  z.strictObject({
    planCode: PlanCode,
    planVersion: PlanVersion,
    code: NodeCode,
    parentCode: NodeCode.optional(),
    level: z.int().min(1).max(9),
    levelLabel: Label,
    title: Label,
    responsibleMinistry: MinistryCode,
    alsoResponsible: z.array(MinistryCode).optional().describe('beside the one that decides'),
    contributing: z.array(MinistryCode),
    replaces: z.array(ReplacedPart).optional().describe('what it takes the place of in earlier versions'),
  }),
  {
    path: '/v1/plans',
    called: ['a node of a plan', 'nodes of a plan'],
    key: { of: 'node', fields: ['planCode', 'planVersion', 'code'] },
    readAt: '/v1/plans/{planCode}/versions/{planVersion}',
    listed: false,
    order: { planCode: 1, planVersion: 1, code: 1 },
    status: () => 'defined',
  },
);
export type PlanNode = z.infer<typeof planNode.state>;

export const planNodeDefined = planNode.event('defined.v1', 'A node of a plan version was defined', planNode.state);

/** A node as it is read with its version. */
export const ShownPlanNode = planNode.state.omit({ planCode: true, planVersion: true });

export const getPlanVersion = defineRoute({
  service: 'strategy',
  method: 'GET',
  path: '/v1/plans/{code}/versions/{version}',
  summary: 'Read the nodes and KPIs of a plan version',
  access: allow(governmentRoles),
  params: VersionParams,
  query: z.strictObject(LangQuery),
  reply: {
    200: z.strictObject({
      planCode: z.string(),
      planVersion: z.string(),
      status: z.string(),
      nodes: z.array(ShownPlanNode),
      kpis: z.array(ShownKpi),
    }),
  },
});
