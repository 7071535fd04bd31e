// The facts of orders to the bank, as the event catalogue shows them.
const euros = (amount: string) => ({ amount, currency: 'EUR' });
const batchId = '0190a1b2-0000-7000-8000-00000000000b';

/** The data of an example by event type. */
export const paymentExamples: Readonly<Record<string, unknown>> = {
  'initiatives.award.tranche-instructed.v1': { no: 1, batchId, instructedOn: '2026-08-01' },
  'initiatives.award.tranche-recalled.v1': { no: 1, batchId, reasonCode: 'ACCOUNT_CLOSED', recalledOn: '2026-08-05' },
  'initiatives.debtor-account.proposed.v1': { on: '2026-07-01' },
  'initiatives.debtor-account.confirmed.v1': { on: '2026-07-02' },
  'initiatives.debtor-account.retired.v1': { on: '2026-12-31', reasonCode: 'BANK_CHANGED' },
  'initiatives.debtor-account.revised.v1': {},
  'initiatives.bank-statement.entered.v1': { entryCount: 12, proposed: 3, enteredOn: '2026-08-04' },
  'initiatives.bank-statement.entry-recorded.v1': {
    no: 4,
    kind: 'payment',
    awardId: '0190a1b2-0000-7000-8000-000000000006',
    tranche: 1,
    recordedOn: '2026-08-04',
  },
  'initiatives.bank-statement.revised.v1': {},
  'initiatives.fiscal-closing.closed.v1': { of: 'MLOC', closedUntil: '2026-06-30' },
  'initiatives.fiscal-closing.reopened.v1': { of: 'MLOC', closedUntil: '2026-03-31', reasonCode: 'LATE_ENTRY' },
  'initiatives.fiscal-closing.revised.v1': {},
  'initiatives.payment-batch.proposed.v1': {
    paymentCount: 2,
    totals: [euros('24000.00'), { amount: '350000', currency: 'XOF' }],
    executeOn: '2026-08-03',
    proposedOn: '2026-08-01',
  },
  'initiatives.payment-batch.released.v1': { on: '2026-08-02' },
  'initiatives.payment-batch.downloaded.v1': { on: '2026-08-02', reasonCode: 'PAYMENT' },
  'initiatives.payment-batch.cancelled.v1': { on: '2026-08-02', reasonCode: 'WRONG_ACCOUNT' },
  'initiatives.payment-batch.revised.v1': {},
};
