// The bank accounts from which a ministry pays: proposed by one person, confirmed by another, and kept sealed as those of
// payees are. They are the business of their own ministry alone.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { BusinessDate, ReasonCode } from '../kernel/requests.ts';
import { LocalDate } from '../values/date.ts';
import { Code } from '../values/text.ts';
import { Account, KeptAccount } from './payee.ts';

const Bic = Code.max(11);

export const debtorAccount = defineAggregate(
  'initiatives.debtor-account',
  z.strictObject({
    status: z.enum(['proposed', 'confirmed', 'retired']),
    country: KeptAccount.shape.country,
    masked: KeptAccount.shape.masked,
    bic: Bic.optional().describe('the BIC of its bank'),
    proposedOn: LocalDate,
    confirmedOn: KeptAccount.shape.confirmedOn,
    retiredOn: LocalDate.optional().describe('the day from which nothing is paid from it any more'),
    reasonCode: ReasonCode.optional().describe('why it was retired'),
    /** the whole of it, which only the key of the installation opens */
    sealed: z.string(),
    /** who proposed it, who is told to nobody and cannot confirm it */
    proposedBy: z.string(),
  }),
  {
    path: '/v1/debtor-accounts',
    called: ['a debtor account', 'debtor accounts of the own ministry'],
    filters: ['status'],
    status: ({ status }) => status,
    confidential: true,
  },
);
export type DebtorAccount = z.infer<typeof debtorAccount.state>;

export const debtorAccountProposed = debtorAccount.event(
  'proposed.v1',
  'A person proposed an account from which a ministry pays',
  z.strictObject({ on: LocalDate }),
  'on',
);
export const debtorAccountConfirmed = debtorAccount.event(
  'confirmed.v1',
  'A second person confirmed an account from which a ministry pays',
  z.strictObject({ on: LocalDate }),
  'on',
);
export const debtorAccountRetired = debtorAccount.event(
  'retired.v1',
  'Nothing is paid from an account any more',
  z.strictObject({ on: LocalDate, reasonCode: ReasonCode }),
  'on',
);
export const debtorAccountRevised = debtorAccount.revised;

export const proposeDebtorAccount = debtorAccount.create({
  summary: 'Propose a bank account from which the own ministry pays; it counts once a second person has confirmed it',
  by: allow('finance', { person: true }),
  body: z.strictObject({
    account: Account.describe('the account; it is shown by its last four characters'),
    bic: Bic.optional().describe('the BIC of its bank, where the bank asks for it'),
    proposedOn: BusinessDate,
  }),
  dated: 'proposedOn',
  refuses: ['ACCOUNT_NOT_VALID'],
});

const own = allow('finance', { ministry: 'own', person: true });

export const confirmDebtorAccount = debtorAccount.change('confirmation', {
  summary: 'Confirm an account from which the own ministry pays, by a person who did not propose it',
  by: own,
  body: z.strictObject({ confirmedOn: BusinessDate }),
  dated: 'confirmedOn',
  refuses: ['WRONG_STATE', 'DATES_REVERSED', 'FOUR_EYES'],
});

export const retireDebtorAccount = debtorAccount.change('retirement', {
  summary: 'Take an account out of use: no new payment batch pays from it',
  by: own,
  body: z.strictObject({ reasonCode: ReasonCode, on: BusinessDate }),
  dated: 'on',
  refuses: ['WRONG_STATE', 'DATES_REVERSED'],
});

export const { list: listDebtorAccounts, get: getDebtorAccount } = debtorAccount.reads({
  by: allow(governmentRoles, { ministry: 'own' }),
  hides: ['sealed', 'proposedBy'],
});
