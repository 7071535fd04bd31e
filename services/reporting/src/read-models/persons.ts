// Members of the diaspora, as far as they are counted: nothing here says who one is. Who is erased leaves nothing.
import {
  defineView,
  type LocalDate,
  personAssuranceRaised,
  personClosed,
  personConfirmed,
  personConsentExpired,
  personConsentGiven,
  personConsentWithdrawn,
  personCorrected,
  personErased,
  personMerged,
  personRegistered,
  personResidenceChanged,
  personUnmerged,
} from '@tributary/contracts';

export interface PersonRow {
  /** registered, and the record is not closed */
  readonly isOpen: boolean;
  /** another record counts for it */
  readonly isMerged: boolean;
  readonly sex: string;
  readonly birthCohort: string;
  readonly country: string;
  readonly assurance: string;
  readonly isContactable: boolean;
  /** the last day on which the person confirmed the record */
  readonly confirmedOn: LocalDate | undefined;
}

const later = (one: LocalDate | undefined, other: LocalDate) => (one !== undefined && one > other ? one : other);

export const persons = defineView<PersonRow>(
  'persons',
  () => ({
    isOpen: false,
    isMerged: false,
    sex: '',
    birthCohort: '',
    country: '',
    assurance: '',
    isContactable: false,
    confirmedOn: undefined,
  }),
  (when) => [
    when(personRegistered, (row, { data: { sex, birthCohort, residenceCountry, assurance, contactable } }) => ({
      ...row,
      isOpen: true,
      sex,
      birthCohort,
      country: residenceCountry,
      assurance,
      isContactable: contactable,
    })),
    when(personAssuranceRaised, (row, { data: { assurance } }) => ({ ...row, assurance })),
    when(personResidenceChanged, (row, { data: { residenceCountry } }) => ({ ...row, country: residenceCountry })),
    when(personConfirmed, (row, { data: { contactable, confirmedOn } }) => ({
      ...row,
      isContactable: contactable,
      confirmedOn: later(row.confirmedOn, confirmedOn),
    })),
    when(personCorrected, (row, { data: { changed } }) => ({
      ...row,
      sex: changed.sex ?? row.sex,
      birthCohort: changed.birthCohort ?? row.birthCohort,
      country: changed.residenceCountry ?? row.country,
      isContactable: changed.contactable ?? row.isContactable,
    })),
    when(personConsentGiven, (row, { data: { contactable } }) => ({ ...row, isContactable: contactable })),
    when(personConsentWithdrawn, (row, { data: { contactable } }) => ({ ...row, isContactable: contactable })),
    when(personConsentExpired, (row, { data: { contactable } }) => ({ ...row, isContactable: contactable })),
    when(personClosed, (row) => ({ ...row, isOpen: false })),
    when(personMerged, (row) => ({ ...row, isMerged: true })),
    when(personUnmerged, (row) => ({ ...row, isMerged: false })),
    when.erases(personErased),
  ],
);
