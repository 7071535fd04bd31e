// The order to the bank to pay a tranche. Which batch may have it is decided here, by the guarded write of the award: one
// batch at a time, none again from which it was recalled, and while it stands nothing else pays, holds or amends it.
import {
  type Award,
  awardRevised,
  awardTrancheInstructed,
  awardTrancheRecalled,
  type Decision,
  decideChange,
  failInstruction,
  type Known,
  type LocalDate,
  type Rejection,
  refuseReversed,
  refuseState,
  reject,
  rejectField,
  type Tranche,
} from '@tributary/contracts';
import type { Upstream } from '../upstream/upstream.ts';
import { isSuspended, refuseApplicant } from './applicant.ts';
import { gated } from './gate.ts';
import { acceptPosted } from './ledger.ts';
import { refusePayee } from './payee.ts';
import { refuseUsed } from './reference.ts';
import { trancheIn, withTranche } from './tranche.ts';

/** A tranche as a batch asks for it. */
export interface Order {
  readonly no: number;
  readonly batchId: string;
  /** the end-to-end number of its payment */
  readonly reference: string;
  readonly on: LocalDate;
  /** the day on which the bank is asked to pay */
  readonly executeOn: LocalDate;
}

/** The order of a batch, as long as it stands. */
export const instructedBy = ({ status, instruction }: Tranche, batchId: string): boolean =>
  status === 'instructed' && instruction?.batchId === batchId;

/** The last day on which a person approved a tranche; undefined where nobody has. */
export const lastApprovalOf = ({ approvals }: Pick<Tranche, 'approvals'>): LocalDate | undefined =>
  approvals
    .map(({ approvedOn }) => approvedOn)
    .sort()
    .at(-1);

/**
 * Instructs an approved tranche, once: the same order again changes nothing. Its applicant is looked at again, and there
 * is an account that a payment may use on the day of its execution.
 */
export function instruct(
  award: Award,
  { no, batchId, reference, on, executeOn }: Order,
  known: Pick<Upstream, 'organisation'>,
): Decision<Award> | 'unchanged' {
  const tranche = trancheIn(award, no);
  if (tranche === undefined) return reject('NOT_FOUND');
  if (instructedBy(tranche, batchId)) return 'unchanged';
  const refused =
    refuseState(award, 'signed') ??
    refuseState(tranche, 'approved') ??
    (tranche.recalledFrom?.includes(batchId) ? reject('CONFLICT') : undefined) ??
    refuseUsed(award, reference) ??
    refuseReversed(lastApprovalOf(tranche) ?? on, on) ??
    refuseUnpayable(award, executeOn, on, known);
  if (refused !== undefined) return refused;
  const instruction = { batchId, reference, instructedOn: on };
  return acceptPosted(
    award,
    withTranche(award, { ...tranche, status: 'instructed', instruction }),
    awardTrancheInstructed({ no, batchId, instructedOn: on }),
  );
}

/** Refuses an award whose account cannot be used on a day, or whose applicant cannot be paid now. */
const refuseUnpayable = (award: Award, payOn: LocalDate, on: LocalDate, known: Pick<Upstream, 'organisation'>) =>
  (award.payee?.current === undefined
    ? rejectField('PAYEE_NOT_USABLE', '/paidOn', { usableFrom: '–', given: payOn })
    : refusePayee(award, payOn)) ?? refuseApplicant(award, known, on);

/**
 * Whether what was instructed can be sent: the same account, which a payment may use already, an applicant who may be paid, and nothing that
 * would hold the tranche.
 * @returns why not; undefined where it could
 */
export function refuseRelease(
  award: Award,
  { no, batchId, payeeNo, on }: Pick<Order, 'no' | 'batchId' | 'on'> & { readonly payeeNo: number },
  known: Pick<Upstream, 'organisation'>,
): Rejection | undefined {
  const tranche = trancheIn(award, no);
  if (tranche === undefined || !instructedBy(tranche, batchId)) {
    return reject('WRONG_STATE', { state: tranche?.status ?? '–', needed: 'instructed' });
  }
  const refused = refuseUnpayable(award, on, on, known);
  if (refused !== undefined) return refused;
  if (award.payee?.current?.no !== payeeNo) {
    return reject('PAYEE_NOT_USABLE', { usableFrom: award.payee?.current?.usableFrom ?? '–', given: on });
  }
  const freed = withTranche(award, { ...tranche, status: 'approved' });
  const { award: looked } = gated(freed, on, isSuspended(award, known));
  const after = trancheIn(looked, no);
  return after?.status === 'approved'
    ? undefined
    : reject('WRONG_STATE', { state: `held (${after?.reasonCode ?? '–'})`, needed: 'approved' });
}

/** Why and when an order is taken back. */
interface Recall {
  readonly no: number;
  readonly batchId: string;
  readonly reasonCode: string;
  readonly on: LocalDate;
}

/**
 * Takes the order of a batch back: the tranche is approved again, unless something holds it meanwhile. That batch can
 * have it no more, also where its order has not come yet.
 */
export function recalled(
  award: Award,
  { no, batchId, reasonCode, on }: Recall,
  known: Pick<Upstream, 'organisation'>,
): Decision<Award> | 'unchanged' {
  const tranche = trancheIn(award, no);
  if (tranche === undefined || (tranche.recalledFrom?.includes(batchId) && !instructedBy(tranche, batchId)))
    return 'unchanged';
  const recalledFrom = [...(tranche.recalledFrom ?? []), batchId];
  if (!instructedBy(tranche, batchId)) {
    return acceptPosted(award, withTranche(award, { ...tranche, recalledFrom }), awardRevised({}));
  }
  const { instruction: _order, ...rest } = tranche;
  const freed = withTranche(award, { ...rest, status: 'approved', recalledFrom });
  const looked = gated(freed, on, isSuspended(award, known));
  const told = awardTrancheRecalled({ no, batchId, reasonCode, recalledOn: on });
  return acceptPosted(award, looked.award, told, ...looked.events);
}

/** What is known of the batch by which a tranche is instructed. */
export interface BatchGround {
  /** the batches whose files have been sent, of those that have orders for the award */
  readonly sentBatches?: readonly string[];
}

/** Refuses what the bank says of an order that it was not given, or has under another number. */
export function refuseOrder(
  { instruction }: Tranche,
  reference: string,
  { sentBatches = [] }: BatchGround,
): Rejection<'OTHER_PAYMENT' | 'BATCH_NOT_SENT'> | undefined {
  if (instruction === undefined) return undefined;
  if (instruction.reference !== reference) {
    return rejectField('OTHER_PAYMENT', '/reference', { reference: instruction.reference, given: reference });
  }
  const { batchId } = instruction;
  return sentBatches.includes(batchId) ? undefined : reject('BATCH_NOT_SENT', { batchId });
}

/** Enters that the bank did not carry out an order. */
export const fail = decideChange(
  failInstruction,
  (award, { no, reference, reasonCode, failedOn }, known: Known<Upstream & BatchGround>) => {
    const tranche = trancheIn(award, no);
    if (tranche === undefined) return reject('NOT_FOUND');
    const { instruction } = tranche;
    const refused =
      refuseState(tranche, 'instructed') ??
      refuseOrder(tranche, reference, known) ??
      (instruction && refuseReversed(instruction.instructedOn, failedOn, '/failedOn'));
    if (refused !== undefined || instruction === undefined) return refused ?? reject('NOT_FOUND');
    const after = recalled(award, { no, batchId: instruction.batchId, reasonCode, on: failedOn }, known);
    return after === 'unchanged' || 'rejected' in after ? reject('NOT_FOUND') : after;
  },
);
