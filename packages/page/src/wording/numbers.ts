// Numbers, money and days as the language of the reader writes them.
import { localeOf } from '@tributary/contracts';
import { shownLanguage } from './say.ts';

const locale = () => localeOf[shownLanguage.value ?? 'en'];

const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const name = `${locale()} ${JSON.stringify(options)}`;
  const found = formats.get(name) ?? new Intl.NumberFormat(locale(), options);
  formats.set(name, found);
  return found;
}

/** A decimal as a report gives it: a string keeps every digit. */
export type Decimal = number | `${number}`;

/** What no source gives is a dash, never a zero. */
export const NONE = '–';

const orNone = (value: Decimal | null | undefined, format: (value: Decimal) => string) =>
  value === null || value === undefined ? NONE : format(value);

/** @example count(24_000) → `24,000` */
export const count = (value: Decimal | null | undefined) => orNone(value, (one) => numberFormat({}).format(one));

/** A number with up to this many decimals. */
export const decimal = (value: Decimal | null | undefined, decimals: number) =>
  orNone(value, (one) =>
    numberFormat({ minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(one),
  );

/** @param value in per cent @example percent(20) → `20.0 %` as the language writes it */
export const percent = (value: number | null | undefined, decimals = 1) =>
  orNone(value, (one) =>
    numberFormat({ style: 'percent', minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(
      Number(one) / 100,
    ),
  );

/** From one percentage to another, without decimals; one where both are the same. @example percentRange(17.9, 20) → `18–20 %` */
export function percentRange(low: number, high: number): string {
  if (Math.round(low) === Math.round(high)) return percent(high, 0);
  return numberFormat({ style: 'percent', maximumFractionDigits: 0 }).formatRange(low / 100, high / 100);
}

/** An amount to the unit of its currency. */
export const money = (amount: Decimal | null | undefined, currency: string) =>
  orNone(amount, (one) => numberFormat({ style: 'currency', currency, maximumFractionDigits: 0 }).format(one));

/** An amount in a few digits. @example moneyShort('1300000.00', 'EUR') → `€1.3m` */
export const moneyShort = (amount: Decimal | null | undefined, currency: string) =>
  orNone(amount, (one) =>
    numberFormat({ style: 'currency', currency, notation: 'compact', maximumSignificantDigits: 3 }).format(one),
  );

/** @param day e.g. `2026-06-30` */
export const day = (on: string) =>
  new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${on}T00:00:00Z`));

/** A month in a few letters. @param on a day of it */
export const month = (on: string) =>
  new Intl.DateTimeFormat(locale(), { month: 'short', year: '2-digit', timeZone: 'UTC' }).format(
    new Date(`${on}T00:00:00Z`),
  );

/** An instant in the time zone of the reader. */
export const moment = (at: string | number) =>
  new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(at));

/** Seconds in the largest fitting unit, as the language writes it. @example lasting(0.03) → `0.03 sec` */
export function lasting(seconds: number): string {
  const [unit, size] =
    seconds < 90
      ? (['second', 1] as const)
      : seconds < 5_400
        ? (['minute', 60] as const)
        : seconds < 129_600
          ? (['hour', 3_600] as const)
          : (['day', 86_400] as const);
  const maximumFractionDigits = seconds < 1 ? 2 : seconds < 10 ? 1 : 0;
  return numberFormat({ style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits }).format(seconds / size);
}

/** Several things in one sentence. */
export const listed = (items: readonly string[]) =>
  new Intl.ListFormat(locale(), { type: 'conjunction', style: 'long' }).format(items);

/** The name of a country in the language of the reader. @param code ISO 3166-1 alpha-2 */
export function countryName(code: string): string {
  try {
    return new Intl.DisplayNames(locale(), { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}
