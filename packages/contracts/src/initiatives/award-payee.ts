// To whom an award is paid: an account is proposed by one person, confirmed by another, and used a day later.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { BusinessDate, ReasonCode } from '../kernel/requests.ts';
import { LocalDate } from '../values/date.ts';
import { award } from './award.ts';
import { GivenPlace } from './award-contribution.ts';
import { Account, KeptAccount } from './payee.ts';

const Told = z.strictObject({ no: KeptAccount.shape.no, on: LocalDate });

export const awardPayeeProposed = award.event(
  'payee-proposed.v1',
  'A person proposed to which account an award is paid',
  Told,
  'on',
);
export const awardPayeeConfirmed = award.event(
  'payee-confirmed.v1',
  'A second person confirmed to which account an award is paid',
  Told.extend({ usableFrom: LocalDate.describe('the first day on which a payment may go to it') }),
  'on',
);
export const awardPayeeDisclosed = award.event(
  'payee-disclosed.v1',
  'A person read the whole account to which an award is paid',
  Told.extend({ reasonCode: ReasonCode.describe('why it was read') }),
  'on',
);

export const proposePayee = award.change('payee', {
  summary: 'Propose the bank account to which an award is paid; it counts once a second person has confirmed it',
  by: allow('officer', { ministry: 'own', person: true }),
  body: z.strictObject({
    account: Account.describe('the account; it is shown by its last four characters'),
    proposedOn: BusinessDate,
  }),
  dated: 'proposedOn',
  refuses: ['WRONG_STATE', 'ACCOUNT_NOT_VALID'],
});

export const confirmPayee = award.change('payee/{no}/confirmation', {
  summary:
    'Confirm the proposed account of an award, by a person who did not propose it; a payment may use it from the next day',
  by: allow('finance', { person: true }),
  place: { no: GivenPlace },
  body: z.strictObject({ confirmedOn: BusinessDate }),
  dated: 'confirmedOn',
  refuses: ['WRONG_STATE', 'NOT_FOUND', 'DATES_REVERSED', 'FOUR_EYES'],
});

const disclosure = award.change('payee/{no}/disclosure', {
  summary: 'Read the whole of an account of an award; each time it is noted who did, when and why',
  by: allow('finance', { person: true }),
  place: { no: GivenPlace },
  body: z.strictObject({ reasonCode: ReasonCode, on: BusinessDate }),
  dated: 'on',
  idempotency: 'ignored',
  precondition: 'none',
  refuses: ['NOT_FOUND'],
});

/** It is answered with the account, once the read is noted by `noted`. */
export const disclosePayee = {
  ...disclosure,
  reply: { 200: z.strictObject({ no: KeptAccount.shape.no, account: Account.describe('the whole of it') }) },
  noted: disclosure,
};
