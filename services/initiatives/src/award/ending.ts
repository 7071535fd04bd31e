// How an award ends: what of it was not paid is cancelled.
import {
  type Accepted,
  type Award,
  awardTerminated,
  decideChange,
  type LocalDate,
  refuseReversed,
  refuseState,
  terminateAward,
} from '@tributary/contracts';
import { acceptPosted } from './ledger.ts';

/** An award that is terminated, with its unpaid tranches cancelled. */
export function ended(award: Award, reasonCode: string, on: LocalDate): Accepted<Award> {
  const tranches = award.tranches.map(({ reasonCode: _hold, heldFor: _held, ...tranche }) => ({
    ...tranche,
    status: tranche.status === 'paid' ? ('paid' as const) : ('cancelled' as const),
  }));
  const after: Award = { ...award, status: 'terminated', terminatedOn: on, reasonCode, tranches };
  return acceptPosted(award, after, awardTerminated({ reasonCode, on }));
}

/** Terminates an award, on the day of its last payment at the earliest. */
export const terminate = decideChange(terminateAward, (award, { reasonCode, on }) => {
  const paid = award.tranches.flatMap(({ payment }) => (payment === undefined ? [] : [payment.paidOn]));
  const last = [award.signedOn ?? award.grantedOn, ...paid].sort().at(-1) ?? on;
  const refused = refuseState(award, 'granted', 'signed') ?? refuseReversed(last, on, '/on');
  return refused ?? ended(award, reasonCode, on);
});
