// Costs that are paid back: a percentage of the lowest quotation, once what it is for has been done.
import { fromMinor, type Money, type ReimbursementRule, toMinor } from '@tributary/contracts';
import { least, percentOf, tellerOf } from '../match/amounts.ts';

export interface Reimbursement {
  readonly amount: Money;
  /** what has yet to be done before it is paid */
  readonly waitsFor: string | undefined;
}

/**
 * What is paid back, rounded down to the minor unit.
 * @param quotations in one currency
 * @param done what has been done, e.g. `ATTENDANCE_COMPLETED`
 */
export function reimbursementOf(
  { pct, after, maxAmount }: ReimbursementRule,
  quotations: readonly [Money, ...Money[]],
  done: readonly string[],
): Reimbursement {
  const [first, ...others] = quotations;
  const lowest = least(toMinor(first), ...others.map(toMinor));
  const amount = percentOf(lowest, pct, 'down');
  const cap = maxAmount && tellerOf(first.currency, []).tell(maxAmount, 'down');
  return {
    amount: fromMinor(cap === undefined ? amount : least(amount, cap), first.currency),
    waitsFor: done.includes(after) ? undefined : after,
  };
}
