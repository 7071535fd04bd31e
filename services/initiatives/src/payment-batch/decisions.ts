// A payment batch on its way: proposed by one person, released by another, sent with the first read of its file, or
// cancelled before. What becomes of its tranches is decided by their awards.
import {
  accept,
  cancelPaymentBatch,
  type DebtorAccount,
  decideChange,
  decideNew,
  downloadPaymentBatch,
  fromMinor,
  type Known,
  type Money,
  type PaymentBatch,
  type PaymentItem,
  paymentBatchCancelled,
  paymentBatchDownloaded,
  paymentBatchProposed,
  paymentBatchReleased,
  proposePaymentBatch,
  type Rejection,
  refuseReversed,
  refuseState,
  reject,
  rejectField,
  releasePaymentBatch,
  toMinor,
} from '@tributary/contracts';

/** The sum of amounts in each currency, in the order in which these first come. */
export function totalsOf(amounts: readonly Money[]): Money[] {
  const sums = new Map<string, bigint>();
  for (const { amount, currency } of amounts) {
    sums.set(currency, (sums.get(currency) ?? 0n) + toMinor({ amount, currency }));
  }
  return [...sums].map(([currency, minor]) => fromMinor(minor, currency));
}

/** The end-to-end number of a payment, of 35 characters: the id of its batch and its place there, which no other has. */
export const referenceOf = (batchId: string, at: number): string =>
  `${batchId.replaceAll('-', '')}${String(at + 1).padStart(3, '0')}`;

/** What is known of the account from which a batch is paid; undefined: the ministry of the caller has none of that id. */
export type Paying = Pick<DebtorAccount, 'status'> | undefined;

/** Refuses an account that nobody has confirmed, or that is out of use. */
export const refuseDebtor = (account: Paying): Rejection<'DEBTOR_ACCOUNT_NOT_USABLE'> | undefined =>
  account?.status === 'confirmed'
    ? undefined
    : rejectField('DEBTOR_ACCOUNT_NOT_USABLE', '/debtorAccountId', { state: account?.status ?? '–' });

/** What is known where a batch is proposed: its payments, which their awards have taken note of, or why not. */
export interface ProposingGround {
  readonly payments:
    | readonly PaymentItem[]
    | Rejection<'DEBTOR_ACCOUNT_NOT_USABLE' | 'TRANCHES_NOT_PAYABLE' | 'DATES_REVERSED' | 'ALREADY_EXISTS'>;
}

/** Proposes a batch of tranches that are instructed by it. */
export const propose = decideNew(
  proposePaymentBatch,
  ({ debtorAccountId, executeOn, proposedOn }, { payments, by }: Known<ProposingGround>) => {
    if ('rejected' in payments) return payments;
    const totals = totalsOf(payments.map(({ amount }) => amount));
    const kept = { debtorAccountId, executeOn, proposedOn, totals, payments: [...payments], proposedBy: by };
    const told = paymentBatchProposed({ paymentCount: payments.length, totals, executeOn, proposedOn });
    return accept({ ...kept, status: 'proposed' as const }, told);
  },
);

/** Refuses the person who proposed a batch, whatever has become of it. */
export const byAnother = (
  { proposedBy }: Pick<PaymentBatch, 'proposedBy'>,
  _command: unknown,
  { by }: { readonly by: string },
): Rejection<'FOUR_EYES'> | undefined => (proposedBy === by ? reject('FOUR_EYES') : undefined);

/** What is known where a batch is released: what stands against its payments now, and its account. */
export interface ReleasingGround {
  readonly debtor: Paying;
  readonly unpayable: Rejection<'TRANCHES_NOT_PAYABLE'> | undefined;
}

/** Releases a batch. The moment of it is told by the file, which is the same each time it is made. */
export const release = decideChange(
  releasePaymentBatch,
  (batch, { releasedOn }, { debtor, unpayable, now }: Known<ReleasingGround>) => {
    const refused =
      refuseState(batch, 'proposed') ??
      refuseReversed(batch.proposedOn, releasedOn, '/releasedOn') ??
      refuseDebtor(debtor) ??
      unpayable;
    if (refused !== undefined) return refused;
    const released = { ...batch, status: 'released' as const, releasedOn, releasedAt: now.toISOString() };
    return accept(released, paymentBatchReleased({ on: releasedOn }));
  },
);

/** Cancels a batch whose file nobody has. */
export const cancel = decideChange(cancelPaymentBatch, (batch, { reasonCode, cancelledOn }) => {
  const refused =
    refuseState(batch, 'proposed', 'released') ?? refuseReversed(batch.proposedOn, cancelledOn, '/cancelledOn');
  if (refused !== undefined) return refused;
  const cancelled = { ...batch, status: 'cancelled' as const, cancelledOn, reasonCode };
  return accept(cancelled, paymentBatchCancelled({ on: cancelledOn, reasonCode }));
});

/** Notes that the file is read; from the first time on the batch is sent and cannot be cancelled. */
export const noteDownload = decideChange(downloadPaymentBatch.noted, (batch, { reasonCode, on }) => {
  const refused =
    refuseState(batch, 'released', 'sent') ?? refuseReversed(batch.releasedOn ?? batch.proposedOn, on, '/on');
  if (refused !== undefined) return refused;
  const { sentOn = on } = batch;
  return accept({ ...batch, status: 'sent' as const, sentOn }, paymentBatchDownloaded({ on, reasonCode }));
});

/** A batch as it is read: of each account its last four characters. */
export const batchRead = ({ payments }: PaymentBatch) => ({
  payments: payments.map(({ sealed: _whole, ...payment }) => payment),
});
