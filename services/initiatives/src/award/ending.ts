// How an award ends: what of it was not paid is cancelled, and what was paid may be due back.
import {
  type Accepted,
  type Award,
  awardRecoveryOpened,
  awardTerminated,
  decideChange,
  fromMinor,
  type Known,
  type LocalDate,
  type ProgrammeRules,
  type Recovery,
  type Rejection,
  refuseReversed,
  refuseState,
  reject,
  terminateAward,
  toMinor,
} from '@tributary/contracts';
import { begunBy } from './begun.ts';
import { acceptPosted } from './ledger.ts';
import { acquittedOf } from './payment.ts';
import { isPaid } from './tranche.ts';

/** When an award is claimed back, by its rules. */
export type ClawbackRule = ProgrammeRules['clawback'] | undefined;

/** What is known where an award is terminated. */
export interface EndingGround {
  readonly clawback?: ClawbackRule;
}

/** Why and when an award ends. */
interface End {
  readonly reasonCode: string;
  readonly on: LocalDate;
}

/** An award that is terminated, with its unpaid tranches cancelled. */
export function ended(award: Award, { reasonCode, on }: End, clawback?: ClawbackRule): Accepted<Award> {
  const tranches = award.tranches.map(({ reasonCode: _hold, heldFor: _held, ...tranche }) => ({
    ...tranche,
    status: isPaid(tranche) ? tranche.status : ('cancelled' as const),
  }));
  const recovery = recoveryOf(award, { reasonCode, on }, clawback);
  const after: Award = {
    ...award,
    status: 'terminated',
    terminatedOn: on,
    reasonCode,
    tranches,
    ...(recovery && { recovery }),
  };
  const told = awardTerminated({ reasonCode, on });
  if (recovery === undefined) return acceptPosted(award, after, told);
  const { due: amount, basis } = recovery;
  return acceptPosted(award, after, told, awardRecoveryOpened({ amount, basis, reasonCode, openedOn: on }));
}

/**
 * What is due back of an award that ends: all that was paid, where its rules claim it back for this reason and for so
 * long after the last payment; else what of it was not accounted for. Undefined where that is nothing.
 */
function recoveryOf(award: Award, { reasonCode, on }: End, clawback: ClawbackRule): Recovery | undefined {
  const paid = award.tranches.filter(isPaid);
  const last = lastPayment(award);
  const isClaimed = clawback?.trigger === reasonCode && on <= yearsAfter(last ?? on, clawback.withinYears);
  const minor = paid.reduce(
    (sum, tranche) => sum + toMinor(tranche.value.amount) - (isClaimed ? 0n : toMinor(acquittedOf(tranche))),
    0n,
  );
  if (minor === 0n) return undefined;
  const { currency } = award.cost.amount;
  const none = fromMinor(0n, currency);
  return {
    status: 'open',
    openedOn: on,
    reasonCode,
    basis: isClaimed ? 'clawback' : 'not-acquitted',
    due: fromMinor(minor, currency),
    repaid: none,
    waived: none,
    repayments: [],
    waivers: [],
  };
}

/** The same day some years later; of 29 February it sorts after the 28th and before March, as a limit needs. */
const yearsAfter = (day: LocalDate, years: number): LocalDate => `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;

const lastPayment = ({ tranches }: Award): LocalDate | undefined =>
  tranches
    .flatMap(({ payment }) => (payment === undefined ? [] : [payment.paidOn]))
    .sort()
    .at(-1);

/** Refuses an award of which the bank has an order: whether that is paid is not known yet. */
function refuseInstructed({ tranches }: Award): Rejection<'TRANCHE_INSTRUCTED'> | undefined {
  const { no, instruction } = tranches.find(({ status }) => status === 'instructed') ?? {};
  return instruction && reject('TRANCHE_INSTRUCTED', { no, batchId: instruction.batchId });
}

/** Terminates an award, on the day of its last payment at the earliest. */
export const terminate = decideChange(terminateAward, (award, end, { clawback }: Known<EndingGround>) => {
  const last = lastPayment(award) ?? award.signedOn ?? award.grantedOn;
  const refused =
    refuseState(award, 'granted', 'signed') ??
    refuseInstructed(award) ??
    refuseReversed(begunBy(award, last), end.on, '/on');
  return refused ?? ended(award, end, clawback);
});
