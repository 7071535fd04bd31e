import { z } from 'zod';

/** A calendar day without a time zone, ISO 8601 `YYYY-MM-DD`; days that do not exist are refused. */
export const LocalDate = z.iso.date();
export type LocalDate = z.infer<typeof LocalDate>;

/** A moment in UTC with milliseconds, ISO 8601 `YYYY-MM-DDTHH:MM:SS.sssZ`. */
export const Instant = z.iso.datetime({ precision: 3 });
export type Instant = z.infer<typeof Instant>;

/** A calendar year. */
export const Year = z.int().min(1900).max(2200);

/** The calendar day that `now` falls on in `timeZone` (an IANA name such as `Europe/Chisinau`). */
export function dayIn(timeZone: string, now: Date): LocalDate {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const at = Object.fromEntries(parts.formatToParts(now).map(({ type, value }) => [type, value]));
  return `${at['year']?.padStart(4, '0')}-${at['month']}-${at['day']}`;
}

/** The last day of the month of `day`, or of the one that lies `months` after it. */
export function monthEnd(day: LocalDate, months = 0): LocalDate {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month + months, 0)).toISOString().slice(0, 10);
}

const DAY_MS = 86_400_000;

/** Days from one day to a later one; negative where it is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;
