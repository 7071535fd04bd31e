// Commitments of partners: what is promised after what was taken off, and what of it was paid.
import {
  commitmentDisbursementRecorded,
  commitmentMade,
  commitmentReduced,
  defineView,
  toMinor,
  type Valued,
} from '@tributary/contracts';

export interface CommitmentRow {
  /** undefined: it is made after the cut */
  readonly promise: PromiseRow | undefined;
  /** minor units of the base currency */
  readonly disbursed: bigint;
}

export interface PromiseRow {
  readonly partnerId: string;
  readonly awardId: string;
  /** minor units of the base currency */
  readonly committed: bigint;
  readonly currency: string;
}

const worth = ({ base }: Valued): Pick<PromiseRow, 'committed' | 'currency'> => ({
  committed: toMinor(base),
  currency: base.currency,
});

export const commitments = defineView<CommitmentRow>(
  'commitments',
  () => ({ promise: undefined, disbursed: 0n }),
  (when) => [
    when(commitmentMade, (row, { data: { partnerId, awardId, value } }) => ({
      ...row,
      promise: { partnerId, awardId, ...worth(value) },
    })),
    when(commitmentReduced, (row, { data: { value } }) => ({
      ...row,
      promise: row.promise && { ...row.promise, ...worth(value) },
    })),
    when(commitmentDisbursementRecorded, (row, { data: { value } }) => ({
      ...row,
      disbursed: row.disbursed + toMinor(value.base),
    })),
  ],
);
