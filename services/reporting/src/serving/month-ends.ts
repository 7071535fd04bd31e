// The days of reports that count persons: ends of months that are over. Answers for each day would tell of one person by
// their difference.
import { type LocalDate, monthEnd } from '@tributary/contracts';
import { Refusal } from '@tributary/service-kit';

/**
 * The end of a month, the last one that is over unless told.
 * @throws {Refusal} MONTH_END_REQUIRED for another day, with the nearest ones
 */
export function monthEndOf(to: LocalDate | undefined, today: LocalDate): LocalDate {
  const latest = monthEnd(today, -1);
  if (to === undefined) return latest;
  const around = [monthEnd(to, -1), monthEnd(to)].filter((day) => day <= latest);
  if (around.includes(to)) return to;
  throw new Refusal('MONTH_END_REQUIRED', { values: { days: (around.length === 0 ? [latest] : around).join(', ') } });
}

/** The last end of a month up to a day that is over: what reports on persons show beside those of that day. */
export function lastMonthEnd(to: LocalDate, today: LocalDate): LocalDate {
  const latest = monthEnd(today, -1);
  if (to >= latest) return latest;
  return monthEnd(to) === to ? to : monthEnd(to, -1);
}
