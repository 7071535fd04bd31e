// A quote: what a programme would pay for a project, by the rules in force on a day. It is open to all and stores nothing.
import { z } from 'zod';
import { open } from '../kernel/access.ts';
import { LangQuery } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { LocalDate } from '../values/date.ts';
import { GivenDate } from '../values/given.ts';
import { Money } from '../values/money.ts';
import { Code, text } from '../values/text.ts';
import { LoanInstalment } from './award-rules.ts';
import { MatchAsk, MatchRejection, MatchResult, MatchShare } from './match-quote.ts';

/** An answer of an applicant, by the name of its question. */
export const FactAnswer = z.union([text(1000), z.number(), z.boolean(), z.array(text(200)).max(50)]);

/** What a quote is asked for. */
export const QuoteAsk = MatchAsk.extend({
  programme: Code.describe('the code of the programme, e.g. `TOWN`'),
  on: GivenDate.optional().describe('the day whose rules judge; today unless told'),
  answers: z
    .record(Code, FactAnswer)
    .default({})
    .describe('answers to the questions of the rules, by their names; what is not answered is not judged'),
  done: z.array(Code).max(20).default([]).describe('what has been done already, e.g. `ATTENDANCE_COMPLETED`'),
});
export type QuoteAsk = z.infer<typeof QuoteAsk>;

/** A refusal with the sentence that says it. */
export const QuoteRejection = MatchRejection.extend({
  detail: z.string().describe('what is wrong and what would pass, in the language of the answer'),
});
export type QuoteRejection = z.infer<typeof QuoteRejection>;

/** How one condition was decided, as a person reads it. */
export const QuoteCondition = z.strictObject({
  code: z.string(),
  outcome: z.enum(['met', 'not-met', 'unknown']),
  reasonCode: z.string().optional().describe('where it is not met'),
  asks: z.string().describe('what it asks, in the language of the answer where the programme has it'),
  detail: z.string().describe('how it was decided, and by what'),
  unanswered: z.array(z.string()).describe('questions whose answers it needs'),
});
export type QuoteCondition = z.infer<typeof QuoteCondition>;

export const Quote = z.strictObject({
  programme: z.string(),
  rulesVersion: z.string().describe('the version that judged'),
  effectiveFrom: LocalDate,
  on: LocalDate,
  currency: z.string().describe('of the programme'),
  outcome: z
    .enum(['complete', 'incomplete', 'rejected'])
    .describe(
      '`rejected`: something is refused, or a condition is not met; `incomplete`: money or an answer is missing',
    ),
  match: MatchResult.extend({
    shares: z.array(MatchShare.extend({ label: z.string() })),
    rejections: z.array(QuoteRejection),
  })
    .optional()
    .describe('where the programme shares out a cost'),
  loan: z
    .strictObject({ rejections: z.array(QuoteRejection), schedule: z.array(LoanInstalment) })
    .optional()
    .describe('where it lends: the cost is the principal, paid out on the day'),
  reimbursement: z
    .strictObject({ amount: Money, waitsFor: z.string().optional().describe('what has yet to be done') })
    .optional()
    .describe('where it pays back: the cost is the lowest quotation'),
  conditions: z.array(QuoteCondition),
});
export type Quote = z.infer<typeof Quote>;

export const quoteMatch = defineRoute({
  service: 'initiatives',
  method: 'POST',
  path: '/v1/match-quotes',
  summary: 'Ask what a programme would pay for a project; nothing is stored',
  access: open,
  query: z.strictObject(LangQuery),
  body: QuoteAsk,
  bodyLimit: 64 * 1024,
  idempotency: 'ignored',
  precondition: 'none',
  reply: { 200: Quote },
  problems: ['PROGRAMME_UNKNOWN', 'RULES_NOT_IN_FORCE'],
});
