// Days of the calendar as text, without time zones.
import type { LocalDate } from '@tributary/contracts';

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function read(date: LocalDate): Day {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return { year, month, day };
}

const written = ({ year, month, day }: Day): LocalDate =>
  [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The age that is reached on a day: who was born on 29 February has a birthday on 1 March in other years. */
export function ageOn(birth: LocalDate, on: LocalDate): number {
  const years = read(on).year - read(birth).year;
  return on.slice(5) >= birth.slice(5) ? years : years - 1;
}

export const firstOfMonth = (date: LocalDate): LocalDate => `${date.slice(0, 8)}01`;

/** Whole months between two days; negative where the second lies before. */
export function monthsBetween(from: LocalDate, to: LocalDate): number {
  const [first, last] = [read(from), read(to)];
  const months = (last.year - first.year) * 12 + last.month - first.month;
  return last.day < first.day ? months - 1 : months;
}

/** The same day of a later month, or that month's last day where it is shorter. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const { year, month, day } = read(date);
  const count = year * 12 + month - 1 + months;
  const [inYear, inMonth] = [Math.floor(count / 12), (count % 12) + 1];
  return written({ year: inYear, month: inMonth, day: Math.min(day, daysIn(inYear, inMonth)) });
}

/** Days from one day to another. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
