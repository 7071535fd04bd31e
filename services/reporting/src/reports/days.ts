// Days between days of the calendar, and the one in their middle.
import type { LocalDate } from '@tributary/contracts';

const DAY_MS = 86_400_000;

/** Days from one day to a later one; negative where it is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** The median: of an even count the mean of the two in the middle, rounded half up; null of none. */
export function medianOf(days: readonly number[]): number | null {
  const sorted = [...days].sort((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : Math.floor((lower + upper + 1) / 2);
}
