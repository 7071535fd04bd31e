// What is due back of an award that was terminated. At every moment repaid + waived ≤ due, and neither is below zero.
import {
  type Award,
  approveWaiver,
  awardRecoveryRepaid,
  awardRecoveryWaived,
  awardRevised,
  decideChange,
  type Known,
  proposeWaiver,
  type Recovery,
  type Rejection,
  refuseReversed,
  refuseState,
  refuseWaiver,
  reject,
  repayRecovery,
  toMinor,
  type Waiver,
  worthOn,
} from '@tributary/contracts';
import type { Upstream } from '../upstream/upstream.ts';
import { plus, refuseAbove, refuseCurrency, refuseStep } from './increment.ts';
import { acceptPosted } from './ledger.ts';
import { refuseUsed } from './reference.ts';

/** The recovery of an award, on a day after it was opened. */
function recoveryIn(
  { recovery }: Award,
  on: string,
  pointer: string,
): Recovery | Rejection<'NOT_FOUND' | 'DATES_REVERSED'> {
  if (recovery === undefined) return reject('NOT_FOUND');
  return refuseReversed(recovery.openedOn, on, pointer) ?? recovery;
}

/** What is still due, in minor units. */
const leftOf = ({ due, repaid, waived }: Recovery): bigint => toMinor(due) - toMinor(repaid) - toMinor(waived);

/** The recovery with the status that follows from its sums. */
function settled(recovery: Recovery): Recovery {
  const isWaived = toMinor(recovery.waived) > 0n;
  if (leftOf(recovery) === 0n) return { ...recovery, status: isWaived ? 'waived' : 'repaid' };
  return { ...recovery, status: toMinor(recovery.repaid) > 0n ? 'partly-repaid' : 'open' };
}

/** Enters what has come back: at most what is still due. */
export const repay = decideChange(repayRecovery, (award, command, known: Known<Upstream>) => {
  const { reference, amount, reasonCode, repaidOn } = command;
  const recovery = recoveryIn(award, repaidOn, '/repaidOn');
  if ('rejected' in recovery) return recovery;
  const { due, repaid } = recovery;
  const step = { amount, reasonCode, most: ['due', leftOf(recovery)], least: ['repaid', toMinor(repaid)] } as const;
  const refused = refuseUsed(award, reference) ?? refuseStep(step, due.currency);
  if (refused !== undefined) return refused;
  const value = worthOn(amount, repaidOn, known, '/repaidOn');
  if ('rejected' in value) return value;
  const reason = reasonCode !== undefined && { reasonCode };
  const entry = { reference, amount: value.amount, repaidOn, ...reason };
  const after = settled({
    ...recovery,
    repaid: plus(repaid, amount),
    repayments: [...recovery.repayments, entry],
  });
  return acceptPosted(award, { ...award, recovery: after }, awardRecoveryRepaid({ value, ...reason, repaidOn }));
});

/** Proposes that a part of what is still due is given up. */
export const proposeToWaive = decideChange(proposeWaiver, (award, command, { by: proposedBy }: Known) => {
  const { amount, reasonCode, proposedOn } = command;
  const recovery = recoveryIn(award, proposedOn, '/proposedOn');
  if ('rejected' in recovery) return recovery;
  const refused =
    refuseState(recovery, 'open', 'partly-repaid') ??
    refuseCurrency(amount, recovery.due.currency) ??
    refuseAbove(amount, ['due', leftOf(recovery)]);
  if (refused !== undefined) return refused;
  const { waivers } = recovery;
  const waiver: Waiver = { no: waivers.length + 1, amount, reasonCode, proposedOn, proposedBy };
  return acceptPosted(award, { ...award, recovery: { ...recovery, waivers: [...waivers, waiver] } }, awardRevised({}));
});

/** The waiver at a place, while it waits for a second person. */
function waiting({ waivers }: Recovery, no: number): Waiver | Rejection<'NOT_FOUND' | 'WRONG_STATE'> {
  const waiver = waivers.find((one) => one.no === no);
  if (waiver === undefined) return reject('NOT_FOUND');
  const { approvedOn, refusedOn } = waiver;
  if (approvedOn === undefined && refusedOn === undefined) return waiver;
  return reject('WRONG_STATE', { state: approvedOn === undefined ? 'refused' : 'approved', needed: 'proposed' });
}

/** Gives up what another person proposed to give up, if so much is still due. */
export const waive = decideChange(approveWaiver, (award, { no, approvedOn }, { by }: Known) => {
  const recovery = recoveryIn(award, approvedOn, '/approvedOn');
  if ('rejected' in recovery) return recovery;
  const waiver = waiting(recovery, no);
  if ('rejected' in waiver) return waiver;
  if (waiver.proposedBy === by) return reject('FOUR_EYES');
  const { amount, reasonCode, proposedOn } = waiver;
  const refused =
    refuseReversed(proposedOn, approvedOn, '/approvedOn') ?? refuseAbove(amount, ['due', leftOf(recovery)]);
  if (refused !== undefined) return refused;
  const after = settled({
    ...recovery,
    waived: plus(recovery.waived, amount),
    waivers: recovery.waivers.map((one) => (one.no === no ? { ...one, approvedOn } : one)),
  });
  const told = awardRecoveryWaived({ no, amount, reasonCode, waivedOn: approvedOn });
  return acceptPosted(award, { ...award, recovery: after }, told);
});

/** Refuses to give up what waits for a second person. */
export const refuseToWaive = decideChange(refuseWaiver, (award, { no, refusedOn }) => {
  const recovery = recoveryIn(award, refusedOn, '/refusedOn');
  if ('rejected' in recovery) return recovery;
  const waiver = waiting(recovery, no);
  if ('rejected' in waiver) return waiver;
  const early = refuseReversed(waiver.proposedOn, refusedOn, '/refusedOn');
  if (early !== undefined) return early;
  const waivers = recovery.waivers.map((one) => (one.no === no ? { ...one, refusedOn } : one));
  return acceptPosted(award, { ...award, recovery: { ...recovery, waivers } }, awardRevised({}));
});
