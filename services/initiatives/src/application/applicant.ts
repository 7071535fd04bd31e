// Who applies: of a kind that the call takes, named where it is an organisation, and nobody where it is a person.
import {
  type Call,
  correctApplication,
  decideCorrection,
  type GivenCorrection,
  type Known,
  type OrganisationStanding,
  PERSON,
  type Rejection,
  rejectField,
} from '@tributary/contracts';

/** What is known of organisations where one applies. */
export interface ApplicantGround {
  organisation(id: string): OrganisationStanding | undefined;
}

/**
 * The kinds of applicants that a caller can enter under a call: a person applies as one, an association as anything else.
 * @param roles of a caller who applies for itself; undefined: an officer, who enters all kinds
 */
export const kindsUnder = (
  { applicantKinds }: Pick<Call, 'applicantKinds'>,
  roles: readonly string[] | undefined,
): readonly string[] =>
  roles === undefined
    ? applicantKinds
    : applicantKinds.filter((kind) => roles.includes(kind === PERSON ? 'person' : 'association'));

/**
 * Refuses a kind that is not among those, an applicant who is named although a person or is no person and not named, and
 * an organisation that nobody knows.
 */
export function refuseApplicant(
  { applicantKind, organisationId }: GivenCorrection<typeof correctApplication>,
  kinds: readonly string[],
  { organisation }: ApplicantGround,
): Rejection<'APPLICANT_NOT_TAKEN' | 'ORGANISATION_UNKNOWN'> | undefined {
  const values = { kind: applicantKind, kinds: kinds.join(', ') || '–' };
  if (!kinds.includes(applicantKind)) return rejectField('APPLICANT_NOT_TAKEN', '/applicantKind', values);
  if ((applicantKind === PERSON) !== (organisationId === undefined)) {
    return rejectField('APPLICANT_NOT_TAKEN', '/organisationId', values);
  }
  if (organisationId === undefined || organisation(organisationId) !== undefined) return undefined;
  return rejectField('ORGANISATION_UNKNOWN', '/organisationId', { organisationId });
}

/** Corrects who applies. @param kinds that the caller can enter under the call */
export const correctWith = (kinds: readonly string[]) =>
  decideCorrection(
    correctApplication,
    (_application, applicant, known: Known<ApplicantGround>) => refuseApplicant(applicant, kinds, known) ?? applicant,
  );
