// Awards that are no match: a loan that is paid back, and costs that are paid back after the event.
import { z } from 'zod';
import { Money } from '../values/money.ts';
import { Percentage } from '../values/percentage.ts';
import { Code } from '../values/text.ts';
import { Amounts } from './match-limits.ts';

/** A loan that is paid back in monthly instalments. */
export const LoanRule = z.strictObject({
  minAmount: Amounts.describe('the least that is lent'),
  maxAmount: Amounts.describe('the most that is lent'),
  months: z.int().min(1).max(480).describe('from the day it is paid out to the last instalment, grace included'),
  graceMonths: z.int().min(0).max(120).describe('months without repayment of the principal'),
  annualRatePct: Percentage.optional().describe('interest a year, a twelfth of it each month'),
  arrearsDays: z
    .array(z.int().min(1).max(3650))
    .min(1)
    .max(6)
    .describe('the ages by which arrears are told, e.g. 30, 60, 90'),
});
export type LoanRule = z.infer<typeof LoanRule>;

/** Costs that are paid back in part, once something has been done. */
export const ReimbursementRule = z.strictObject({
  pct: Percentage.gt(0).describe('of the lowest quotation'),
  of: Code.describe('what is quoted, e.g. `LOWEST_ECONOMY_FARE`'),
  after: Code.describe('what must have been done, e.g. `ATTENDANCE_COMPLETED`'),
  maxAmount: Amounts.optional().describe('at most so much'),
});
export type ReimbursementRule = z.infer<typeof ReimbursementRule>;

/** One instalment of a loan. */
export const LoanInstalment = z.strictObject({
  no: z.int().min(1),
  dueOn: z.iso.date(),
  principal: Money,
  interest: Money,
});
export type LoanInstalment = z.infer<typeof LoanInstalment>;
