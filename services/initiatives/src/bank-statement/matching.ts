// What an entry of a statement says of an order, by the end-to-end number, the amount and the direction. Whatever is not
// plainly one payment or one return is left to people, with the reason.
import {
  type Award,
  type EntryProposal,
  type MatchedEntry,
  type Money,
  type StatementEntry,
  type Tranche,
  toMinor,
  type unmatchedReasons,
} from '@tributary/contracts';

/** A tranche that has, or had, an order or a payment of some number. */
export interface Found {
  readonly awardId: string;
  readonly tranche: Tranche;
}

/** The tranche of an award that a number belongs to. */
export const trancheOf = ({ tranches }: Pick<Award, 'tranches'>, reference: string): Tranche | undefined =>
  tranches.find(({ instruction, payment, reversals = [] }) =>
    [instruction, payment, ...reversals].some((one) => one?.reference === reference),
  );

type Reason = (typeof unmatchedReasons)[number];

const isSame = (one: Money, other: Money): boolean =>
  one.currency === other.currency && toMinor(one) === toMinor(other);

/** What is proposed for an entry, or why nothing is. */
function proposalOf(entry: StatementEntry, of: Found | undefined, isTwice: boolean): EntryProposal | Reason {
  const { isBooked, bookedOn, endToEndId, amount, direction, isReturn } = entry;
  if (!isBooked || bookedOn === undefined) return 'NOT_BOOKED';
  if (endToEndId === undefined) return 'NO_REFERENCE';
  if (of === undefined) return 'REFERENCE_UNKNOWN';
  if (isTwice) return 'REFERENCE_TWICE';
  if ((direction === 'credit') !== isReturn) return 'OTHER_DIRECTION';
  const { awardId, tranche } = of;
  const { instruction, payment, reversals = [] } = tranche;
  if (!isSame(amount, tranche.value.amount)) return 'AMOUNT_DIFFERS';
  const isPaid = payment?.reference === endToEndId;
  const isReversed = reversals.some(({ reference }) => reference === endToEndId);
  if (isReturn ? isReversed : isPaid || isReversed) return 'RECORDED_ALREADY';
  if (!isPaid && instruction?.reference !== endToEndId) return 'NOT_INSTRUCTED';
  return { kind: isReturn ? 'payment-reversal' : 'payment', awardId, tranche: tranche.no };
}

/** The entries of a file, each with what is proposed for it or why nothing is. */
export function matched(
  entries: readonly StatementEntry[],
  found: (reference: string) => Found | undefined,
): MatchedEntry[] {
  const keyOf = ({ endToEndId, isReturn }: StatementEntry) => `${isReturn} ${endToEndId}`;
  const counts = new Map<string, number>();
  for (const entry of entries) counts.set(keyOf(entry), (counts.get(keyOf(entry)) ?? 0) + 1);
  return entries.map((entry) => {
    const { endToEndId } = entry;
    const of = endToEndId === undefined ? undefined : found(endToEndId);
    const proposal = proposalOf(entry, of, (counts.get(keyOf(entry)) ?? 0) > 1);
    return { ...entry, ...(typeof proposal === 'string' ? { unmatched: proposal } : { proposal }) };
  });
}
