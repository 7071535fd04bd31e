// What a version of a plan holds: its tree of nodes and its KPIs, defined once by an import.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { defineEvent } from '../kernel/event.ts';
import { LangQuery } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { MinistryCode, NodeCode, PlanCode, PlanVersion } from '../values/identity.ts';
import { Label } from '../values/label.ts';
import { Text } from '../values/text.ts';
import { KpiAggregation, KpiBaseline, KpiDirection, KpiSeriesOf, KpiTarget } from './kpi-values.ts';
import { VersionParams } from './plan.ts';

export const planNodeDefined = defineEvent(
  'strategy.plan-node.defined.v1',
  'A node of a plan version was defined',
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
  }),
);

export const kpiDefined = defineEvent(
  'strategy.kpi.defined.v1',
  'A key performance indicator of a plan version was defined',
  z.strictObject({
    planCode: PlanCode,
    planVersion: PlanVersion,
    nodeCode: NodeCode,
    alsoUnder: z.array(NodeCode).optional().describe('further nodes that list it'),
    code: NodeCode,
    title: Label,
    unit: Text.optional(),
    direction: KpiDirection.optional(),
    aggregation: KpiAggregation.optional(),
    baseline: KpiBaseline.optional(),
    targets: z.array(KpiTarget),
    series: z.array(KpiSeriesOf).optional(),
    responsibleMinistry: MinistryCode,
    alsoResponsible: z.array(MinistryCode).optional().describe('beside the one that decides'),
  }),
);

/** A node of a plan version as it is read. */
export const PlanNode = z.strictObject({
  code: z.string(),
  parentCode: z.string().optional(),
  level: z.int().min(1),
  levelLabel: Label,
  title: Label,
  responsibleMinistry: z.string(),
  alsoResponsible: z.array(z.string()).optional(),
  contributing: z.array(z.string()),
});
export type PlanNode = z.infer<typeof PlanNode>;

/** A KPI of a plan version as it is read. */
export const Kpi = z.strictObject({
  code: z.string(),
  nodeCode: z.string(),
  title: Label,
  alsoUnder: z.array(z.string()).optional(),
  unit: z.string().optional(),
  direction: KpiDirection.optional(),
  aggregation: KpiAggregation.optional(),
  baseline: KpiBaseline.optional(),
  targets: z.array(KpiTarget),
  series: z.array(KpiSeriesOf).optional(),
  responsibleMinistry: z.string(),
  alsoResponsible: z.array(z.string()).optional(),
});
export type Kpi = z.infer<typeof Kpi>;

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
      nodes: z.array(PlanNode),
      kpis: z.array(Kpi),
    }),
  },
});
