import { z } from 'zod';
import { allow, governmentRoles, open } from '../kernel/access.ts';
import { ClockCorrection } from '../kernel/feed.ts';
import { LangQuery, PageQuery, pageOf } from '../kernel/requests.ts';
import { defineEventStream, defineRoute } from '../kernel/route.ts';
import { LinkStatus } from '../strategy/link-standing.ts';
import { Count } from '../values/count.ts';
import { Instant, LocalDate } from '../values/date.ts';
import { described } from '../values/described.ts';
import { broken, formed } from '../values/form.ts';
import { NodeCode, PlanCode } from '../values/identity.ts';
import { Code } from '../values/text.ts';
import { Column, freshHeaders, languageHeaders, ofPlan, Report, reportBreakdown, reportCuts } from './report-form.ts';

/** Every report that there is. */
export const reportKeys = [
  'plan/alignment',
  'plan/contribution',
  'plan/drift',
  'plan/gaps',
  'funds/matching',
  'programmes/funnel',
  'partnerships/portfolio',
  'registry/stock',
  'registry/consent',
  'roadmap/progress',
] as const;
export type ReportKey = (typeof reportKeys)[number];

/** Those that are about one plan. */
const planReports: readonly ReportKey[] = ['plan/alignment', 'plan/contribution', 'plan/drift', 'plan/gaps'];

export const listReports = defineRoute({
  service: 'reporting',
  method: 'GET',
  path: '/v1/reports',
  summary: 'The catalogue of reports: keys, parameters, columns and what each means',
  access: allow(governmentRoles),
  query: z.strictObject(LangQuery),
  reply: {
    200: z.strictObject({
      reports: z.array(
        z.strictObject({
          key: z.string(),
          title: z.string(),
          grain: z.string(),
          parameters: z.array(z.string()),
          columns: z.array(Column),
          footer: z.array(Column),
        }),
      ),
    }),
  },
  replyHeaders: ['etag', 'cache-control', ...languageHeaders],
});

/** Why a report has no answer for these parameters. */
const Unanswered = z.strictObject({ key: z.string(), code: Code, title: z.string(), detail: z.string() });

const Answered = z.union([Report, Unanswered]).describe('the report, or why it has no answer for these parameters');
const answers = Object.fromEntries(reportKeys.map((key) => [key, Answered])) as Record<ReportKey, typeof Answered>;

export const dashboard = defineRoute({
  service: 'reporting',
  method: 'GET',
  path: '/v1/dashboard',
  summary: 'Every report, folded from one state: the figures of one tie with those of the others',
  access: allow(governmentRoles),
  query: z.strictObject({ ...LangQuery, ...reportCuts, plan: PlanCode.optional() }),
  reply: {
    200: z.strictObject({
      to: LocalDate,
      reports: z.strictObject(answers).describe('by the key of the report'),
    }),
  },
  replyHeaders: ['etag', 'cache-control', ...languageHeaders, ...freshHeaders, 'x-revision'],
  problems: ['AS_OF_BEYOND_WATERMARK', 'NOT_CAUGHT_UP'],
});

export const planAlignmentReport = defineRoute({
  ...ofPlan,
  path: '/v1/reports/plan/alignment',
  summary: 'What initiatives add to each node of a plan: accepted budget, links that wait, links that were rejected',
});

/** An initiative under a node, with links that have drifted, or unaligned. */
export const AlignedInitiative = z.strictObject({
  id: z.string(),
  title: z.string(),
  lang: z.string(),
  budget: z.string(),
  weightPct: z.number().nullable(),
  status: z.enum([...LinkStatus.exclude(['withdrawn']).options, 'unlinked']),
  score: z.number().nullable(),
});

export const alignedInitiatives = defineRoute({
  service: 'reporting',
  method: 'GET',
  path: '/v1/reports/plan/alignment/initiatives',
  summary:
    'The initiatives behind a node of plan/alignment, with drifted links (node=drifted), or without a link (node=unaligned)',
  access: allow(governmentRoles),
  query: z.strictObject({ ...PageQuery, ...reportCuts, plan: PlanCode.optional(), node: NodeCode }),
  reply: { 200: pageOf(AlignedInitiative) },
  replyHeaders: [...languageHeaders, ...freshHeaders],
  problems: ['PLAN_REQUIRED', 'NO_ACTIVE_VERSION', 'PLAN_NODE_UNKNOWN', 'AS_OF_BEYOND_WATERMARK', 'NOT_CAUGHT_UP'],
});

const NewRun = z
  .strictObject({
    key: z.enum(reportKeys),
    params: z
      .strictObject({
        ...LangQuery,
        ...reportCuts,
        format: z.enum(['json', 'csv']).optional(),
        plan: PlanCode.optional().describe('of reports on a plan alone'),
        by: reportBreakdown.by.describe('of registry/stock alone'),
      })
      .meta({ examples: [{ plan: 'NDP-2030', to: '2026-06-30' }] })
      .default({}),
  })
  .refine(({ key, params }) => params.plan === undefined || planReports.includes(key), {
    ...broken('UNKNOWN_FIELD'),
    path: ['params', 'plan'],
  })
  .refine(({ key, params }) => params.by === undefined || key === 'registry/stock', {
    ...broken('UNKNOWN_FIELD'),
    path: ['params', 'by'],
  });
/** Only of some reports has a parameter a meaning. */
const alone = (name: string, keys: readonly ReportKey[]) => ({
  anyOf: [
    { properties: { key: { enum: [...keys] } } },
    { properties: { params: { not: { properties: { [name]: {} }, required: [name] } } } },
  ],
});
described.add(NewRun, { ...alone('plan', planReports), allOf: [alone('by', ['registry/stock'])] });

export const freezeReport = defineRoute({
  service: 'reporting',
  method: 'POST',
  path: '/v1/reports/runs',
  summary: 'Freeze a report: the same bytes for ever, with their hash',
  access: allow(governmentRoles),
  body: NewRun,
  reply: { 201: z.strictObject({ id: z.string(), sha256: z.string(), asOf: Instant }) },
  replyHeaders: ['location'],
  problems: [
    'PLAN_REQUIRED',
    'NO_ACTIVE_VERSION',
    'MONTH_END_REQUIRED',
    'AS_OF_BEYOND_WATERMARK',
    'NOT_CAUGHT_UP',
    'VALIDATION',
  ],
});

export const getRun = defineRoute({
  service: 'reporting',
  method: 'GET',
  path: '/v1/reports/runs/{id}',
  summary: 'Read a frozen report',
  access: allow(governmentRoles),
  params: z.strictObject({ id: formed('report-run') }),
  query: z.strictObject(LangQuery),
  reply: { 200: Report },
  produces: ['application/json', 'text/csv'],
  replyHeaders: ['etag', 'cache-control', 'content-language', 'x-data-as-of', 'x-parked', 'content-disposition'],
});

export const getFreshness = defineRoute({
  service: 'reporting',
  method: 'GET',
  path: '/v1/freshness',
  summary: 'How far this service has read each source, and how far it lags',
  access: allow([...governmentRoles, 'operator']),
  query: z.strictObject(LangQuery),
  reply: {
    200: z.strictObject({
      sources: z.array(
        z.strictObject({
          service: z.string(),
          partition: Count,
          applied: Count,
          highWatermark: Count,
          lagEvents: Count,
          lagSeconds: z.number(),
          parked: Count,
          clockCorrected: ClockCorrection.optional(),
        }),
      ),
      asOf: Instant.nullable(),
      /** copies that were never whole yet: events applied, of how many; null until the owner has told */
      filling: z.array(z.strictObject({ service: z.string(), applied: Count, of: Count.nullable() })),
    }),
  },
});

/** How fresh all reports are at one moment. */
export const FreshnessMoved = z.strictObject({
  /** of all that reports are made of */
  revision: z.string(),
  /** W: up to this instant reports can no longer change; null before anything is known of a source */
  asOf: Instant.nullable(),
  lagSeconds: z.number(),
  parked: Count,
});
export type FreshnessMoved = z.infer<typeof FreshnessMoved>;

export const followFreshness = defineEventStream({
  service: 'reporting',
  path: '/v1/freshness/stream',
  summary: 'Be told when reports have something new to show, or can no longer change up to a later instant',
  access: allow([...governmentRoles, 'operator']),
  query: z.strictObject(LangQuery),
  problems: [],
  events: { freshness: FreshnessMoved },
});

export const landingPage = defineRoute({
  service: 'reporting',
  method: 'GET',
  path: '/',
  summary: 'The page that says what this is and where to begin',
  access: open,
  query: z.strictObject(LangQuery),
  reply: { 200: z.string() },
  produces: ['text/html'],
  replyHeaders: ['etag', 'cache-control', ...languageHeaders],
  problems: ['PAGE_NOT_BUILT'],
});
