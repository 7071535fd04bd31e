// The statement of a bank: what its entries say of orders is proposed, and recorded once a person has confirmed it. Of
// whom other entries are, nothing is kept.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { organisationRefusals } from '../registry/organisation-standing.ts';
import { Count } from '../values/count.ts';
import { LocalDate } from '../values/date.ts';
import { Id } from '../values/identity.ts';
import { Money } from '../values/money.ts';
import { Code, text } from '../values/text.ts';
import { Payment, Place } from './award-money.ts';
import { Sha256 } from './evidence.ts';

/** The largest file, in bytes. */
export const STATEMENT_BYTES = 4 * 1024 * 1024;
/** The most entries of one file. */
export const STATEMENT_ENTRIES = 2_000;

/** Why nothing is proposed for an entry. */
export const unmatchedReasons = [
  'NOT_BOOKED',
  'NO_REFERENCE',
  'REFERENCE_UNKNOWN',
  'REFERENCE_TWICE',
  'AMOUNT_DIFFERS',
  'OTHER_DIRECTION',
  'NOT_INSTRUCTED',
  'RECORDED_ALREADY',
] as const;

/** A movement on the account. */
export const StatementEntry = z.strictObject({
  no: z.int().min(1).max(STATEMENT_ENTRIES).describe('its place in the file, from 1'),
  direction: z.enum(['debit', 'credit']).describe('whether the account was charged or credited'),
  amount: Money,
  bookedOn: LocalDate.optional().describe('the day on which the bank booked it'),
  isBooked: z.boolean().describe('whether the bank has booked it for good'),
  isReturn: z.boolean().describe('whether it brings back what was paid before'),
  entryReference: Payment.shape.entryReference,
  endToEndId: text(35).optional().describe('the end-to-end number of its payment'),
  returnCode: Code.max(4)
    .meta({ examples: ['AC04'] })
    .optional()
    .describe('why the bank brings it back, by its code of ISO 20022'),
});
export type StatementEntry = z.infer<typeof StatementEntry>;

/** What is proposed for an entry. */
export const EntryProposal = z.strictObject({
  kind: z
    .enum(['payment', 'payment-reversal'])
    .describe('whether a tranche was paid, or the payment of one was returned'),
  awardId: Id,
  tranche: Place.describe('the tranche, by its place among those of the award'),
});
export type EntryProposal = z.infer<typeof EntryProposal>;

/** An entry with what is made of it. */
export const MatchedEntry = StatementEntry.extend({
  proposal: EntryProposal.optional().describe('what a person is asked to confirm'),
  unmatched: z.enum(unmatchedReasons).optional().describe('why nothing is proposed'),
  recordedOn: LocalDate.optional().describe('the day on which what was proposed was confirmed and recorded'),
});
export type MatchedEntry = z.infer<typeof MatchedEntry>;

export const bankStatement = defineAggregate(
  'initiatives.bank-statement',
  z.strictObject({
    sha256: Sha256,
    status: z.enum(['open', 'closed']).describe('whether something that was proposed waits to be confirmed'),
    statementIds: z.array(text(35)).describe('the numbers that the bank gave its statements'),
    enteredOn: LocalDate.describe('the day on which the file was sent here'),
    entries: z.array(MatchedEntry).describe('each movement on the account, in the order of the file'),
  }),
  {
    path: '/v1/bank-statements',
    called: ['a statement of a bank', 'statements of banks of the own ministry'],
    filters: ['status'],
    days: ['enteredOn'],
    status: ({ status }) => status,
    confidential: true,
    claimedWithin: 'ministry',
    claims: ({ sha256 }) => [{ identifier: sha256, pointer: '/query/sha256' }],
  },
);
export type BankStatement = z.infer<typeof bankStatement.state>;

export const bankStatementEntered = bankStatement.event(
  'entered.v1',
  'A statement of a bank was read, and what its entries say of orders is proposed',
  z.strictObject({
    entryCount: Count.describe('how many entries it has'),
    proposed: Count.describe('for how many of them something is proposed'),
    enteredOn: LocalDate.describe('the day on which the file was sent here'),
  }),
  'enteredOn',
);
export const bankStatementEntryRecorded = bankStatement.event(
  'entry-recorded.v1',
  'A person confirmed what was proposed for an entry: the payment, or its return, is recorded in the award',
  EntryProposal.extend({ no: StatementEntry.shape.no, recordedOn: LocalDate.describe('the day of the confirmation') }),
  'recordedOn',
);
export const bankStatementRevised = bankStatement.revised;

export const enterBankStatement = bankStatement.create({
  summary:
    'Enter the statement of a bank: the body is its file, ISO 20022 camt.053, which must have the digest that is named. ' +
    'Entries that carry out or return a payment are proposed; nothing is recorded before a person confirms it',
  by: allow('finance', { person: true }),
  query: z.strictObject({ sha256: Sha256 }),
  body: z.strictObject({}),
  upload: {
    types: ['application/xml', 'text/xml'],
    bytes: STATEMENT_BYTES,
    example: '<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"/>',
  },
  answerMs: 25_000,
  refuses: ['EVIDENCE_OF_OTHER_DIGEST', 'STATEMENT_NOT_READ', 'BODY_TOO_LARGE'],
});

export const confirmStatementEntry = bankStatement.change('entries/{no}/confirmation', {
  summary:
    'Confirm what is proposed for an entry: it is recorded in the award with the reference and the day of the entry. A ' +
    'return is confirmed by a person who did not confirm the payment',
  by: allow('finance', { ministry: 'own', person: true }),
  place: { no: z.coerce.number<string>().int().min(1).max(STATEMENT_ENTRIES) },
  body: z.strictObject({}),
  idempotency: 'required',
  precondition: 'none',
  refuses: [
    ...(['NOT_FOUND', 'WRONG_STATE', 'DATES_REVERSED', 'FOUR_EYES', 'FUTURE_DATE', 'UNAVAILABLE'] as const),
    ...([
      'ENTRY_NOT_PROPOSED',
      'OTHER_PAYMENT',
      'BATCH_NOT_SENT',
      'ALREADY_EXISTS',
      'ACQUITTED',
      'RATE_MISSING',
      'PERIOD_CLOSED',
    ] as const),
    ...(['PAYEE_NOT_USABLE', ...organisationRefusals] as const),
  ],
});

export const { list: listBankStatements, get: getBankStatement } = bankStatement.reads({
  by: allow(governmentRoles, { ministry: 'own' }),
});
