// What holds a tranche: looked at again with each change of its award, so that one that can be paid never stands on facts
// that have gone.
import {
  type Award,
  awardTrancheEligible,
  awardTrancheHeld,
  type DomainEvent,
  type holdReasons,
  type LocalDate,
  type Tranche,
  toMinor,
} from '@tributary/contracts';
import { isUnderWay } from './tranche.ts';
import { verifiedOf } from './verified.ts';

/** Why a tranche is held by itself; undefined where nothing stands against it. */
function heldBy(
  { counterpart, requires, accepted }: Tranche,
  verified: bigint,
  isSuspended: boolean,
): (typeof holdReasons)[number] | undefined {
  if (isSuspended) return 'APPLICANT_SUSPENDED';
  if (verified < toMinor(counterpart)) return 'COUNTERPART_SHORT';
  const isMissing = (code: string) => accepted.every((one) => one.code !== code);
  return requires.some(isMissing) ? 'REPORT_MISSING' : undefined;
}

/**
 * Looks again at what holds the unpaid tranches of a signed award. A hold takes approvals away: what was approved on other
 * facts is approved again.
 * @param isSuspended whether its applicant is suspended
 */
export function gated(
  award: Award,
  on: LocalDate,
  isSuspended: boolean,
): { readonly award: Award; readonly events: readonly DomainEvent[] } {
  if (award.status !== 'signed') return { award, events: [] };
  const verified = verifiedOf(award);
  const events: DomainEvent[] = [];
  const tranches = award.tranches.map((tranche): Tranche => {
    const { no, status, reasonCode, heldFor } = tranche;
    if (isUnderWay(tranche) || status === 'cancelled') return tranche;
    const reason = heldFor ?? heldBy(tranche, verified, isSuspended);
    if (reason === undefined && status !== 'held') return tranche;
    if (reason !== undefined && status === 'held' && reason === reasonCode) return tranche;
    const { reasonCode: _before, ...rest } = tranche;
    if (reason === undefined) {
      events.push(awardTrancheEligible({ no, on }));
      return { ...rest, status: 'eligible' };
    }
    events.push(awardTrancheHeld({ no, on, reasonCode: reason }));
    return { ...rest, status: 'held', reasonCode: reason, approvals: [] };
  });
  return { award: { ...award, tranches }, events };
}
