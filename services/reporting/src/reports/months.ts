// Months between days, as people count them: the last day of a month is a whole month after the last day of the one before.
import type { LocalDate } from '@tributary/contracts';

const partsOf = (day: LocalDate): readonly [year: number, month: number, day: number] => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return [year, month, date];
};

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Whole months from a day to a later one; negative where it is earlier. */
export function monthsBetween(from: LocalDate, to: LocalDate): number {
  const [[year, month, day], [toYear, toMonth, toDay]] = [partsOf(from), partsOf(to)];
  const months = (toYear - year) * 12 + toMonth - month;
  return toDay < Math.min(day, daysIn(toYear, toMonth)) ? months - 1 : months;
}

/** The day so many months before another one; the last of its month where that has no such day. */
export function monthsBefore(day: LocalDate, months: number): LocalDate {
  const [year, month, date] = partsOf(day);
  const at = year * 12 + month - 1 - months;
  const [toYear, toMonth] = [Math.floor(at / 12), (at % 12) + 1];
  const written = (part: number, digits: number) => String(part).padStart(digits, '0');
  return `${written(toYear, 4)}-${written(toMonth, 2)}-${written(Math.min(date, daysIn(toYear, toMonth)), 2)}`;
}
