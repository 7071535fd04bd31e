// What a command may know of the moment it runs in.
import { dayIn, type LocalDate } from '@tributary/contracts';

/** Tells the day in a time zone; worked out once a minute, since zones differ by whole minutes. */
export function calendarOf(timeZone: string): (now: Date) => LocalDate {
  let minute = Number.NaN;
  let day: LocalDate = '';
  return (now) => {
    const current = Math.floor(now.getTime() / 60_000);
    if (current !== minute) {
      day = dayIn(timeZone, now);
      minute = current;
    }
    return day;
  };
}
