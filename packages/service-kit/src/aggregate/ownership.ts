// Whose a row is: what the caller of a command may not touch, and who is told which subject applied for it.
import {
  type AggregateContract,
  type AppliedFor,
  type CommandContract,
  type Rejection,
  reject,
} from '@tributary/contracts';
import type { CheckedRequest } from '../ports.ts';
import type { RequestOfAny } from './derived.ts';

type Filter = Pick<CheckedRequest<never, never, never>, 'mayTouch' | 'applicant'>;

/** The part of a key by which a path names a ministry. */
const MINISTRY = 'ministryCode';

type Owned = Pick<AggregateContract, 'confidential' | 'applicants' | 'key'>;

export const ownershipIn = ({ confidential, applicants, key }: Owned) => ({
  /** Refuses a row that the caller may not touch; one that it may not even know of is not there. */
  mayNotTouch(
    { mayTouch, applicant }: Filter,
    ministry: string,
    { applicantId }: AppliedFor,
  ): Rejection<'NOT_FOUND' | 'FORBIDDEN'> | undefined {
    if (mayTouch(ministry, applicantId)) return undefined;
    return reject(confidential === true || applicant() !== undefined ? 'NOT_FOUND' : 'FORBIDDEN');
  },

  /**
   * Refuses what a path names under another ministry than the caller's, of a route for the own ministry: what is put need
   * not be there, so that no row says whose it is.
   * @throws {TypeError} the path of such a route names no ministry
   */
  mayNotPut({ access, path }: Pick<CommandContract, 'access' | 'path'>) {
    const ofOwn = access.ministry !== 'any';
    if (ofOwn && (access.ministry !== 'own' || !key?.fields.includes(MINISTRY))) {
      throw new TypeError(`${path} is for one ministry: name that in the path, as ${MINISTRY}`);
    }
    return ({ params, mayTouch }: Pick<RequestOfAny, 'params' | 'mayTouch'>): Rejection<'FORBIDDEN'> | undefined =>
      ofOwn && !mayTouch(String(params[MINISTRY])) ? reject('FORBIDDEN') : undefined;
  },

  /** Who applied for a row, for those who may know: the applicant itself, and roles that the contract names. */
  applicantFor({ actor }: Pick<CheckedRequest<never, never, never>, 'actor'>, { applicantId }: AppliedFor): AppliedFor {
    if (applicants === undefined || applicantId === undefined || actor === undefined) return {};
    const isTold = applicantId === actor.subjectId || applicants.shownTo.some((role) => actor.roles.includes(role));
    return isTold ? { applicantId } : {};
  },
});
