import { z } from 'zod';
import {
  KpiAggregation,
  KpiBaseline,
  KpiCategory,
  KpiDirection,
  KpiSeriesOf,
  KpiTarget,
} from '../events/kpi-values.ts';
import { planKinds } from '../events/strategy.ts';
import { allow, governmentRoles } from '../forms/access.ts';
import { defineRoute } from '../forms/route.ts';
import { LinkStatus } from '../link-standing.ts';
import { Count } from '../values/count.ts';
import { Currency } from '../values/currency.ts';
import { LocalDate } from '../values/date.ts';
import { Decimal, PositiveDecimal } from '../values/decimal.ts';
import { described } from '../values/described.ts';
import { GivenDate, GivenLabel } from '../values/given.ts';
import { Id, MinistryCode, NodeCode, PlanCode, PlanVersion } from '../values/identity.ts';
import { Label } from '../values/label.ts';
import { openCode, Text } from '../values/text.ts';
import { csvImport, ImportFile, ImportResult } from './plan-import.ts';
import { Acknowledged, BusinessDate, IdParams, LangQuery, PageQuery, pageOf, ReasonCode } from './shared.ts';

const PlanParams = z.strictObject({ code: PlanCode });
const VersionParams = z.strictObject({ code: PlanCode, version: PlanVersion });

/**
 * A new plan; `levels` names each level of its tree, top first; links count as programme links from `programmeLevel`
 * down, which is one of them.
 */
export const NewPlan = z
  .strictObject({
    code: PlanCode,
    kind: openCode(planKinds),
    title: GivenLabel,
    levels: z.array(GivenLabel).min(1).max(9),
    programmeLevel: z.int().min(1).max(9),
    fiscalYearFirstMonth: z
      .int()
      .min(1)
      .max(12)
      .optional()
      .describe('the month in which fiscal years begin, which gives periods such as 2024/25 their days'),
  })
  .check(({ value: { levels, programmeLevel: input }, issues }) => {
    const maximum = levels.length;
    if (input > maximum) issues.push({ code: 'too_big', origin: 'int', maximum, input, path: ['programmeLevel'] });
  });
export type NewPlan = z.infer<typeof NewPlan>;
described.add(NewPlan, {
  // Of one alternative for each count of levels exactly one fits.
  oneOf: Array.from({ length: 9 }, (_, index) => ({
    properties: { levels: { minItems: index + 1, maxItems: index + 1 }, programmeLevel: { maximum: index + 1 } },
  })),
});

/** A plan with the state of its versions. */
export const Plan = z.strictObject({
  id: z.string(),
  seq: Count,
  ministry: MinistryCode,
  ...NewPlan.shape,
  versions: z.array(
    z.strictObject({
      version: z.string(),
      status: z.enum(['importing', 'imported', 'active', 'superseded']),
      nodes: Count,
      kpis: Count,
      from: LocalDate.optional(),
    }),
  ),
});
export type Plan = z.infer<typeof Plan>;

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

export const createPlan = defineRoute({
  service: 'strategy',
  method: 'POST',
  path: '/v1/plans',
  summary: 'Enter a plan',
  access: allow('planner'),
  body: NewPlan,
  reply: { 201: Acknowledged },
  problems: ['ALREADY_EXISTS'],
});

export const listPlans = defineRoute({
  service: 'strategy',
  method: 'GET',
  path: '/v1/plans',
  summary: 'List plans by code, with the state of their versions',
  access: allow(governmentRoles),
  query: z.strictObject(PageQuery),
  reply: { 200: pageOf(Plan) },
});

export const getPlan = defineRoute({
  service: 'strategy',
  method: 'GET',
  path: '/v1/plans/{code}',
  summary: 'Read a plan with the state of its versions',
  access: allow(governmentRoles),
  params: PlanParams,
  query: z.strictObject(LangQuery),
  reply: { 200: Plan },
});

export const importPlan = defineRoute({
  service: 'strategy',
  method: 'POST',
  path: '/v1/plans/{code}/versions/{version}/import',
  summary: 'Import the nodes and KPIs of a plan version; with dryRun=true nothing is stored',
  access: allow('planner'),
  params: VersionParams,
  query: z.strictObject({ ...LangQuery, dryRun: z.enum(['true', 'false']).default('false') }),
  body: ImportFile,
  rawBody: { 'text/csv': csvImport },
  bodyLimit: 8 * 1024 * 1024,
  answerMs: 25_000,
  reply: { 200: ImportResult, 201: ImportResult },
  replyHeaders: ['location'],
  problems: ['IMPORT_INVALID', 'VERSION_TAKEN'],
});

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

export const activatePlan = defineRoute({
  service: 'strategy',
  method: 'POST',
  path: '/v1/plans/{code}/versions/{version}/activation',
  summary: 'Put an imported plan version in force; another person than its importer must do it',
  access: allow('planner', { person: true }),
  params: VersionParams,
  body: z.strictObject({ from: GivenDate, replacesVersion: PlanVersion.optional() }),
  reply: { 200: Acknowledged },
  problems: [
    'FOUR_EYES',
    'VERSION_NOT_IMPORTED',
    'WRONG_STATE',
    'OTHER_VERSION_IN_FORCE',
    'FUTURE_DATE',
    'DATES_REVERSED',
  ],
});

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

/**
 * A link under review as it is read. While its node lives on in the version in force, `responsibleMinistry` is the one
 * responsible for it there; a drifted link keeps the one that it had, and what was decided on it.
 */
export const Alignment = z.strictObject({
  id: z.string(),
  seq: Count,
  initiativeId: z.string(),
  planCode: z.string(),
  planVersion: z.string(),
  nodeCode: z.string(),
  weightPct: z.number(),
  revision: Count,
  responsibleMinistry: z.string(),
  status: LinkStatus,
  openedOn: LocalDate,
  decidedOn: LocalDate.optional(),
  reasonCode: z.string().optional(),
});
export type Alignment = z.infer<typeof Alignment>;

export const listAlignments = defineRoute({
  service: 'strategy',
  method: 'GET',
  path: '/v1/alignments',
  summary: 'List the links between initiatives and plan nodes, by status and responsible ministry',
  access: allow(governmentRoles),
  query: z.strictObject({
    ...PageQuery,
    status: LinkStatus.optional(),
    responsibleMinistry: MinistryCode.optional(),
    initiativeId: Id.optional(),
  }),
  reply: { 200: pageOf(Alignment) },
});

export const decideAlignment = defineRoute({
  service: 'strategy',
  method: 'POST',
  path: '/v1/alignments/{id}/decision',
  summary: 'Accept or reject a link, as the ministry responsible for its node in the version in force',
  access: allow('ministry-reviewer', { ministry: 'responsible' }),
  params: IdParams,
  body: z.strictObject({
    decision: z.enum(['accept', 'reject']),
    reasonCode: ReasonCode.optional(),
    revision: z.int().min(1),
    decidedOn: BusinessDate,
  }),
  reply: { 200: Acknowledged },
  problems: ['REVISION_SUPERSEDED', 'REASON_REQUIRED', 'WRONG_STATE', 'FUTURE_DATE', 'DATES_REVERSED'],
});

/** The rate of a day as it is read; base = amount × rate. */
export const ExchangeRate = z.strictObject({
  id: z.string(),
  seq: Count,
  currency: z.string(),
  base: z.string(),
  date: LocalDate,
  rate: z.string(),
  source: z.string(),
});
export type ExchangeRate = z.infer<typeof ExchangeRate>;

export const setExchangeRate = defineRoute({
  service: 'strategy',
  method: 'PUT',
  path: '/v1/exchange-rates/{currency}/{date}',
  summary: 'Set the rate from a currency to the base currency for a day',
  access: allow('finance'),
  params: z.strictObject({ currency: Currency, date: GivenDate }),
  body: z.strictObject({ rate: PositiveDecimal, source: Text }),
  precondition: 'creates',
  reply: { 200: Acknowledged, 201: Acknowledged },
  problems: ['FUTURE_DATE', 'VALIDATION'],
});

export const listExchangeRates = defineRoute({
  service: 'strategy',
  method: 'GET',
  path: '/v1/exchange-rates',
  summary: 'List exchange rates by currency, of each the newest day first',
  access: allow(governmentRoles),
  query: z.strictObject({ ...PageQuery, currency: Currency.optional() }),
  reply: { 200: pageOf(ExchangeRate) },
});

export const strategyRoutes = {
  createPlan,
  listPlans,
  getPlan,
  importPlan,
  getPlanVersion,
  activatePlan,
  recordKpiActual,
  listAlignments,
  decideAlignment,
  setExchangeRate,
  listExchangeRates,
};
