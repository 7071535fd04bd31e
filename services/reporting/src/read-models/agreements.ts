// Agreements with partners, from their signature on. What is corrected later are terms that no report shows.
import { agreementSigned, agreementTerminated, defineView, type LocalDate } from '@tributary/contracts';

export interface AgreementRow {
  /** undefined: it is signed after the cut */
  readonly signature: SignatureRow | undefined;
  readonly isTerminated: boolean;
}

export interface SignatureRow {
  readonly partnerId: string;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
}

export const agreements = defineView<AgreementRow>(
  'agreements',
  () => ({ signature: undefined, isTerminated: false }),
  (when) => [
    when(agreementSigned, (row, { data: { partnerId, startsOn, endsOn } }) => ({
      ...row,
      signature: { partnerId, startsOn, endsOn },
    })),
    when(agreementTerminated, (row) => ({ ...row, isTerminated: true })),
  ],
);
