// Days that do not exist, as the reader's language would write them: the refusal of 2023-02-29 names 29 February 2023.
import { type Language, localeOf } from '@tributary/contracts';

/** `2023-02-29` in words; undefined for what has another form, or no month of a year. */
export function dayInWords(date: string, language: Language): string | undefined {
  const [, year, month, day] = /^(\d{4})-(0[1-9]|1[0-2])-(\d{2})$/.exec(date) ?? [];
  if (year === undefined || day === undefined) return undefined;
  // The first of that month is there to be written, in a year of four digits; its other parts are put back.
  const parts = new Intl.DateTimeFormat(localeOf[language], { dateStyle: 'long', timeZone: 'UTC' }).formatToParts(
    new Date(`2000-${month}-10`),
  );
  const own: Readonly<Record<string, string>> = { year, day: String(Number(day)) };
  return parts.map(({ type, value }) => own[type] ?? value).join('');
}
