// What became of the applications of one call: counts alone, nothing of who applies.
import type { LocalDate } from '@tributary/contracts';
import { daysBetween } from '@tributary/contracts';
import type { ApplicationRow, SubmissionRow } from '../../read-models/applications.ts';
import type { AwardRow } from '../../read-models/awards.ts';

/** Counts of one call, or of several together. */
export interface CallCounts {
  received: number;
  pending: number;
  eligible: number;
  ineligible: number;
  reviewed: number;
  approved: number;
  declined: number;
  withdrawn: number;
  signed: number;
  firstPaid: number;
  /** how often each reason was given */
  readonly reasons: Map<string, number>;
  /** days from the first submission to the signature of each award that was signed */
  readonly daysToSigned: number[];
  /** days from the signature to the first payment of each award on which there was one */
  readonly daysToFirstPaid: number[];
}

export const noCounts = (): CallCounts => ({
  received: 0,
  pending: 0,
  eligible: 0,
  ineligible: 0,
  reviewed: 0,
  approved: 0,
  declined: 0,
  withdrawn: 0,
  signed: 0,
  firstPaid: 0,
  reasons: new Map(),
  daysToSigned: [],
  daysToFirstPaid: [],
});

/** Adds a submitted application. @param award what it was granted, if anything */
export function countIn(
  counts: CallCounts,
  { eligibility, isReviewed, decision, isWithdrawn }: ApplicationRow,
  { firstOn }: SubmissionRow,
  award: AwardRow | undefined,
): void {
  counts.received += 1;
  if (eligibility === undefined) counts.pending += 1;
  else if (eligibility.isEligible) counts.eligible += 1;
  else counts.ineligible += 1;
  if (isReviewed) counts.reviewed += 1;
  if (decision?.isApproved === true) counts.approved += 1;
  if (decision?.isApproved === false) counts.declined += 1;
  if (isWithdrawn) counts.withdrawn += 1;
  const codes = new Set([...(eligibility?.reasonCodes ?? []), ...(decision?.reasonCodes ?? [])]);
  for (const code of codes) counts.reasons.set(code, (counts.reasons.get(code) ?? 0) + 1);
  const signedOn = award?.signature?.signedOn;
  if (award === undefined || signedOn === undefined) return;
  counts.signed += 1;
  counts.daysToSigned.push(daysBetween(firstOn, signedOn));
  const paidOn = firstPayment(award);
  if (paidOn === undefined) return;
  counts.firstPaid += 1;
  counts.daysToFirstPaid.push(daysBetween(signedOn, paidOn));
}

const firstPayment = ({ tranches }: AwardRow): LocalDate | undefined =>
  tranches.flatMap(({ payment }) => payment?.paidOn ?? []).sort()[0];
