// The national values of an indicator; its series outlives the versions of its plan.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { defineEvent } from '../kernel/event.ts';
import { Acknowledged } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { LocalDate } from '../values/date.ts';
import { Decimal } from '../values/decimal.ts';
import { described } from '../values/described.ts';
import { GivenDate } from '../values/given.ts';
import { NodeCode, PlanCode } from '../values/identity.ts';
import { Text } from '../values/text.ts';
import { KpiCategory } from './kpi-values.ts';

export const kpiActualRecorded = defineEvent(
  'strategy.kpi.actual-recorded.v1',
  'The national value of an indicator was recorded for a day; the same day again replaces it',
  z.strictObject({
    planCode: PlanCode,
    code: NodeCode,
    actualOn: LocalDate,
    ...KpiCategory.partial().shape,
    unit: Text.optional().describe("where it is not the indicator's first unit"),
    value: Decimal,
    source: Text,
  }),
  'actualOn',
);

/** The value of a day: the indicator's own, or that of one category of a dimension, or in another unit than its first. */
export const NewKpiActual = z
  .strictObject({
    planCode: PlanCode,
    actualOn: GivenDate,
    ...KpiCategory.partial().shape,
    unit: Text.optional(),
    value: Decimal,
    source: Text,
  })
  .check(({ value, issues }) => {
    for (const [given, path] of [
      ['dimension', 'category'],
      ['category', 'dimension'],
    ] as const) {
      if (value[given] === undefined || value[path] !== undefined) continue;
      issues.push({ code: 'invalid_type', expected: 'string', input: undefined, path: [path] });
    }
  });
described.add(NewKpiActual, { dependentRequired: { dimension: ['category'], category: ['dimension'] } });
export type NewKpiActual = z.infer<typeof NewKpiActual>;

export const recordKpiActual = defineRoute({
  service: 'strategy',
  method: 'POST',
  path: '/v1/kpis/{code}/actuals',
  summary: 'Record the national value of an indicator for a day; the same day, category and unit again replaces it',
  access: allow('planner'),
  params: z.strictObject({ code: NodeCode }),
  body: NewKpiActual,
  reply: { 200: Acknowledged, 201: Acknowledged },
  problems: ['PLAN_UNKNOWN', 'KPI_UNKNOWN', 'FUTURE_DATE'],
});
