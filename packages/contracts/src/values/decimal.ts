// Exact decimals as scaled bigints: money, rates and percentages never pass through a float.
import type { z } from 'zod';
import { formed } from './form.ts';

/** A decimal number as text, e.g. `-12.50`; at most 18 digits before and 18 after the point, as spreadsheets write them. */
export const Decimal = formed('decimal');
export type Decimal = z.infer<typeof Decimal>;

/** A decimal greater than zero, e.g. `0.90`; at most 18 digits before and 18 after the point. */
export const PositiveDecimal = formed('positive-decimal');

/** `units ÷ 10^scale`. */
export interface Scaled {
  readonly units: bigint;
  readonly scale: number;
}

/** Reads decimal text exactly. @throws {RangeError} for text that is not a decimal */
export function parseDecimal(value: string): Scaled {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value);
  if (match === null) throw new RangeError(`not a decimal: ${value}`);
  const [, sign, whole = '', fraction = ''] = match;
  const units = BigInt(whole + fraction);
  return { units: sign === '-' ? -units : units, scale: fraction.length };
}

/** Writes a scaled number with exactly `scale` decimals. */
export function formatDecimal({ units, scale }: Scaled): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const sign = units < 0n ? '-' : '';
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** `numerator ÷ denominator` to the nearest integer; a half goes away from zero. @throws {RangeError} when the denominator is 0 */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  if (denominator === 0n) throw new RangeError('division by zero');
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const rounded = (2n * n + d) / (2n * d);
  return negative ? -rounded : rounded;
}

/** The same number with another count of decimals, rounded half up. */
export function rescale({ units, scale }: Scaled, to: number): Scaled {
  if (to >= scale) return { units: units * 10n ** BigInt(to - scale), scale: to };
  return { units: divideHalfUp(units, 10n ** BigInt(scale - to)), scale: to };
}

/** The exact sum of decimals, with as many places as the most precise of them has; of none it is `0`. */
export function sumOfDecimals(values: Iterable<Decimal>): Decimal {
  const parts = [...values].map(parseDecimal);
  const scale = parts.reduce((most, part) => Math.max(most, part.scale), 0);
  return formatDecimal({ units: parts.reduce((sum, part) => sum + rescale(part, scale).units, 0n), scale });
}
