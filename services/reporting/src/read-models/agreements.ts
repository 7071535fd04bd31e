// Agreements with partners, from their signature on. What is corrected later are terms that no report shows.
import {
  agreementRenewalEnded,
  agreementRenewed,
  agreementSigned,
  agreementTerminated,
  defineView,
  type LocalDate,
} from '@tributary/contracts';

export interface AgreementRow {
  /** undefined: it is signed after the cut */
  readonly signature: SignatureRow | undefined;
  readonly isTerminated: boolean;
  /** an agreement that follows it was signed, and not terminated */
  readonly isRenewed: boolean;
}

export interface SignatureRow {
  readonly partnerId: string;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
}

export const agreements = defineView<AgreementRow>(
  'agreements',
  () => ({ signature: undefined, isTerminated: false, isRenewed: false }),
  (when) => [
    when(agreementSigned, (row, { data: { partnerId, startsOn, endsOn } }) => ({
      ...row,
      signature: { partnerId, startsOn, endsOn },
    })),
    when(agreementRenewed, (row) => ({ ...row, isRenewed: true })),
    when(agreementRenewalEnded, (row) => ({ ...row, isRenewed: false })),
    when(agreementTerminated, (row) => ({ ...row, isTerminated: true })),
  ],
);
