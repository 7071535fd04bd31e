// What a partner has agreed on, promised and paid.
import { daysBetween, EXPIRING_DAYS, type LocalDate } from '@tributary/contracts';
import type { Pausing } from '@tributary/eventing';
import type { AgreementRow } from '../../read-models/agreements.ts';
import type { CommitmentRow } from '../../read-models/commitments.ts';

/** Sums that grow while rows are gone through. */
export interface PartnerSums {
  agreementsInForce: number;
  agreementsExpiring: number;
  /** without those that were cancelled before anything was paid */
  commitments: number;
  /** the awards that they are for: one of several commitments counts once */
  readonly awards: Set<string>;
  /** minor units of the base currency */
  committed: bigint;
  disbursed: bigint;
}

export const noSums = (): PartnerSums => ({
  agreementsInForce: 0,
  agreementsExpiring: 0,
  commitments: 0,
  awards: new Set(),
  committed: 0n,
  disbursed: 0n,
});

/** Adds the sums of another partner. */
export function addTo(sums: PartnerSums, other: PartnerSums): void {
  sums.agreementsInForce += other.agreementsInForce;
  sums.agreementsExpiring += other.agreementsExpiring;
  sums.commitments += other.commitments;
  for (const award of other.awards) sums.awards.add(award);
  sums.committed += other.committed;
  sums.disbursed += other.disbursed;
}

/** The signature of an agreement that is in force on a day. */
function inForceOn({ signature, isTerminated }: AgreementRow, to: LocalDate) {
  if (signature === undefined || isTerminated) return undefined;
  return signature.startsOn <= to && to <= signature.endsOn ? signature : undefined;
}

/** The sums of each partner that has any, by its id. */
export function* sumsByPartner(
  {
    agreements,
    commitments,
  }: {
    readonly agreements: ReadonlyMap<string, AgreementRow>;
    readonly commitments: ReadonlyMap<string, CommitmentRow>;
  },
  to: LocalDate,
): Pausing<ReadonlyMap<string, PartnerSums>> {
  const found = new Map<string, PartnerSums>();
  function sumsOf(partnerId: string): PartnerSums {
    const sums = found.get(partnerId) ?? noSums();
    found.set(partnerId, sums);
    return sums;
  }
  for (const agreement of agreements.values()) {
    yield;
    const standing = inForceOn(agreement, to);
    if (standing === undefined) continue;
    const sums = sumsOf(standing.partnerId);
    sums.agreementsInForce += 1;
    if (!agreement.isRenewed && daysBetween(to, standing.endsOn) <= EXPIRING_DAYS) sums.agreementsExpiring += 1;
  }
  for (const { promise, disbursed } of commitments.values()) {
    yield;
    if (promise === undefined || (promise.committed === 0n && disbursed === 0n)) continue;
    const sums = sumsOf(promise.partnerId);
    sums.commitments += 1;
    sums.awards.add(promise.awardId);
    sums.committed += promise.committed;
    sums.disbursed += disbursed;
  }
  return found;
}
