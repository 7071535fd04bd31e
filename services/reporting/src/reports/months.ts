// Months between days, as people count them: the last day of a month is a whole month after the last day of the one before.
import { type LocalDate, monthEnd } from '@tributary/contracts';

const partsOf = (day: LocalDate): readonly [year: number, month: number, day: number] => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return [year, month, date];
};

/** Whole months from a day to a later one; negative where it is earlier. */
export function monthsBetween(from: LocalDate, to: LocalDate): number {
  const [[year, month, day], [toYear, toMonth, toDay]] = [partsOf(from), partsOf(to)];
  const months = (toYear - year) * 12 + toMonth - month;
  return toDay < Math.min(day, partsOf(monthEnd(to))[2]) ? months - 1 : months;
}

/** The same day of the year before; the last of February where that year has no 29th. */
export const yearBefore = (day: LocalDate): LocalDate =>
  `${String(Number(day.slice(0, 4)) - 1).padStart(4, '0')}${day.slice(4).replace('-02-29', '-02-28')}`;
