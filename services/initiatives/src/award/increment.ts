// A sum that is kept in increments: each adds to it, or takes back from it with a reason, between limits.
import {
  fromMinor,
  type Money,
  type Rejection,
  reject,
  rejectField,
  type SignedMoney,
  toMinor,
} from '@tributary/contracts';

/** What limits an increment: the field that says so, and the minor units that it leaves. */
export type Limit = readonly [field: string, minor: bigint];

/** An increment, and between what it must lie. */
interface Step {
  readonly amount: SignedMoney;
  readonly reasonCode?: string | undefined;
  /** what may be added at most */
  readonly most: Limit;
  /** what may be taken back at most */
  readonly least: Limit;
}

/** The sum after an increment. */
export const plus = (sum: Money, amount: SignedMoney): Money => fromMinor(toMinor(sum) + toMinor(amount), sum.currency);

/** Refuses an amount in another currency than the one that passes. */
export const refuseCurrency = (amount: SignedMoney, passes: string): Rejection<'OTHER_CURRENCY'> | undefined =>
  amount.currency === passes
    ? undefined
    : rejectField('OTHER_CURRENCY', '/amount/currency', { passes, given: amount.currency });

/** What a refusal says of a limit; undefined where it is kept. */
function overrun([rule, limit]: Limit, given: bigint, currency: string) {
  if (given <= limit) return undefined;
  const written = (units: bigint) => `${fromMinor(units, currency).amount} ${currency}`;
  return { rule, limit: written(limit), given: written(given) };
}

/** Refuses more than can be added. */
export function refuseAbove(amount: SignedMoney, most: Limit): Rejection<'ABOVE_LIMIT'> | undefined {
  const over = overrun(most, toMinor(amount), amount.currency);
  return over && rejectField('ABOVE_LIMIT', '/amount/amount', over);
}

/** Refuses more than can be taken back. @param amount what is taken back, not below zero */
export function refuseBelow(amount: Money, least: Limit): Rejection<'BELOW_LIMIT'> | undefined {
  const over = overrun(least, toMinor(amount), amount.currency);
  return over && rejectField('BELOW_LIMIT', '/amount/amount', over);
}

/** Refuses an increment in another currency, one that takes back without a reason, and one beyond its limits. */
export function refuseStep({ amount, reasonCode, most, least }: Step, currency: string) {
  const minor = toMinor(amount);
  const isUnexplained = minor < 0n && reasonCode === undefined;
  return (
    refuseCurrency(amount, currency) ??
    (isUnexplained
      ? reject('REASON_REQUIRED', {}, [{ pointer: '/reasonCode', code: 'REASON_REQUIRED' }])
      : undefined) ??
    refuseAbove(amount, most) ??
    refuseBelow(fromMinor(-minor, currency), least)
  );
}
