// The rules of a programme in one version: who may apply, how money is shared out, approved and paid. All of it is data.
import { z } from 'zod';
import { broken, formed } from '../values/form.ts';
import { describedAs, listOf } from '../values/kept-and-given.ts';
import { Label } from '../values/label.ts';
import { Percentage, toHundredths } from '../values/percentage.ts';
import { Code, text } from '../values/text.ts';
import { LoanRule, ReimbursementRule } from './award-rules.ts';
import { Amounts } from './match-limits.ts';
import { MatchRule } from './match-rule.ts';

/** What an answer of an applicant is. Money is a whole number of minor units, a date is text such as `2026-03-31`. */
export const factTypes = ['text', 'integer', 'boolean', 'date', 'money', 'list'] as const;

/** Something that the rules ask of an applicant. */
export const FactQuestion = z.strictObject({
  name: formed('fact-name').describe('as expressions name it, e.g. `worksMonths`'),
  type: z.enum(factTypes),
  label: describedAs(Label, 'the question, in the languages of the applicants'),
  private: z
    .boolean()
    .optional()
    .describe('an answer about a person, which is shown to nobody and erased with the application'),
});
export type FactQuestion = z.infer<typeof FactQuestion>;

/** A condition that an application must meet, as an expression of CEL over what is known of it. */
export const EligibilityRule = z.strictObject({
  code: Code,
  label: describedAs(Label, 'what it asks, as a reader is told'),
  expression: text(1000).describe('CEL; true where it is met'),
  reasonCode: Code.describe('the reason of a refusal, e.g. `SECTOR_EXCLUDED`'),
});
export type EligibilityRule = z.infer<typeof EligibilityRule>;

/** A part of an award, and what must be there before it is paid. */
export const TranchePlan = z.strictObject({
  pct: Percentage.gt(0).describe('of what the paying party awards'),
  counterpartPct: Percentage.optional().describe('of the other shares must be verified before'),
  requires: describedAs(listOf(Code, 20), 'what must be accepted before, e.g. `REPORT`'),
});

export type TranchePlan = z.infer<typeof TranchePlan>;

/** Who must approve, each a person of their own. */
export const ApprovalRule = z.strictObject({
  bodies: z.array(Code).min(1).max(5).describe('one approval of each, e.g. `BOARD` and `COUNCIL`'),
  panelSize: z.int().min(1).max(25).optional().describe('reviewers that must have scored it before'),
});
export type ApprovalRule = z.infer<typeof ApprovalRule>;

/** Money kept for projects that meet a condition. */
export const Earmark = z.strictObject({
  code: Code,
  label: Label,
  expression: text(1000).describe('CEL; true where a project is meant'),
  pct: Percentage.optional().describe('of the envelope of a call'),
  amount: Amounts.optional().describe('of the envelope of a call'),
});

/** A criterion by which reviewers score. */
export const Criterion = z.strictObject({
  code: Code,
  label: Label,
  points: z.int().min(1).max(100).describe('the most that it can be given'),
});

/** How long after a decision applicants may appeal against it. */
export const AppealDays = z
  .int()
  .min(1)
  .max(365)
  .describe(
    'days of the calendar after a decision in which an appeal against it is taken; none is where nobody says so',
  );

/** When an award is claimed back. */
export const Clawback = z.strictObject({
  trigger: Code.describe('what leads to it, e.g. `ASSET_SOLD`'),
  withinYears: z.int().min(1).max(30).describe('after the last payment'),
});

export const ProgrammeRules = z
  .strictObject({
    match: MatchRule.optional().describe('how the cost of a project is shared out'),
    loan: LoanRule.optional(),
    reimbursement: ReimbursementRule.optional(),
    facts: describedAs(listOf(FactQuestion, 60), 'what applicants are asked'),
    eligibility: listOf(EligibilityRule, 60),
    approvals: ApprovalRule.optional(),
    tranches: describedAs(listOf(TranchePlan, 24), 'their percentages sum to 100'),
    requirements: describedAs(listOf(Code, 40), 'what every award asks for, e.g. `TRAINING`'),
    scoring: listOf(Criterion, 30),
    clawback: Clawback.optional(),
    earmarks: listOf(Earmark, 40),
    appealDays: AppealDays.optional(),
    reporting: z.enum(['light', 'full']).optional(),
  })
  .check(({ value: { tranches, facts, eligibility }, issues }) => {
    const total = tranches.reduce((sum, { pct }) => sum + toHundredths(pct), 0);
    if (tranches.length > 0 && total !== 100_00) {
      const { params } = broken('PARTS_NOT_100', { total: (total / 100).toFixed(2) });
      issues.push({ code: 'custom', path: ['tranches'], input: tranches, params });
    }
    const repeated = (path: string, names: readonly string[]) =>
      names.forEach((name, at) => {
        if (names.indexOf(name) === at) return;
        issues.push({ code: 'custom', path: [path, at], input: name, params: broken('REPEATED').params });
      });
    repeated(
      'facts',
      facts.map(({ name }) => name),
    );
    repeated(
      'eligibility',
      eligibility.map(({ code }) => code),
    );
  });
export type ProgrammeRules = z.infer<typeof ProgrammeRules>;
