// The ways in which plans write a time. Each gives its year and days as far as they are beyond doubt.
import { LocalDate, Year } from '@tributary/contracts';

export interface Days {
  readonly year?: number;
  readonly from?: string;
  readonly to?: string;
}

/** `unlikely`: it looks like a time, and no plan can mean it. */
type Read = (parts: readonly string[], firstMonth: number | undefined) => Days | 'unlikely';

const two = (number: number) => String(number).padStart(2, '0');
const isYear = (year: number) => Year.safeParse(year).success;
const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** From the first day of a month to the last of another in the same year. */
const months = (year: number, first: number, last: number): Days | 'unlikely' =>
  isYear(year) && first >= 1 && last <= 12
    ? { year, from: `${year}-${two(first)}-01`, to: `${year}-${two(last)}-${two(lastDay(year, last))}` }
    : 'unlikely';

function day(year: number, month: number, dayOfMonth: number): Days | 'unlikely' {
  const date = `${year}-${two(month)}-${two(dayOfMonth)}`;
  return isYear(year) && LocalDate.safeParse(date).success ? { year, from: date, to: date } : 'unlikely';
}

/** `03/04/2026` is one day here and another there. */
function dayBySlashes(first: number, second: number, year: number): Days | 'unlikely' {
  if (second > 12) return day(year, first, second);
  if (first > 12 || first === second) return day(year, second, first);
  return isYear(year) ? { year } : 'unlikely';
}

/** The second year of `2024/25` and `1999-00`. */
const endOf = (first: number, second: string) =>
  second.length === 4 ? Number(second) : Math.floor((first + 1) / 100) * 100 + Number(second);

/** Twelve months from the first of a month; where that is January or unknown, nobody knows the days of `2024/25`. */
function fiscalYear(first: number, firstMonth = 1): Days {
  const year = first + 1;
  if (firstMonth === 1) return { year };
  const last = firstMonth - 1;
  return { year, from: `${first}-${two(firstMonth)}-01`, to: `${year}-${two(last)}-${two(lastDay(year, last))}` };
}

/** `2017-18`, `2025-2027`; `2024-2025` may be one fiscal year or two years, and `2010-12` a month or three years. */
function span(first: number, sign: string, second: string, isFiscal: boolean, firstMonth?: number): Days | 'unlikely' {
  const end = endOf(first, second);
  if (!isYear(first) || !isYear(end)) return 'unlikely';
  const mayBeMonth = second.length === 2 && Number(second) >= 1 && Number(second) <= 12;
  if (end === first + 1) {
    return isFiscal || second.length === 2 || sign === '/' ? fiscalYear(first, firstMonth) : { year: end };
  }
  if (mayBeMonth) return end > first ? {} : months(first, Number(second), Number(second));
  if (end <= first) return 'unlikely';
  return isFiscal ? { year: end } : { year: end, from: `${first}-01-01`, to: `${end}-12-31` };
}

const roman = ['I', 'II', 'III', 'IV'];
const ordinal = (text: string) => roman.indexOf(text.toUpperCase()) + 1 || Number(text);

/** Calendar quarters or halves; where fiscal years begin in another month, nobody knows which are meant. */
function part(year: number, which: number, length: 3 | 6, firstMonth = 1): Days | 'unlikely' {
  if (!isYear(year) || which < 1 || which * length > 12) return 'unlikely';
  return firstMonth === 1 ? months(year, (which - 1) * length + 1, which * length) : { year };
}

const quarter = '(?:q|t|quarter|trimestre|кв\\.?|квартал)';
const half = '(?:h|s|semester|semestre|полугодие)';
const which = '([1-4]|i{1,3}|iv)';
const year = '(\\d{4})';
const of = '(?: of| de| du| del| di| do)?';
/** Before a fiscal or school year, or after it. */
const fiscal =
  '(?:f\\.?y\\.?|(?:fiscal|financial|school|academic|budget) year|exercice|année (?:fiscale|scolaire|budgétaire)|' +
  'año (?:fiscal|escolar)|ejercicio|(?:финансовый|учебный) год|anno (?:fiscale|scolastico|finanziario)|esercizio|' +
  'ano (?:fiscal|letivo|letivo)|exercício)';

const form = (pattern: string) => new RegExp(`^${pattern}$`, 'iu');

/** The first that fits a text tells what it is. Texts have plain spaces and hyphens. */
export const periodForms: readonly (readonly [RegExp, Read])[] = [
  [form(`${year}(?:[.,]0+)?(?: ?(?:г\\.?|год))?`), ([y]) => (isYear(Number(y)) ? { year: Number(y) } : 'unlikely')],
  [form('\\d{1,9}(?:[.,]\\d+)?'), () => 'unlikely'],
  [form(`${year}-(\\d\\d)-(\\d\\d)(?:[t ][\\d:.z]+)?`), ([y, m, d]) => day(Number(y), Number(m), Number(d))],
  [form(`(\\d{1,2})\\.(\\d{1,2})\\.${year}`), ([d, m, y]) => day(Number(y), Number(m), Number(d))],
  [form(`(\\d{1,2})/(\\d{1,2})/${year}`), ([a, b, y]) => dayBySlashes(Number(a), Number(b), Number(y))],
  [form(`(\\d{1,2})[./]${year}`), ([m, y]) => months(Number(y), Number(m), Number(m))],
  [
    form(`${year} ?(-|/|to|à|a|до|по) ?(\\d{4}|\\d\\d)(?: ?гг?\\.?)?`),
    ([y, s = '', e = ''], month) => span(Number(y), s, e, false, month),
  ],
  [
    form(`${fiscal} ?${year} ?(-|/) ?(\\d{4}|\\d\\d)`),
    ([y, s = '', e = ''], month) => span(Number(y), s, e, true, month),
  ],
  [
    form(`${year} ?(-|/) ?(\\d{4}|\\d\\d) ${fiscal}`),
    ([y, s = '', e = ''], month) => span(Number(y), s, e, true, month),
  ],
  [form(`${fiscal} ?${year}`), ([y], month) => namedYear(Number(y), month)],
  [form(`${year}[ /-]?${quarter} ?${which}`), ([y, q = ''], month) => part(Number(y), ordinal(q), 3, month)],
  [form(`${quarter} ?${which}[ /-]?${of} ?${year}`), ([q = '', y], month) => part(Number(y), ordinal(q), 3, month)],
  [form(`${which}[ -]?${quarter}[ /-]?${of} ?${year}`), ([q = '', y], month) => part(Number(y), ordinal(q), 3, month)],
  [form(`${year}[ /-]?${half} ?${which}`), ([y, h = ''], month) => part(Number(y), ordinal(h), 6, month)],
  [form(`${half} ?${which}[ /-]?${of} ?${year}`), ([h = '', y], month) => part(Number(y), ordinal(h), 6, month)],
  [form(`${which}[ -]?${half}[ /-]?${of} ?${year}`), ([h = '', y], month) => part(Number(y), ordinal(h), 6, month)],
];

/** `FY 2025` is named after the year in which it ends, in most places; its days are beyond doubt where that is the calendar year. */
function namedYear(year: number, firstMonth: number | undefined): Days | 'unlikely' {
  if (!isYear(year)) return 'unlikely';
  return firstMonth === 1 ? months(year, 1, 12) : { year };
}
