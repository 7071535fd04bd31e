// What is due back of an award that was terminated: repaid in increments, or given up by two persons.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { BusinessDate, ReasonCode } from '../kernel/requests.ts';
import { LocalDate } from '../values/date.ts';
import { SignedValued } from '../values/money.ts';
import { award } from './award.ts';
import { BackPayment, Recovery, Waiver } from './award-change.ts';
import { GivenPlace, Increment, incrementRefusals } from './award-contribution.ts';

export const awardRecoveryOpened = award.event(
  'recovery-opened.v1',
  'What was paid on a terminated award is due back, in all or in part',
  z.strictObject({
    amount: Recovery.shape.due,
    basis: Recovery.shape.basis,
    reasonCode: Recovery.shape.reasonCode,
    openedOn: LocalDate,
  }),
  'openedOn',
);
export const awardRecoveryRepaid = award.event(
  'recovery-repaid.v1',
  'A part of what is due back came back, or an entry of it was taken back',
  z.strictObject({
    value: SignedValued.describe('what is added, or taken back where it is negative'),
    reasonCode: ReasonCode.optional().describe('why an entry was taken back'),
    repaidOn: LocalDate,
  }),
  'repaidOn',
);
export const awardRecoveryWaived = award.event(
  'recovery-waived.v1',
  'A second person approved that a part of what is due back is given up',
  z.strictObject({
    no: Waiver.shape.no,
    amount: Waiver.shape.amount,
    reasonCode: Waiver.shape.reasonCode,
    waivedOn: LocalDate,
  }),
  'waivedOn',
);

export const repayRecovery = award.change('recovery/repayments', {
  summary: 'Enter what of the amount due back has come back, under a number that no other payment has',
  by: allow('finance', { person: true }),
  body: Increment.extend({ reference: BackPayment.shape.reference, repaidOn: BusinessDate }),
  dated: 'repaidOn',
  idempotency: 'required',
  refuses: [...incrementRefusals, 'ALREADY_EXISTS', 'RATE_MISSING'],
});

export const proposeWaiver = award.change('recovery/waivers', {
  summary: 'Propose that a part of the amount due back is given up',
  by: allow('finance', { person: true }),
  body: Waiver.pick({ amount: true, reasonCode: true }).extend({ proposedOn: BusinessDate }),
  dated: 'proposedOn',
  idempotency: 'required',
  refuses: ['WRONG_STATE', 'NOT_FOUND', 'DATES_REVERSED', 'OTHER_CURRENCY', 'ABOVE_LIMIT'],
});

export const approveWaiver = award.change('recovery/waivers/{no}/approval', {
  summary: 'Approve that a part of the amount due back is given up; by a person who did not propose it',
  by: allow('approver', { ministry: 'own', person: true }),
  place: { no: GivenPlace },
  body: z.strictObject({ approvedOn: BusinessDate }),
  dated: 'approvedOn',
  idempotency: 'required',
  refuses: ['WRONG_STATE', 'NOT_FOUND', 'DATES_REVERSED', 'ABOVE_LIMIT', 'FOUR_EYES', 'PERIOD_CLOSED'],
});

export const refuseWaiver = award.change('recovery/waivers/{no}/refusal', {
  summary: 'Refuse to give up a part of the amount due back: all of it stays due',
  by: allow('approver', { ministry: 'own', person: true }),
  place: { no: GivenPlace },
  body: z.strictObject({ refusedOn: BusinessDate }),
  dated: 'refusedOn',
  refuses: ['WRONG_STATE', 'NOT_FOUND', 'DATES_REVERSED'],
});
