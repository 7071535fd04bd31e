// Whether a moment lies in the window of a call. Days are compared as the time zone of the call writes them, so that
// days of 23 and of 25 hours need no rule of their own.
import { type Call, type callPhases, dayIn, type LocalDate } from '@tributary/contracts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

type Window = Pick<Call, 'opensOn' | 'closesOn' | 'timeZone' | 'grace'>;

/** A day of the calendar so many days later. */
export const daysAfter = (day: LocalDate, days: number): LocalDate =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

/** Where a moment lies, as far as the days of a call say. */
export function placeIn(
  { opensOn, closesOn, timeZone, grace }: Window,
  at: Date,
): 'before' | 'open' | 'grace' | 'after' {
  const { days = 0, minutes = 0 } = grace ?? {};
  const day = dayIn(timeZone, at);
  if (day < opensOn) return 'before';
  if (day <= closesOn) return 'open';
  const withoutMinutes = dayIn(timeZone, new Date(at.getTime() - minutes * MINUTE));
  return withoutMinutes <= daysAfter(closesOn, days) ? 'grace' : 'after';
}

/** Whether an application that came in at a moment is taken: within the days of the call, and before it was closed. */
export function isTaken(call: Window & Pick<Call, 'closedAt'>, at: Date): boolean {
  if (call.closedAt !== undefined && at >= new Date(call.closedAt)) return false;
  return ['open', 'grace'].includes(placeIn(call, at));
}

/** The first moment of a call, and the first one after it: what comes in between is taken. */
export function limitsOf(call: Window & Pick<Call, 'closedAt'>): { readonly from: Date; readonly until: Date } {
  const { opensOn, closesOn, grace } = call;
  const from = firstMoment(opensOn, (at) => placeIn(call, at) !== 'before');
  const until = firstMoment(daysAfter(closesOn, (grace?.days ?? 0) + 1), (at) => placeIn(call, at) === 'after');
  return { from, until: call.closedAt === undefined ? until : earlier(new Date(call.closedAt), until) };
}

/** The earlier of two moments. */
export const earlier = (one: Date, other: Date): Date => new Date(Math.min(one.getTime(), other.getTime()));

/** The first moment, to the millisecond, that has something which every later one has too; it lies near a day. */
function firstMoment(near: LocalDate, has: (at: Date) => boolean): Date {
  let [without, withIt] = [Date.parse(near) - 2 * DAY, Date.parse(near) + 4 * DAY];
  while (withIt - without > 1) {
    const middle = Math.floor((without + withIt) / 2);
    if (has(new Date(middle))) withIt = middle;
    else without = middle;
  }
  return new Date(withIt);
}

/** Where a call stands at a moment. */
export function phaseOf(call: Call, at: Date): (typeof callPhases)[number] {
  if (call.status !== 'published') return call.status;
  const place = placeIn(call, at);
  if (place === 'before') return 'published';
  return place === 'after' ? 'closed' : place;
}
