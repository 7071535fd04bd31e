// A tranche on its way: what it waits for is accepted, somebody holds or releases it, two persons approve it, it is paid.
import {
  type Award,
  acceptRequirement,
  approveTranche,
  awardRevised,
  awardTrancheApproved,
  awardTranchePaid,
  awardTrancheReleased,
  type DomainEvent,
  decideChange,
  type EvidenceFile,
  holdTranche,
  type Known,
  type LocalDate,
  type Payment,
  payTranche,
  type Rejection,
  refuseReversed,
  refuseState,
  reject,
  rejectField,
  releaseTranche,
  retractRequirement,
  TRANCHE_APPROVALS,
  type Tranche,
  type trancheStates,
  worthOn,
} from '@tributary/contracts';
import { refuseDangling } from '../application/evidence.ts';
import type { Upstream } from '../upstream/upstream.ts';
import { isSuspended, refuseApplicant } from './applicant.ts';
import { begunBy } from './begun.ts';
import { gated } from './gate.ts';
import { type BatchGround, lastApprovalOf, refuseOrder } from './instruction.ts';
import { acceptPosted } from './ledger.ts';
import { refusePayee } from './payee.ts';
import { refuseUsed } from './reference.ts';
import { trancheIn, withTranche } from './tranche.ts';

type State = (typeof trancheStates)[number];

/** One tranche of a signed award, in one of the states that are needed and on a day after the signature. */
function trancheOf(
  award: Award,
  { no, on }: { readonly no: number; readonly on: LocalDate },
  ...needed: readonly State[]
): Tranche | Rejection<'NOT_FOUND' | 'WRONG_STATE' | 'DATES_REVERSED'> {
  const tranche = trancheIn(award, no);
  if (tranche === undefined) return reject('NOT_FOUND');
  const refused =
    refuseState(award, 'signed') ??
    refuseState(tranche, ...needed) ??
    (award.signedOn && refuseReversed(begunBy(award, award.signedOn), on));
  return refused || tranche;
}

/** Accepts a change of one tranche, after which what holds the tranches is looked at again. */
function lookedAt(award: Award, tranche: Tranche, on: LocalDate, known: Upstream, ...events: readonly DomainEvent[]) {
  const looked = gated(withTranche(award, tranche), on, isSuspended(award, known));
  const all = [...events, ...looked.events];
  return acceptPosted(award, looked.award, ...(all.length > 0 ? all : [awardRevised({})]));
}

/** What proves what a tranche waits for. */
export interface Proof {
  /** the files of the application of the award */
  readonly evidence?: readonly Pick<EvidenceFile, 'sha256'>[] | undefined;
}

/** Accepts something that a tranche waits for, once. */
export const acceptFor = decideChange(
  acceptRequirement,
  (award, { no, code, evidence, acceptedOn }, known: Known<Upstream & Proof>) => {
    const tranche = trancheOf(award, { no, on: acceptedOn }, 'eligible', 'held');
    if ('rejected' in tranche) return tranche;
    const left = tranche.requires.filter((one) => tranche.accepted.every((other) => other.code !== one));
    if (!left.includes(code)) {
      return rejectField('REQUIREMENT_NOT_DUE', '/code', { left: left.join(', ') || '–', given: code });
    }
    const dangling = refuseDangling(known.evidence, evidence ?? [], '/evidence');
    if (dangling !== undefined) return dangling;
    const accepted = { code, acceptedOn, ...(evidence !== undefined && { evidence }) };
    return lookedAt(award, { ...tranche, accepted: [...tranche.accepted, accepted] }, acceptedOn, known);
  },
);

/** Takes back what was accepted, of a tranche that two persons have not approved: it is held until that is accepted anew. */
export const retract = decideChange(retractRequirement, (award, command, known: Known<Upstream>) => {
  const { no, code, reasonCode, retractedOn } = command;
  const tranche = trancheOf(award, { no, on: retractedOn }, 'eligible', 'held');
  if ('rejected' in tranche) return tranche;
  const taken = tranche.accepted.find((one) => one.code === code);
  if (taken === undefined) return reject('NOT_FOUND');
  const early = refuseReversed(taken.acceptedOn, retractedOn, '/retractedOn');
  if (early !== undefined) return early;
  const retraction = { code, acceptedOn: taken.acceptedOn, retractedOn, reasonCode };
  const accepted = tranche.accepted.filter((one) => one !== taken);
  const retracted = [...(tranche.retracted ?? []), retraction];
  return lookedAt(award, { ...tranche, accepted, retracted }, retractedOn, known);
});

/** Holds a tranche for a reason of somebody, which goes before what else would hold it. */
export const hold = decideChange(holdTranche, (award, { no, reasonCode, on }, known: Known<Upstream>) => {
  const tranche = trancheOf(award, { no, on }, 'eligible', 'held', 'approved');
  if ('rejected' in tranche) return tranche;
  return lookedAt(award, { ...tranche, heldFor: reasonCode }, on, known);
});

/** Releases a tranche that somebody holds. */
export const release = decideChange(releaseTranche, (award, { no, on }, known: Known<Upstream>) => {
  const tranche = trancheOf(award, { no, on }, 'held');
  if ('rejected' in tranche) return tranche;
  const { heldFor, ...released } = tranche;
  if (heldFor === undefined)
    return reject('WRONG_STATE', { state: `held (${tranche.reasonCode})`, needed: 'POST …/hold' });
  return lookedAt(award, released, on, known, awardTrancheReleased({ no, on, reasonCode: heldFor }));
});

/** Takes the approval of a person, who neither made the tranche nor has approved it before. */
export const approve = decideChange(approveTranche, (award, { no, approvedOn }, { by: approvedBy }: Known) => {
  const tranche = trancheOf(award, { no, on: approvedOn }, 'eligible');
  if ('rejected' in tranche) return tranche;
  const { approvals: before } = tranche;
  const made = [award.madeBy, tranche.madeBy].includes(approvedBy);
  if (made || before.some((one) => one.approvedBy === approvedBy)) return reject('FOUR_EYES');
  const approvals = [...before, { approvedBy, approvedOn }];
  const status = approvals.length < TRANCHE_APPROVALS ? 'eligible' : 'approved';
  const told = awardTrancheApproved({ no, on: approvedOn, approvals: approvals.length });
  return acceptPosted(award, withTranche(award, { ...tranche, approvals, status }), told);
});

/**
 * Pays an approved tranche. Its applicant is looked at again, since word of a suspension may not have held it yet. What
 * the bank was asked to pay was looked at before its file was sent: that it has been paid is a fact, whatever came since.
 */
export const pay = decideChange(payTranche, (award, command, known: Known<Upstream & BatchGround>) => {
  const { no, reference, budgetCode, entryReference, paidOn } = command;
  const tranche = trancheOf(award, { no, on: paidOn }, 'approved', 'instructed');
  if ('rejected' in tranche) return tranche;
  const early = refuseReversed(lastApprovalOf(tranche) ?? paidOn, paidOn, '/paidOn');
  const refused =
    early ??
    (tranche.status === 'instructed'
      ? refuseOrder(tranche, reference, known)
      : (refuseUsed(award, reference) ?? refusePayee(award, paidOn) ?? refuseApplicant(award, known, paidOn)));
  if (refused !== undefined) return refused;
  const value = worthOn(tranche.value.amount, paidOn, known, '/paidOn');
  if ('rejected' in value) return value;
  const code = budgetCode ?? award.project?.budgetCode;
  const payment: Payment = {
    reference,
    value,
    paidOn,
    ...(code !== undefined && { budgetCode: code }),
    ...(entryReference !== undefined && { entryReference }),
  };
  const { reference: _number, entryReference: _entry, ...told } = payment;
  const { instruction: _order, ...unpaid } = tranche;
  return acceptPosted(
    award,
    withTranche(award, { ...unpaid, status: 'paid', payment: { ...payment, paidBy: known.by } }),
    awardTranchePaid({ no, ...told }),
  );
});
