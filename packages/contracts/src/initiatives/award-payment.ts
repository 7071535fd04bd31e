// A payment after it was made: taken back where it was wrong or came back from the bank, else accounted for.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { BusinessDate, ReasonCode } from '../kernel/requests.ts';
import { LocalDate } from '../values/date.ts';
import { SignedMoney, SignedValued } from '../values/money.ts';
import { award } from './award.ts';
import { GivenPlace, Increment, incrementRefusals } from './award-contribution.ts';
import { Payment, ReversedPayment, Tranche } from './award-money.ts';

export const awardPaymentReversed = award.event(
  'payment-reversed.v1',
  'The payment of a tranche was taken back: it had been entered wrongly, or the bank returned it',
  z.strictObject({
    no: Tranche.shape.no,
    value: SignedValued.describe('what is taken back, below zero, by the rate of the payment'),
    paidOn: LocalDate.describe('the day of the payment that is taken back'),
    reversedOn: ReversedPayment.shape.reversedOn,
    reasonCode: ReversedPayment.shape.reasonCode,
  }),
  'reversedOn',
);
export const awardTrancheAcquitted = award.event(
  'tranche-acquitted.v1',
  'A part of what was paid was accounted for, or an entry of it was taken back',
  z.strictObject({
    no: Tranche.shape.no,
    amount: SignedMoney.describe('what is added, or taken back where it is negative'),
    acquittedOn: LocalDate,
    reasonCode: ReasonCode.optional().describe('why something is taken back'),
  }),
  'acquittedOn',
);

const place = { no: GivenPlace };

export const reversePayment = award.change('tranches/{no}/payment-reversal', {
  summary:
    'Take back the payment of a tranche that was wrong or came back from the bank; by a person who did not enter it. ' +
    'The tranche can be paid again, under another reference',
  by: allow('finance', { person: true }),
  place,
  body: z.strictObject({
    reference: Payment.shape.reference.describe('the number of the payment that is taken back'),
    reasonCode: ReversedPayment.shape.reasonCode,
    reversedOn: BusinessDate,
  }),
  dated: 'reversedOn',
  idempotency: 'required',
  refuses: ['WRONG_STATE', 'NOT_FOUND', 'DATES_REVERSED', 'OTHER_PAYMENT', 'ACQUITTED', 'FOUR_EYES', 'PERIOD_CLOSED'],
});

export const acquitTranche = award.change('tranches/{no}/acquittal', {
  summary: 'Enter what of a payment has been accounted for: what it was spent on was seen and accepted',
  by: allow('officer', { ministry: 'own', person: true }),
  place,
  body: Increment.extend({ acquittedOn: BusinessDate }),
  dated: 'acquittedOn',
  idempotency: 'required',
  refuses: incrementRefusals,
});
