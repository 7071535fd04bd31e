// Approved tranches that the bank is asked to pay in one file: proposed by one person, released by another, sent with
// the first download of the file, or cancelled before.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { BusinessDate, ReasonCode } from '../kernel/requests.ts';
import { Count } from '../values/count.ts';
import { Instant, LocalDate } from '../values/date.ts';
import { described } from '../values/described.ts';
import { broken } from '../values/form.ts';
import { GivenDate } from '../values/given.ts';
import { Id } from '../values/identity.ts';
import { Money } from '../values/money.ts';
import { Instruction, Place } from './award-money.ts';
import { KeptAccount } from './payee.ts';

/** The most tranches of one batch. */
export const BATCH_ITEMS = 200;

/** A tranche by its award and its place there. */
const NamedTranche = z.strictObject({
  awardId: Id,
  no: Place.describe('the tranche, by its place among those of the award'),
});

/** What the bank is asked to pay. */
export const PaymentItem = NamedTranche.extend({
  reference: Instruction.shape.reference,
  amount: Money,
  masked: KeptAccount.shape.masked,
  payeeNo: Place.describe('the account to which it is paid, by its place among those of the award'),
  /** the whole of that account, which only the key of the installation opens */
  sealed: z.string(),
});
export type PaymentItem = z.infer<typeof PaymentItem>;

const totals = z.array(Money).describe('the sum of its payments in each currency');

export const paymentBatch = defineAggregate(
  'initiatives.payment-batch',
  z.strictObject({
    status: z.enum(['proposed', 'released', 'sent', 'cancelled']),
    debtorAccountId: Id.describe('the account from which it is paid'),
    executeOn: LocalDate.describe('the day on which the bank is asked to pay'),
    proposedOn: LocalDate,
    releasedOn: LocalDate.optional().describe('the day on which a second person released it'),
    releasedAt: Instant.optional().describe('the moment at which it was released, which the file tells'),
    sentOn: LocalDate.optional().describe('the day on which its file was first downloaded'),
    cancelledOn: LocalDate.optional().describe('the day on which it was cancelled'),
    reasonCode: ReasonCode.optional().describe('why it was cancelled'),
    totals,
    payments: z.array(PaymentItem).describe('what the bank is asked to pay, in the order of the file'),
    /** who proposed it, who is told to nobody and cannot release it */
    proposedBy: z.string(),
  }),
  {
    path: '/v1/payment-batches',
    called: ['a payment batch', 'payment batches of the own ministry'],
    filters: ['status', 'debtorAccountId'],
    days: ['executeOn'],
    status: ({ status }) => status,
    confidential: true,
  },
);
export type PaymentBatch = z.infer<typeof paymentBatch.state>;

export const paymentBatchProposed = paymentBatch.event(
  'proposed.v1',
  'A person proposed that the bank is asked to pay approved tranches',
  z.strictObject({
    paymentCount: Count.describe('how many payments it has'),
    totals,
    executeOn: LocalDate.describe('the day on which the bank is asked to pay'),
    proposedOn: LocalDate,
  }),
  'proposedOn',
);
export const paymentBatchReleased = paymentBatch.event(
  'released.v1',
  'A second person released a payment batch: its file can be sent to the bank',
  z.strictObject({ on: LocalDate }),
  'on',
);
export const paymentBatchDownloaded = paymentBatch.event(
  'downloaded.v1',
  'A person read the file of a payment batch, with the whole accounts to which it pays; the first time it counts as sent',
  z.strictObject({ on: LocalDate, reasonCode: ReasonCode.describe('why it was read') }),
  'on',
);
export const paymentBatchCancelled = paymentBatch.event(
  'cancelled.v1',
  'A payment batch was cancelled before it was sent: its tranches are free again',
  z.strictObject({ on: LocalDate, reasonCode: ReasonCode }),
  'on',
);
export const paymentBatchRevised = paymentBatch.revised;

const NamedTranches = z
  .array(NamedTranche)
  .min(1)
  .max(BATCH_ITEMS)
  .check(({ value, issues }) => {
    value.forEach(({ awardId, no }, at) => {
      if (value.findIndex((other) => other.awardId === awardId && other.no === no) === at) return;
      issues.push({ code: 'custom', path: [at], input: no, params: broken('REPEATED').params });
    });
  })
  .describe('approved tranches, each once, in the order in which the file is to name them');
described.add(NamedTranches, { uniqueItems: true });

export const proposePaymentBatch = paymentBatch.create({
  summary:
    'Propose that the bank is asked to pay approved tranches. From then on they are instructed: nothing else pays, holds or amends them',
  by: allow('finance', { person: true }),
  body: z.strictObject({
    debtorAccountId: Id.describe('a confirmed account of the own ministry, from which it is paid'),
    executeOn: GivenDate.describe(
      'the day on which the bank is asked to pay; today or later, and no account of an award is younger then',
    ),
    tranches: NamedTranches,
    proposedOn: BusinessDate,
  }),
  dated: 'proposedOn',
  idempotency: 'required',
  answerMs: 25_000,
  bodyLimit: 32 * 1024,
  refuses: ['DEBTOR_ACCOUNT_NOT_USABLE', 'TRANCHES_NOT_PAYABLE', 'DATES_REVERSED', 'ALREADY_EXISTS'],
});

const own = allow('finance', { ministry: 'own', person: true });

export const releasePaymentBatch = paymentBatch.change('release', {
  summary: 'Release a payment batch, by a person who did not propose it; each of its payments is looked at again',
  by: own,
  body: z.strictObject({
    releasedOn: BusinessDate.describe('the day of the release; today unless told, and never later'),
  }),
  dated: 'releasedOn',
  idempotency: 'required',
  refuses: ['WRONG_STATE', 'FOUR_EYES', 'DATES_REVERSED', 'DEBTOR_ACCOUNT_NOT_USABLE', 'TRANCHES_NOT_PAYABLE'],
});

export const cancelPaymentBatch = paymentBatch.change('cancellation', {
  summary: 'Cancel a payment batch whose file nobody has downloaded; its tranches are free again',
  by: own,
  body: z.strictObject({ reasonCode: ReasonCode, cancelledOn: BusinessDate }),
  dated: 'cancelledOn',
  idempotency: 'required',
  refuses: ['WRONG_STATE', 'DATES_REVERSED'],
});

const download = paymentBatch.change('file', {
  summary:
    'Read the file of a released payment batch, an ISO 20022 credit transfer (pain.001.001.09); each time it is noted who did, when and why, and the first time the batch counts as sent',
  by: own,
  body: z.strictObject({ reasonCode: ReasonCode, on: BusinessDate }),
  dated: 'on',
  idempotency: 'ignored',
  precondition: 'none',
  refuses: ['WRONG_STATE', 'DATES_REVERSED'],
});

/** It is answered with the file, the same each time, once the read is noted by `noted`. */
export const downloadPaymentBatch = {
  ...download,
  reply: { 200: z.string() },
  produces: ['application/xml'],
  replyHeaders: ['content-disposition', 'cache-control'] as const,
  noted: download,
};

export const { list: listPaymentBatches, get: getPaymentBatch } = paymentBatch.reads({
  by: allow(governmentRoles, { ministry: 'own' }),
  hides: ['payments', 'proposedBy'],
  shows: {
    payments: z
      .array(PaymentItem.omit({ sealed: true }))
      .describe('what the bank is asked to pay, in the order of the file'),
  },
});
