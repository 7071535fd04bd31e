// The dated rates to the currency of a project from those in which rules state their amounts.

import type { KnownRates } from '@tributary/contracts';
import {
  type CrossRate,
  divideHalfUp,
  formatDecimal,
  type LocalDate,
  parseDecimal,
  type Rate,
} from '@tributary/contracts';

/** Decimals of a rate that is made of two. */
const SCALE = 12;

/** Every currency in which a rule states an amount. */
export function currenciesIn(rule: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { amount, currency } = value as { readonly amount?: unknown; readonly currency?: unknown };
    if (typeof amount === 'string' && typeof currency === 'string') found.add(currency);
    for (const part of Object.values(value)) visit(part);
  };
  visit(rule);
  return found;
}

/** The rates to one currency from others on a day; those that are not known are left out. */
export function crossRates(from: Iterable<string>, to: string, on: LocalDate, known: KnownRates): readonly CrossRate[] {
  const toBase = (currency: string): Rate | undefined =>
    currency === known.baseCurrency ? { rate: '1', rateDate: on } : known.rate(currency, on);
  const target = toBase(to);
  return [...from].flatMap((currency): readonly CrossRate[] => {
    const source = toBase(currency);
    if (currency === to || source === undefined || target === undefined) return [];
    const [rateDate = on] = [source.rateDate, target.rateDate].sort();
    return [{ from: currency, to, rate: ratio(source.rate, target.rate), rateDate }];
  });
}

function ratio(numerator: string, denominator: string): string {
  const [above, below] = [parseDecimal(numerator), parseDecimal(denominator)];
  const units = divideHalfUp(
    above.units * 10n ** BigInt(SCALE + below.scale),
    below.units * 10n ** BigInt(above.scale),
  );
  return formatDecimal({ units, scale: SCALE }).replace(/\.?0+$/, '');
}
