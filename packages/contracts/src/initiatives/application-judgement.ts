// What is found of an application: whether it is eligible and by what, what reviewers score, which bodies approve.
import { z } from 'zod';
import { ReasonCode } from '../kernel/requests.ts';
import { Count } from '../values/count.ts';
import { LocalDate } from '../values/date.ts';
import { Label } from '../values/label.ts';
import { Money } from '../values/money.ts';
import { Code } from '../values/text.ts';
import { CitedEvidence } from './evidence.ts';
import { matchRejectionCodes } from './match-quote.ts';

/** An answer to a question of the rules: money and days are text. */
export const AnswerValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

/** An answer by the name of its question. */
export const NamedAnswer = z.strictObject({ name: z.string(), value: AnswerValue });
export type NamedAnswer = z.infer<typeof NamedAnswer>;

/** How one condition was decided, as it is kept: in the words of the rules, to be told in any language. */
export const KeptCondition = z.strictObject({
  code: Code,
  label: Label,
  reasonCode: Code,
  outcome: z.enum(['met', 'not-met', 'unknown']),
  /** what it leaned on; a private answer has no value here */
  facts: z.array(z.strictObject({ name: z.string(), value: AnswerValue.optional() })),
  unanswered: z.array(z.string()),
});
export type KeptCondition = z.infer<typeof KeptCondition>;

const Limit = z.union([Money, z.string()]).optional();

/** A limit of the rules that the project breaks, as it is kept. */
export const KeptRejection = z.strictObject({
  code: z.enum(matchRejectionCodes),
  pointer: z.string(),
  party: z.string().optional(),
  partyLabel: Label.optional(),
  rule: z.string(),
  limit: Limit,
  given: Limit,
  passes: Limit,
});
export type KeptRejection = z.infer<typeof KeptRejection>;

/** The decision on eligibility, with all that it leaned on. */
export const Eligibility = z.strictObject({
  outcome: z.enum(['eligible', 'ineligible']),
  decidedOn: LocalDate,
  rulesVersion: Code,
  reasonCodes: z.array(Code),
  conditions: z.array(KeptCondition),
  rejections: z.array(KeptRejection),
});
export type Eligibility = z.infer<typeof Eligibility>;

/** Points for one criterion. */
export const Score = z.strictObject({ criterion: Code, points: z.int().min(0).max(100) });
export type Score = z.infer<typeof Score>;

/** What one reviewer found; who declares a conflict of interest scores nothing. */
export const Review = z.strictObject({
  /** the person, who is told to nobody */
  reviewer: z.string(),
  conflictOfInterest: z.boolean(),
  scores: z.array(Score),
  reviewedOn: LocalDate,
});
export type Review = z.infer<typeof Review>;

/** The approval of one body, by a person of its own. */
export const Approval = z.strictObject({
  body: Code,
  /** the person, who is told to nobody */
  approvedBy: z.string(),
  approvedOn: LocalDate,
});
export type Approval = z.infer<typeof Approval>;

/** An appeal against a decision. What the decision found is kept here, since one that is upheld takes it away. */
export const Appeal = z.strictObject({
  no: z.int().min(1).describe('its place among the appeals of the application, from 1'),
  against: z.enum(['ineligible', 'declined']).describe('the decision that it is against'),
  decisionOn: LocalDate.describe('the day of the decision that it is against'),
  reasonCodes: z.array(ReasonCode).describe('the reasons of the decision that it is against'),
  grounds: z
    .array(ReasonCode)
    .min(1)
    .max(20)
    .describe('why the decision is held to be wrong, by codes of an open list'),
  evidence: CitedEvidence.optional(),
  filedOn: LocalDate.describe('the day on which it came in, in the time zone of the call'),
  paperReason: Code.optional().describe('why it was entered after it had come in'),
  /** the person who filed it, who is told to nobody; the applicant or an officer */
  filedBy: z.string(),
  status: z.enum(['filed', 'upheld', 'rejected']).describe('how it stands'),
  decidedOn: LocalDate.optional(),
  reasonCode: ReasonCode.optional().describe('why it was upheld or rejected'),
});
export type Appeal = z.infer<typeof Appeal>;

/** How far the totals of reviewers lie apart. */
export const Spread = z.strictObject({
  lowest: Count.describe('the lowest total that a reviewer gave'),
  highest: Count.describe('the highest total that a reviewer gave'),
  apart: Count.describe('how many points lie between them'),
});

/** What all reviews without a conflict of interest come to. */
export const ReviewsTotal = z.strictObject({
  reviews: Count.describe('how many reviewers scored it'),
  meanScore: z.string().describe('the mean of their totals, with two decimals'),
  spread: Spread,
});
