// Amounts of a rule in the minor units of a project's currency. Floors are rounded up and caps down, so that a share in
// whole minor units keeps to what the rule says.
import {
  type Amounts,
  type CrossRate,
  exponentOf,
  type Money,
  parseDecimal,
  toHundredths,
  toMinor,
} from '@tributary/contracts';

const WHOLE = 100_00n;

export type Rounding = 'up' | 'down';

/** `numerator ÷ denominator` to a whole number; neither is negative. */
export function divided(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  const down = numerator / denominator;
  return rounding === 'up' && down * denominator < numerator ? down + 1n : down;
}

/** A percentage of minor units. */
export const percentOf = (minor: bigint, pct: number, rounding: Rounding): bigint =>
  divided(minor * BigInt(toHundredths(pct)), WHOLE, rounding);

/** Tells amounts of a rule in one currency. */
export interface Teller {
  readonly currency: string;
  /** Minor units; undefined where neither the amount nor a rate to it is known. */
  tell(amounts: Amounts, rounding: Rounding): bigint | undefined;
  /** the dated rates that were needed so far */
  readonly used: Set<CrossRate>;
  /** currencies to which a rate was looked for in vain */
  readonly lacked: Set<string>;
}

/** @param rates to the currency from others */
export function tellerOf(currency: string, rates: readonly CrossRate[]): Teller {
  const used = new Set<CrossRate>();
  const lacked = new Set<string>();
  return {
    currency,
    used,
    lacked,
    tell(amounts, rounding) {
      const own = amounts.find((amount) => amount.currency === currency);
      if (own !== undefined) return toMinor(own);
      for (const amount of amounts) {
        const rate = rates.find(({ from, to }) => from === amount.currency && to === currency);
        if (rate === undefined) continue;
        used.add(rate);
        return converted(amount, rate, rounding);
      }
      for (const amount of amounts) lacked.add(amount.currency);
      return undefined;
    },
  };
}

/** An amount in another currency, by a dated rate. */
export function converted(amount: Money, { rate, to }: CrossRate, rounding: Rounding): bigint {
  const factor = parseDecimal(rate);
  const product = toMinor(amount) * factor.units * 10n ** BigInt(exponentOf(to));
  return divided(product, 10n ** BigInt(exponentOf(amount.currency) + factor.scale), rounding);
}

/** The least of amounts. */
export function least(first: bigint, ...others: readonly bigint[]): bigint {
  let found = first;
  for (const value of others) if (value < found) found = value;
  return found;
}

/** The greatest of amounts. */
export function most(first: bigint, ...others: readonly bigint[]): bigint {
  let found = first;
  for (const value of others) if (value > found) found = value;
  return found;
}

export const sumOf = (values: Iterable<bigint>): bigint => {
  let total = 0n;
  for (const value of values) total += value;
  return total;
};
