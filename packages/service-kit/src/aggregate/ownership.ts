// Whose a row is: what the caller of a command may not touch, and who is told which subject applied for it.
import { type AggregateContract, type AppliedFor, type Rejection, reject } from '@tributary/contracts';
import type { CheckedRequest } from '../ports.ts';

type Filter = Pick<CheckedRequest<never, never, never>, 'mayTouch' | 'applicant'>;

export const ownershipIn = ({ confidential, applicants }: Pick<AggregateContract, 'confidential' | 'applicants'>) => ({
  /** Refuses a row that the caller may not touch; one that it may not even know of is not there. */
  mayNotTouch(
    { mayTouch, applicant }: Filter,
    ministry: string,
    { applicantId }: AppliedFor,
  ): Rejection<'NOT_FOUND' | 'FORBIDDEN'> | undefined {
    if (mayTouch(ministry, applicantId)) return undefined;
    return reject(confidential === true || applicant() !== undefined ? 'NOT_FOUND' : 'FORBIDDEN');
  },

  /** Who applied for a row, for those who may know: the applicant itself, and roles that the contract names. */
  applicantFor({ actor }: Pick<CheckedRequest<never, never, never>, 'actor'>, { applicantId }: AppliedFor): AppliedFor {
    if (applicants === undefined || applicantId === undefined || actor === undefined) return {};
    const isTold = applicantId === actor.subjectId || applicants.shownTo.some((role) => actor.roles.includes(role));
    return isTold ? { applicantId } : {};
  },
});
