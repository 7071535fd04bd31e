// How figures are written: amounts as text in the base currency, parts as numbers, each rounded half up once.
import { divideHalfUp, exponentOf, formatDecimal } from '@tributary/contracts';

/** Writes minor units of a currency. */
export const writtenIn =
  (currency: string) =>
  (minor: bigint): string =>
    formatDecimal({ units: minor, scale: exponentOf(currency) });

/** Per cent with one decimal; null where there is no whole. */
export const sharePct = (part: bigint, whole: bigint): number | null =>
  whole === 0n ? null : Number(divideHalfUp(part * 1000n, whole)) / 10;

/** How often `whole` goes into `part`, with two decimals; null where there is no whole. */
export const timesOf = (part: bigint, whole: bigint): number | null =>
  whole === 0n ? null : Number(divideHalfUp(part * 100n, whole)) / 100;

/**
 * Refuses amounts that were not kept in the base currency: they were converted when they were entered, and a sum over two
 * base currencies would be no amount of either.
 */
export function refuseOtherCurrency(kept: Iterable<{ readonly currency: string }>, currency: string): void {
  for (const one of kept) {
    if (one.currency === currency) continue;
    throw new Error(`the base currency is ${currency}, but amounts are kept in ${one.currency}`);
  }
}

/** The Herfindahl index: the sum of the squares of shares in a whole, with three decimals; null where there is no whole. */
export const herfindahlOf = (parts: readonly bigint[], whole: bigint): number | null =>
  whole === 0n
    ? null
    : Number(divideHalfUp(parts.reduce((sum, part) => sum + part * part, 0n) * 1000n, whole * whole)) / 1000;
