// Days of the calendar as text (ISO 8601), without time zones.
import type { LocalDate } from './date.ts';

const DAY_MS = 86_400_000;

/** Days from one day to a later one; negative where it is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** The last day of the month of `day`, or of the one that lies `months` after it. */
export function monthEnd(day: LocalDate, months = 0): LocalDate {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month + months, 0)).toISOString().slice(0, 10);
}

/** The same day of the month so many months later, or that month's last day where it is shorter; earlier for less than 0. */
export function addMonths(day: LocalDate, months: number): LocalDate {
  const end = monthEnd(day, months);
  return day.slice(8) < end.slice(8) ? end.slice(0, 8) + day.slice(8) : end;
}
