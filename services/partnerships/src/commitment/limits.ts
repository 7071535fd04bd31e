// What a commitment takes of limits that others own: of what an award asks for, and of the ceiling of an agreement.
import {
  fromMinor,
  type Money,
  minorIn,
  type Rate,
  type RatedCurrency,
  type Rejection,
  rejectField,
  toMinor,
  type Valued,
  valued,
} from '@tributary/contracts';

const written = ({ amount, currency }: Money): string => `${amount} ${currency}`;

/** The most of an amount's currency that takes no more than what is left; found by halving, as it only grows. */
function mostOf({ amount, base, ...rate }: Valued & Rate, limit: RatedCurrency, left: bigint): Money {
  let [passes, fails] = [0n, toMinor(amount)];
  while (fails - passes > 1n) {
    const middle = (passes + fails) / 2n;
    const takes = minorIn(valued(fromMinor(middle, amount.currency), rate, base.currency), limit);
    if (takes <= left) passes = middle;
    else fails = middle;
  }
  return fromMinor(passes, amount.currency);
}

/**
 * Takes what a value comes to in the currency of a limit, in its minor units, or refuses it with the amount that would
 * have passed.
 * @param left what is left of the limit, in its minor units
 * @param rule the field that sets the limit
 */
export function takenOf(
  value: Valued,
  limit: RatedCurrency,
  left: bigint,
  rule: string,
): bigint | Rejection<'ABOVE_LIMIT'> {
  const takes = minorIn(value, limit);
  if (takes <= left) return takes;
  const passes = written(mostOf(value, limit, left < 0n ? 0n : left));
  return rejectField('ABOVE_LIMIT', '/amount/amount', { rule, limit: passes, given: written(value.amount) });
}
