// What the diaspora adds to a plan: the report on its KPIs, and the score of one initiative.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { LangQuery } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { Count } from '../values/count.ts';
import { LocalDate } from '../values/date.ts';
import { Id, PlanCode } from '../values/identity.ts';
import { freshHeaders, languageHeaders, ofPlan, reportCuts } from './report-form.ts';

const plan = { plan: PlanCode.optional() };
const problems = ['PLAN_REQUIRED', 'NO_ACTIVE_VERSION', 'AS_OF_BEYOND_WATERMARK', 'NOT_CAUGHT_UP'] as const;

export const planContributionReport = defineRoute({
  ...ofPlan,
  path: '/v1/reports/plan/contribution',
  summary: 'Where each KPI of a plan stands, where it should stand, and how much of its progress the diaspora carries',
});

const points = {
  points: Count.nullable().describe('the points that it has'),
  of: Count.describe('the most that it can have'),
};

/** One rule of the score. */
export const ScoreRule = z.strictObject({
  rule: z.string().describe('the rule, by its code'),
  ...points,
  because: z.string().describe('why it has these points, as a sentence'),
});

/** The alignment score of an initiative for one plan, rule by rule. */
export const InitiativeScore = z.strictObject({
  initiativeId: Id,
  plan: PlanCode,
  planVersion: z.string(),
  to: LocalDate,
  total: Count.nullable().describe('the sum of its parts, from 0 to 100'),
  band: z
    .enum(['aligned', 'moderate', 'weak', 'not-aligned'])
    .nullable()
    .describe('aligned from 80, moderate from 60, weak from 40'),
  components: z
    .array(
      z.strictObject({
        name: z.string().describe('link, results, money, execution or evidence'),
        ...points,
        rules: z.array(ScoreRule).describe('its rules, each with what it gives'),
      }),
    )
    .describe('the parts of the score'),
});
export type InitiativeScore = z.infer<typeof InitiativeScore>;

export const initiativeScore = defineRoute({
  service: 'reporting',
  method: 'GET',
  path: '/v1/scores/{initiativeId}',
  summary: 'The alignment score of an initiative for a plan on a day, with the reason for each of its points',
  access: allow(governmentRoles),
  params: z.strictObject({ initiativeId: Id }),
  query: z.strictObject({ ...LangQuery, ...reportCuts, ...plan }),
  reply: { 200: InitiativeScore },
  replyHeaders: [...languageHeaders, ...freshHeaders],
  problems,
});
