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
