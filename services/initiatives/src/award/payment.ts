// A payment after it was made: taken back by another person, or accounted for in increments up to what was paid.
import {
  acquitTranche,
  awardPaymentReversed,
  awardTrancheAcquitted,
  decideChange,
  fromMinor,
  type Known,
  refuseReversed,
  refuseState,
  reject,
  rejectField,
  reversePayment,
  type Tranche,
  toMinor,
  valued,
} from '@tributary/contracts';
import type { Upstream } from '../upstream/upstream.ts';
import { isSuspended } from './applicant.ts';
import { begunBy } from './begun.ts';
import { gated } from './gate.ts';
import { plus, refuseStep } from './increment.ts';
import { acceptPosted } from './ledger.ts';
import { trancheIn, withTranche } from './tranche.ts';

/** What of a payment has been accounted for. */
export const acquittedOf = ({ acquitted, value }: Pick<Tranche, 'acquitted' | 'value'>) =>
  acquitted ?? fromMinor(0n, value.amount.currency);

/**
 * Takes a payment back: its tranche is approved again, unless something holds it meanwhile, and its reference stays used.
 */
export const reverse = decideChange(reversePayment, (award, command, known: Known<Upstream>) => {
  const { no, reference, reasonCode, reversedOn } = command;
  const tranche = trancheIn(award, no);
  if (tranche === undefined) return reject('NOT_FOUND');
  const { payment, acquitted: _none, ...unpaid } = tranche;
  const refused = refuseState(award, 'signed') ?? refuseState(tranche, 'paid', 'acquitted');
  if (refused !== undefined || payment === undefined) return refused ?? reject('NOT_FOUND');
  if (payment.reference !== reference) {
    return rejectField('OTHER_PAYMENT', '/reference', { reference: payment.reference, given: reference });
  }
  if (payment.paidBy === known.by) return reject('FOUR_EYES');
  const reversed = refuseReversed(begunBy(award, payment.paidOn), reversedOn, '/reversedOn');
  if (reversed !== undefined) return reversed;
  const done = acquittedOf(tranche);
  if (toMinor(done) > 0n) return reject('ACQUITTED', { amount: `${done.amount} ${done.currency}` });
  const { amount, base } = payment.value;
  const told = awardPaymentReversed({
    no,
    value: valued(fromMinor(-toMinor(amount), amount.currency), payment.value, base.currency),
    paidOn: payment.paidOn,
    reversedOn,
    reasonCode,
  });
  const reversals = [...(tranche.reversals ?? []), { ...payment, reversedOn, reasonCode }];
  const approved = withTranche(award, { ...unpaid, status: 'approved', reversals });
  const looked = gated(approved, reversedOn, isSuspended(award, known));
  return acceptPosted(award, looked.award, told, ...looked.events);
});

/** Enters what of a payment has been accounted for: at most what was paid. */
export const acquit = decideChange(acquitTranche, (award, { no, amount, reasonCode, acquittedOn }) => {
  const tranche = trancheIn(award, no);
  if (tranche === undefined) return reject('NOT_FOUND');
  const refused = refuseState(award, 'signed') ?? refuseState(tranche, 'paid', 'acquitted');
  const { payment } = tranche;
  if (refused !== undefined || payment === undefined) return refused ?? reject('NOT_FOUND');
  const done = acquittedOf(tranche);
  const left = toMinor(payment.value.amount) - toMinor(done);
  const step = { amount, reasonCode, most: ['payment', left], least: ['acquitted', toMinor(done)] } as const;
  const beyond =
    refuseReversed(begunBy(award, payment.paidOn), acquittedOn, '/acquittedOn') ?? refuseStep(step, done.currency);
  if (beyond !== undefined) return beyond;
  const acquitted = plus(done, amount);
  const status = toMinor(amount) === left ? ('acquitted' as const) : ('paid' as const);
  const told = { no, amount, acquittedOn, ...(reasonCode !== undefined && { reasonCode }) };
  return acceptPosted(award, withTranche(award, { ...tranche, acquitted, status }), awardTrancheAcquitted(told));
});
