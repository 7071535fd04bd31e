// The reports on the money of programmes: who pays how much, what is due and not paid, and what becomes of applications.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { LangQuery, PageQuery, ReasonCode } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { Count } from '../values/count.ts';
import { LocalDate } from '../values/date.ts';
import { Id } from '../values/identity.ts';
import { SignedMoney } from '../values/money.ts';
import { Code } from '../values/text.ts';
import { freshHeaders, languageHeaders, Report, reportCuts, reportFormat, reportHeaders } from './report-form.ts';

const asked = z.strictObject({ ...LangQuery, ...reportCuts, ...reportFormat });
const problems = ['AS_OF_BEYOND_WATERMARK', 'NOT_CAUGHT_UP'] as const;
const produces = ['application/json', 'text/csv'] as const;

export const fundsMatchingReport = defineRoute({
  service: 'reporting',
  method: 'GET',
  path: '/v1/reports/funds/matching',
  summary: 'What each programme and the other parties have promised, verified and paid, and which limits bind',
  access: allow(governmentRoles),
  query: asked,
  reply: { 200: Report },
  produces,
  replyHeaders: reportHeaders,
  problems,
});

export const programmesFunnelReport = defineRoute({
  service: 'reporting',
  method: 'GET',
  path: '/v1/reports/programmes/funnel',
  summary: 'What became of the applications of each call, from the first submission to the first payment: counts alone',
  access: allow(governmentRoles),
  query: asked,
  reply: { 200: Report },
  produces,
  replyHeaders: reportHeaders,
  problems,
});

/** A tranche that is due and not paid. */
export const UnpaidTranche = z.strictObject({
  programme: Code.describe('the code of the programme'),
  awardId: Id.describe('the award that the tranche is a part of'),
  initiativeId: Id,
  title: z.string().describe('the title of the initiative; empty where it is not known yet'),
  lang: z.string().describe('the language of the title'),
  no: Count.describe('its place among the tranches of the award, from 1'),
  dueOn: LocalDate,
  daysLate: Count.describe('days from the day on which it was due to that of the report'),
  amount: SignedMoney.shape.amount.describe('what is due, in the base currency'),
  currency: z.string().describe('the base currency'),
  reasonCode: ReasonCode.describe('why it is held; `AWAITING_APPROVAL` and `AWAITING_PAYMENT` where nothing holds it'),
  reason: z.string().describe('the same as a sentence'),
  counterpartPct: z
    .number()
    .nullable()
    .describe('how much of what the other parties promised is verified; null where they promised nothing'),
  approvals: Count.describe('how many persons have approved it'),
});
export type UnpaidTranche = z.infer<typeof UnpaidTranche>;

const Amount = SignedMoney.shape.amount;

export const unpaidTranches = defineRoute({
  service: 'reporting',
  method: 'GET',
  path: '/v1/reports/funds/matching/unpaid',
  summary: 'The tranches that are due and not paid, each with the reason, the longest due first; as JSON or CSV',
  access: allow(governmentRoles),
  query: z.strictObject({ ...PageQuery, ...reportCuts, ...reportFormat }),
  reply: {
    200: z.strictObject({
      to: LocalDate,
      due: Amount.describe('all that is due by the day of the report, in the base currency'),
      paid: Amount.describe('what of it is paid'),
      unpaid: Amount.describe('what of it is not paid: the sum of all pages'),
      paidPct: z.number().nullable().describe('paid ÷ due; null where nothing is due'),
      items: z.array(UnpaidTranche),
      next: z.string().nullable(),
    }),
  },
  produces,
  replyHeaders: ['etag', 'link', 'content-disposition', ...languageHeaders, ...freshHeaders],
  problems,
});
