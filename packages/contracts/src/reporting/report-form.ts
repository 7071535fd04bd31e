// What every report takes and answers: its cuts, its forms, its columns and rows.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { LangQuery } from '../kernel/requests.ts';
import { Instant, LocalDate } from '../values/date.ts';
import { GivenDate } from '../values/given.ts';
import { PlanCode } from '../values/identity.ts';

/** A recorded instant, or `latest`: the newest instant up to which an answer can no longer change. */
export const AsOf = z.union([z.literal('latest'), Instant]);

/** Up to which day, and up to which recorded instant, facts count. */
export const reportCuts = { to: GivenDate.optional(), asOf: AsOf.optional() };

/** In which form a report is answered. */
export const reportFormat = { format: z.enum(['json', 'csv']).default('json') };

/** What counts of persons are broken down by, one thing at a time. */
export const reportBreakdown = {
  by: z.enum(['sex', 'ageBand']).optional(),
};

/** Headers that say how fresh figures are. */
export const freshHeaders = ['x-data-as-of', 'x-data-lag-seconds', 'x-parked'] as const;

/** Headers of what is told in a language. */
export const languageHeaders = ['content-language', 'vary'] as const;

/** Headers of a report. */
export const reportHeaders = [
  'etag',
  'cache-control',
  ...languageHeaders,
  ...freshHeaders,
  'x-revision',
  'content-disposition',
] as const;

/** A column of a report: its key, the unit of its values, its name and what it means. */
export const Column = z.strictObject({
  key: z.string(),
  unit: z.string(),
  label: z.string(),
  definition: z.string().optional(),
});

const Cell = z.union([z.string(), z.number(), z.null(), z.array(z.string())]);

/** A report; a column without a source is null, never 0. */
export const Report = z.strictObject({
  key: z.string(),
  plan: z.string().optional(),
  to: LocalDate,
  columns: z.array(Column),
  rows: z.array(z.record(z.string(), Cell)),
  footer: z.record(z.string(), Cell),
});
export type Report = z.infer<typeof Report>;

/** What every report on a plan has in common, as a route. */
export const ofPlan = {
  service: 'reporting',
  method: 'GET',
  access: allow(governmentRoles),
  query: z.strictObject({ ...LangQuery, ...reportCuts, ...reportFormat, plan: PlanCode.optional() }),
  reply: { 200: Report },
  produces: ['application/json', 'text/csv'],
  replyHeaders: reportHeaders,
  problems: ['PLAN_REQUIRED', 'NO_ACTIVE_VERSION', 'AS_OF_BEYOND_WATERMARK', 'NOT_CAUGHT_UP'],
} as const;
