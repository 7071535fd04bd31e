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
