// A KPI of one plan version, defined once by an import; and the series of its national values, which outlives versions.
// Both tell their facts as `strategy.kpi.*`, so one kind of aggregate holds either.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import type { NaturalKey } from '../kernel/aggregate-contract.ts';
import { LangQuery } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { LocalDate } from '../values/date.ts';
import { Decimal } from '../values/decimal.ts';
import { broken } from '../values/form.ts';
import { GivenDate } from '../values/given.ts';
import { MinistryCode, NodeCode, PlanCode, PlanVersion } from '../values/identity.ts';
import { Label } from '../values/label.ts';
import { Text } from '../values/text.ts';
import { KpiAggregation, KpiBaseline, KpiCategory, KpiDirection, KpiSeriesOf, KpiTarget } from './kpi-values.ts';
import { ReplacedPart } from './succession.ts';

/** A KPI as a plan version defines it. */
export const Kpi = z.strictObject({
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
  replaces: z.array(ReplacedPart).optional().describe('what it takes the place of in earlier versions'),
});
export type Kpi = z.infer<typeof Kpi>;

/** A KPI as it is read with its version. */
export const ShownKpi = Kpi.omit({ planCode: true, planVersion: true });

/** Of what a value is: of the KPI itself, or of one category of a dimension, or in another unit than its first. */
const part = {
  ...KpiCategory.partial().shape,
  unit: Text.optional().describe("where it is not the indicator's first unit"),
};

/** The national value on a day. */
export const KpiActual = z.strictObject({ actualOn: LocalDate, ...part, value: Decimal, source: Text });
export type KpiActual = z.infer<typeof KpiActual>;

export const kpi = defineAggregate(
  'strategy.kpi',
  z.strictObject({
    ...Kpi.partial().shape,
    planCode: PlanCode,
    code: NodeCode,
    actuals: z
      .array(KpiActual)
      .optional()
      .describe('in the order of their days, one a day for the KPI itself, and one for each category and unit'),
  }),
  {
    path: '/v1/kpis',
    called: ['a KPI', 'KPIs'],
    key: { of: 'kpi', fields: ['planCode', 'code'] },
    listed: false,
    readAt: '/v1/kpis/{planCode}/{code}/actuals',
    soughtBy: [
      ['planCode', 'planVersion', 'code'],
      ['planCode', 'code'],
    ],
    status: ({ actuals }) => (actuals === undefined ? 'defined' : 'recorded'),
  },
);
export type KpiAggregate = z.infer<typeof kpi.state>;

/** What makes the definition of a KPI one; its series is found by the key of the aggregate. */
export const kpiDefinitionKey: NaturalKey<'planCode' | 'planVersion' | 'code'> = {
  of: 'kpi',
  fields: ['planCode', 'planVersion', 'code'],
};

export const kpiDefined = kpi.event('defined.v1', 'A key performance indicator of a plan version was defined', Kpi);

export const kpiActualRecorded = kpi.event(
  'actual-recorded.v1',
  'The national value of an indicator was recorded for a day; the same day again replaces it',
  z.strictObject({ planCode: PlanCode, code: NodeCode, ...KpiActual.shape }),
  'actualOn',
);

/** A category is one of a dimension: neither is given without the other. */
const wholeCategory = z.strictObject({ ...LangQuery, ...part }).check(({ value, issues }) => {
  for (const [has, lacks] of [
    ['dimension', 'category'],
    ['category', 'dimension'],
  ] as const) {
    if (value[has] === undefined || value[lacks] !== undefined) continue;
    issues.push({ code: 'custom', path: [lacks], input: undefined, params: broken('REQUIRED').params });
  }
});

export const recordKpiActual = kpi.putPart('actuals/{actualOn}', {
  summary: 'Record the national value of a KPI for a day; the same day, category and unit again replaces it',
  by: allow('planner'),
  place: { planCode: PlanCode, code: NodeCode, actualOn: GivenDate },
  query: wholeCategory,
  body: z.strictObject({ value: Decimal, source: Text }),
  dated: 'actualOn',
  precondition: 'optional',
  refuses: ['PLAN_UNKNOWN', 'KPI_UNKNOWN'],
});

const actualsRoute = {
  service: 'strategy',
  method: 'GET',
  access: allow(governmentRoles),
  reply: { 200: z.strictObject({ planCode: PlanCode, code: NodeCode, actuals: z.array(KpiActual) }) },
} as const;

export const listKpiActuals = defineRoute({
  ...actualsRoute,
  path: '/v1/kpis/{planCode}/{code}/actuals',
  summary: 'Read the national values of a KPI in the order of their days',
  params: z.strictObject({ planCode: PlanCode, code: NodeCode }),
  query: z.strictObject({ ...LangQuery, from: GivenDate.optional(), to: GivenDate.optional() }),
});

export const getKpiActuals = defineRoute({
  ...actualsRoute,
  path: '/v1/kpis/{planCode}/{code}/actuals/{actualOn}',
  summary: 'Read the national values of a KPI of one day: its own, and those of its categories and other units',
  params: z.strictObject({ planCode: PlanCode, code: NodeCode, actualOn: GivenDate }),
  query: z.strictObject(LangQuery),
});
