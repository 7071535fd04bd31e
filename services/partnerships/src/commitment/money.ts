// What becomes of a commitment: partners pay parts of it, and what will not come is taken off. At every moment what was
// paid is at least zero, and at most what is promised.
import {
  accept,
  type Commitment,
  commitmentDisbursementRecorded,
  commitmentReduced,
  type Disbursement,
  decideChange,
  fromMinor,
  type Known,
  type Money,
  minorIn,
  type Reduction,
  type Rejection,
  recordDisbursement,
  reduceCommitment,
  refuseReversed,
  refuseState,
  reject,
  rejectField,
  type SignedMoney,
  toMinor,
  valued,
  worthOn,
} from '@tributary/contracts';
import type { Upstream } from '../upstream/upstream.ts';

const written = ({ amount, currency }: Money): string => `${amount} ${currency}`;

/** What is promised and has not been paid. */
export const undisbursedOf = ({ value, disbursed }: Pick<Commitment, 'value' | 'disbursed'>): Money =>
  fromMinor(toMinor(value.amount) - toMinor(disbursed), disbursed.currency);

function statusOf({ value, disbursed }: Pick<Commitment, 'value' | 'disbursed'>): Commitment['status'] {
  const [promised, paid] = [toMinor(value.amount), toMinor(disbursed)];
  if (promised === 0n) return 'cancelled';
  if (paid === 0n) return 'open';
  return paid === promised ? 'disbursed' : 'partly-disbursed';
}

const refuseCurrency = ({ currency: given }: SignedMoney, passes: string): Rejection<'OTHER_CURRENCY'> | undefined =>
  given === passes ? undefined : rejectField('OTHER_CURRENCY', '/amount/currency', { passes, given });

/** Refuses a payment that is above what is still promised, or takes back more than was paid. */
function refusePayment(commitment: Commitment, amount: SignedMoney, reasonCode: string | undefined) {
  const minor = toMinor(amount);
  const left = undisbursedOf(commitment);
  if (minor > toMinor(left)) {
    const values = { rule: 'value', limit: written(left), given: written(amount) };
    return rejectField('ABOVE_LIMIT', '/amount/amount', values);
  }
  if (minor >= 0n) return undefined;
  if (reasonCode === undefined)
    return reject('REASON_REQUIRED', {}, [{ pointer: '/reasonCode', code: 'REASON_REQUIRED' }]);
  const { disbursed } = commitment;
  if (-minor <= toMinor(disbursed)) return undefined;
  const values = { rule: 'disbursed', limit: written(disbursed), given: written(fromMinor(-minor, amount.currency)) };
  return rejectField('BELOW_LIMIT', '/amount/amount', values);
}

/** Refuses money that came after the award had ended; what is taken back is taken back on any day. */
function refuseEnded(
  { awardId }: Commitment,
  amount: SignedMoney,
  disbursedOn: string,
  { award }: Pick<Upstream, 'award'>,
): Rejection<'AWARD_ENDED'> | undefined {
  const on = award(awardId)?.terminatedOn;
  const isLate = on !== undefined && on < disbursedOn && toMinor(amount) > 0n;
  return isLate ? rejectField('AWARD_ENDED', '/disbursedOn', { awardId, on }) : undefined;
}

/** Enters what a partner has paid, or takes an entry back, each under a reference of its own. */
export const disburse = decideChange(recordDisbursement, (commitment, command, known: Known<Upstream>) => {
  const { amount, reference, reasonCode, disbursedOn } = command;
  const { partnerId, awardId, disbursed, disbursements, committedOn } = commitment;
  if (disbursements.some((one) => one.reference === reference)) {
    return rejectField('ALREADY_EXISTS', '/reference', { what: reference });
  }
  const refused =
    refuseCurrency(amount, disbursed.currency) ??
    refuseReversed(committedOn, disbursedOn, '/disbursedOn') ??
    refuseEnded(commitment, amount, disbursedOn, known) ??
    refusePayment(commitment, amount, reasonCode);
  if (refused !== undefined) return refused;
  const value = worthOn(amount, disbursedOn, known, '/disbursedOn');
  if ('rejected' in value) return value;
  const no = disbursements.length + 1;
  const why = reasonCode !== undefined && { reasonCode };
  const disbursement: Disbursement = { no, reference, value, disbursedOn, ...why };
  const after = {
    ...commitment,
    disbursed: fromMinor(toMinor(disbursed) + toMinor(amount), disbursed.currency),
    disbursements: [...disbursements, disbursement],
  };
  return accept(
    { ...after, status: statusOf(after) },
    commitmentDisbursementRecorded({ partnerId, awardId, no, value, disbursedOn, ...why }),
  );
});

/** Takes off what will not come. What is left is worth what it was on the day of the commitment. */
export const reduce = decideChange(reduceCommitment, (commitment, command, known: Known<Upstream>) => {
  const { reasonCode, reducedOn } = command;
  const { partnerId, awardId, value, disbursed, committedOn, reductions, covers, underCeiling } = commitment;
  const left = undisbursedOf(commitment);
  const { amount: takenOff = left } = command;
  const refused =
    refuseState(commitment, 'open', 'partly-disbursed') ??
    refuseCurrency(takenOff, disbursed.currency) ??
    refuseReversed(reductions.at(-1)?.reducedOn ?? committedOn, reducedOn, '/reducedOn');
  if (refused !== undefined) return refused;
  if (toMinor(takenOff) > toMinor(left)) {
    const values = { rule: 'undisbursed', limit: written(left), given: written(takenOff) };
    return rejectField('ABOVE_LIMIT', '/amount/amount', values);
  }
  const award = known.award(awardId);
  if (award === undefined) return reject('NOT_CAUGHT_UP', { seconds: 1 });
  const promised = fromMinor(toMinor(value.amount) - toMinor(takenOff), disbursed.currency);
  const after = valued(promised, value, value.base.currency);
  const stillCovers = minorIn(after, award);
  const no = reductions.length + 1;
  const reduction: Reduction = {
    no,
    amount: takenOff,
    uncovers: fromMinor(toMinor(covers) - stillCovers, covers.currency),
    reasonCode,
    reducedOn,
  };
  const reduced = {
    ...commitment,
    value: after,
    covers: fromMinor(stillCovers, covers.currency),
    reductions: [...reductions, reduction],
    ...(underCeiling && { underCeiling: partOf(underCeiling, promised, value.amount) }),
  };
  return accept(
    { ...reduced, status: statusOf(reduced) },
    commitmentReduced({ partnerId, awardId, no, value: after, takenOff, reasonCode, reducedOn }),
  );
});

/** As much of what was taken as is still promised. */
const partOf = (taken: Money, promised: Money, before: Money): Money =>
  fromMinor((toMinor(taken) * toMinor(promised)) / toMinor(before), taken.currency);
