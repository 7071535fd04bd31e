// Where an agreement stands on a day, and for how long still. Nothing of it is stored: the days say it.
import { type Agreement, type agreementPhases, daysBetween, EXPIRING_DAYS, type LocalDate } from '@tributary/contracts';

type Days = Pick<Agreement, 'status' | 'startsOn' | 'endsOn' | 'terminatedOn' | 'renewedBy'>;

/** Whether an agreement is in force on a day: also one that is renewed is until its last one. */
export const isInForce = ({ status, startsOn, endsOn, terminatedOn }: Days, day: LocalDate): boolean =>
  status !== 'draft' && (terminatedOn === undefined || day < terminatedOn) && startsOn <= day && day <= endsOn;

/**
 * Where an agreement stands on a day; both its first and its last day belong to it. One that was terminated had been in
 * force until the day before.
 */
export function phaseOn(
  { status, startsOn, endsOn, terminatedOn, renewedBy }: Days,
  day: LocalDate,
): (typeof agreementPhases)[number] {
  if (status === 'draft') return 'draft';
  if (terminatedOn !== undefined && terminatedOn <= day) return 'terminated';
  if (day < startsOn) return 'signed';
  if (renewedBy !== undefined) return 'renewed';
  if (endsOn < day) return 'expired';
  return daysBetween(day, endsOn) <= EXPIRING_DAYS ? 'expiring' : 'in-force';
}

/** How an agreement is shown on a day. */
export function standingOn(
  agreement: Days,
  day: LocalDate,
): {
  readonly phase: (typeof agreementPhases)[number];
  readonly inForce: boolean;
  readonly expiresInDays?: number;
} {
  const phase = phaseOn(agreement, day);
  const inForce = isInForce(agreement, day);
  return { phase, inForce, ...(inForce && { expiresInDays: daysBetween(day, agreement.endsOn) }) };
}
