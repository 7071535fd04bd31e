// The time of a baseline or target: a calendar year, or a period as the plan writes it. No day is invented.
import type { KpiPeriod } from '@tributary/contracts';
import { periodForms } from './period-forms.ts';

export interface Time {
  /** the calendar year, or the one in which the period ends */
  readonly year?: number | undefined;
  readonly period?: KpiPeriod | undefined;
}

/**
 * Reads a time; `unlikely` for what looks like one and can be none that a plan means.
 * @param firstMonth in which the plan's fiscal years begin, 1 to 12, where it is known
 */
export function timeOf(cell: string, firstMonth: number | undefined): Time | 'unlikely' {
  const label = cell.replace(/\s+/g, ' ').trim();
  const text = label.replace(/[–—−‑]/g, '-');
  for (const [form, read] of periodForms) {
    const match = form.exec(text);
    if (match === null) continue;
    const found = read(match.slice(1), firstMonth);
    if (found === 'unlikely') return found;
    const { year, ...days } = found;
    if (year !== undefined && /^\d{4}([.,]0+)?$/.test(text)) return { year };
    return { ...(year !== undefined && { year }), period: { label, ...days } };
  }
  return { period: { label } };
}

/** A word in which a letter stands between digits or the reverse, such as 2O27: in the name of a column, a slip. */
const slip = /\d\p{L}|\p{L}\d/u;

/** Whether the name of a column can end in a time that reads so. */
export const isTimeName = (name: string): boolean => {
  const time = timeOf(name, undefined);
  if (time === 'unlikely') return false;
  const isKnown = time.year !== undefined || time.period?.from !== undefined;
  return name.trim() !== '' && (isKnown || !slip.test(name));
};

/** The order of targets: by year, then by the last day; those without a year come last. */
export function inTime(a: Time, b: Time): number {
  const year = (time: Time) => time.year ?? Number.MAX_SAFE_INTEGER;
  const end = ({ period }: Time) => period?.to ?? '9999';
  return year(a) - year(b) || (end(a) < end(b) ? -1 : Number(end(a) > end(b)));
}
