// Money is a decimal string and a currency outside, a bigint of minor units inside; it is never a float.
import { z } from 'zod';
import { Currency, currenciesOf, exponentOf } from './currency.ts';
import { LocalDate } from './date.ts';
import { divideHalfUp, formatDecimal, PositiveDecimal, parseDecimal, rescale } from './decimal.ts';
import { described } from './described.ts';
import { broken, formed } from './form.ts';

/** Holds an amount against the decimals of its currency. */
export function fitsCurrency({ value, issues }: z.core.ParsePayload<{ amount: string; currency: string }>): void {
  const { amount, currency } = value;
  const decimals = exponentOf(currency);
  const has = amount.split('.')[1]?.length ?? 0;
  if (has <= decimals) return;
  const { params } = broken('TOO_MANY_DECIMALS', { currency, amount, decimals, has });
  issues.push({ code: 'custom', path: ['amount'], input: amount, params });
}

/** An amount of zero or more, e.g. `{amount: "350000.00", currency: "EUR"}`. */
export const Money = z
  .strictObject({
    amount: formed('amount').max(24),
    currency: Currency,
  })
  .check(fitsCurrency);
export type Money = z.infer<typeof Money>;

/** In JSON Schema: that an amount has no more decimals than its currency. */
export const amountsByCurrency = { oneOf: [0, 2, 3, 4].map((decimals) => withDecimals(decimals)) };
described.add(Money, amountsByCurrency);

/** An amount above zero. */
export const PositiveMoney = Money.refine(({ amount }) => /[1-9]/.test(amount), {
  ...broken('NOT_ABOVE', { limit: 0 }),
  path: ['amount'],
});
described.add(PositiveMoney, { ...amountsByCurrency, not: { properties: { amount: { pattern: '^[0.]*$' } } } });

/** An amount that may be negative: what an increment adds to a sum, or takes back from it. */
export const SignedMoney = z
  .strictObject({ amount: formed('amount', /^-?\d{1,18}(\.\d{1,4})?$/).max(25), currency: Currency })
  .check(fitsCurrency);
export type SignedMoney = z.infer<typeof SignedMoney>;
described.add(SignedMoney, { oneOf: [0, 2, 3, 4].map((decimals) => withDecimals(decimals, '-?')) });

/** In JSON Schema: an amount of a currency with so many decimals, which has no more than these. */
function withDecimals(decimals: number, sign = '') {
  const fraction = decimals === 0 ? '' : `(\\.\\d{1,${decimals}})?`;
  return {
    properties: { amount: { pattern: `^${sign}\\d{1,18}${fraction}$` }, currency: { enum: currenciesOf(decimals) } },
    required: ['amount', 'currency'],
  };
}

/** Minor units of the currency: EUR 12.5 → 1250n. @throws {RangeError} when the amount is no decimal */
export function toMinor(money: Money): bigint {
  return rescale(parseDecimal(money.amount), exponentOf(money.currency)).units;
}

/** The canonical form with all decimals of the currency. */
export function fromMinor(minor: bigint, currency: string): Money {
  return { amount: formatDecimal({ units: minor, scale: exponentOf(currency) }), currency };
}

/** Units of the base currency for one unit of the money's currency on a day. */
export interface Rate {
  readonly rate: string;
  readonly rateDate: LocalDate;
}

/** An amount with its value in the installation's base currency, converted once, with the dated rate used. */
export const Valued = z.strictObject({ amount: Money, base: Money, rate: PositiveDecimal, rateDate: LocalDate });
export type Valued = z.infer<typeof Valued>;

/** As `Valued`, of an amount that may be negative. */
export const SignedValued = Valued.extend({ amount: SignedMoney, base: SignedMoney });
export type SignedValued = z.infer<typeof SignedValued>;

/** base = amount × rate, rounded half up once to the base currency's minor unit; a half goes away from zero. */
export function valued(amount: Money, { rate, rateDate }: Rate, baseCurrency: string): Valued {
  const factor = parseDecimal(rate);
  const product = toMinor(amount) * factor.units * 10n ** BigInt(exponentOf(baseCurrency));
  const divisor = 10n ** BigInt(exponentOf(amount.currency) + factor.scale);
  const canonical = fromMinor(toMinor(amount), amount.currency);
  return { amount: canonical, base: fromMinor(divideHalfUp(product, divisor), baseCurrency), rate, rateDate };
}

/** A currency with its rate to the base currency. */
export interface RatedCurrency {
  readonly currency: string;
  readonly rate: string;
}

/**
 * What an amount is in another currency, in minor units of that, by the rates of both to the base currency; what is less
 * than a minor unit is left out.
 */
export function minorIn({ amount, base }: Valued, { currency, rate }: RatedCurrency): bigint {
  if (amount.currency === currency) return toMinor(amount);
  const { units, scale } = parseDecimal(rate);
  const product = toMinor(base) * 10n ** BigInt(exponentOf(currency) + scale);
  return product / (units * 10n ** BigInt(exponentOf(base.currency)));
}
