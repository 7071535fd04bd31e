// Whether an agreement is in force on a day, and for how long still.
import type { Agreement, LocalDate } from '@tributary/contracts';

const DAY = 24 * 60 * 60_000;

/** How an agreement stands on a day; both its first and its last day belong to it. */
export function standingOn(
  { status, startsOn, endsOn }: Pick<Agreement, 'status' | 'startsOn' | 'endsOn'>,
  day: LocalDate,
): { readonly inForce: boolean; readonly expiresInDays?: number } {
  const inForce = status === 'signed' && startsOn <= day && day <= endsOn;
  return inForce ? { inForce, expiresInDays: (Date.parse(endsOn) - Date.parse(day)) / DAY } : { inForce };
}
