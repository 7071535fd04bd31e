// What a record says of the consents of a person, a purpose at a time. Who is erased leaves nothing.
import {
  type consentStates,
  defineView,
  type LocalDate,
  personConsentExpired,
  personConsentGiven,
  personConsentWithdrawn,
  personErased,
  personMerged,
  personUnmerged,
} from '@tributary/contracts';

export type ConsentState = (typeof consentStates)[number];

export interface ConsentSaid {
  readonly state: ConsentState;
  readonly noticeVersion: string;
  /** the day of its last step */
  readonly on: LocalDate;
  /** the last day on which it was withdrawn, whatever became of it since */
  readonly withdrawnOn: LocalDate | undefined;
}

export interface PersonConsentsRow {
  /** the record that goes on for it, by its id */
  readonly survivorId: string | undefined;
  readonly consents: ReadonlyMap<string, ConsentSaid>;
}

/** The row with one step more of a consent. */
function stepped(
  row: PersonConsentsRow,
  { purpose, noticeVersion }: { readonly purpose: string; readonly noticeVersion: string },
  state: ConsentState,
  on: LocalDate,
): PersonConsentsRow {
  const withdrawnOn = state === 'withdrawn' ? on : row.consents.get(purpose)?.withdrawnOn;
  return { ...row, consents: new Map(row.consents).set(purpose, { state, noticeVersion, on, withdrawnOn }) };
}

const none: ReadonlyMap<string, ConsentSaid> = new Map();

export const personConsents = defineView<PersonConsentsRow>(
  'person-consents',
  () => ({ survivorId: undefined, consents: none }),
  (when) => [
    when(personConsentGiven, (row, { data }) => stepped(row, data, 'given', data.givenOn)),
    when(personConsentWithdrawn, (row, { data }) => stepped(row, data, 'withdrawn', data.withdrawnOn)),
    when(personConsentExpired, (row, { data }) => stepped(row, data, 'expired', data.expiredOn)),
    when(personMerged, (row, { data: { survivorId } }) => ({ ...row, survivorId })),
    when(personUnmerged, (row) => ({ ...row, survivorId: undefined })),
    when.erases(personErased),
  ],
);
