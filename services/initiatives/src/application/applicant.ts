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
  /** whether the caller may act for an organisation; undefined: an officer, who enters what came in for any */
  readonly actsFor: ((organisationId: string) => boolean) | undefined;
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
 * Refuses a kind that is not among those, an applicant who is named although a person or is no person and not named,
 * an organisation for which the caller may not act, and one that nobody knows. Who applies for itself is not told which of
 * the two last it is.
 */
export function refuseApplicant(
  { applicantKind, organisationId }: GivenCorrection<typeof correctApplication>,
  kinds: readonly string[],
  { organisation, actsFor }: ApplicantGround,
): Rejection<'APPLICANT_NOT_TAKEN' | 'ORGANISATION_UNKNOWN' | 'NOT_A_REPRESENTATIVE'> | undefined {
  const values = { kind: applicantKind, kinds: kinds.join(', ') || '–' };
  if (!kinds.includes(applicantKind)) return rejectField('APPLICANT_NOT_TAKEN', '/applicantKind', values);
  if ((applicantKind === PERSON) !== (organisationId === undefined)) {
    return rejectField('APPLICANT_NOT_TAKEN', '/organisationId', values);
  }
  if (organisationId === undefined) return undefined;
  if (actsFor !== undefined && !actsFor(organisationId)) {
    return rejectField('NOT_A_REPRESENTATIVE', '/organisationId', { organisationId });
  }
  if (organisation(organisationId) !== undefined) return undefined;
  return rejectField('ORGANISATION_UNKNOWN', '/organisationId', { organisationId });
}

/**
 * Corrects who applies.
 * @param kinds that the caller can enter under the call
 * @param actsFor as it is known of the caller
 */
export const correctWith = (kinds: readonly string[], actsFor: ApplicantGround['actsFor']) =>
  decideCorrection(
    correctApplication,
    (_application, applicant, { organisation }: Known<Pick<ApplicantGround, 'organisation'>>) =>
      refuseApplicant(applicant, kinds, { organisation, actsFor }) ?? applicant,
  );
