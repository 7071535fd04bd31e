// Links from one organisation to others that never lead back to it. A link that is being written counts beside those that
// are written, until its request is over or its time is up.
import { type Organisation, type Rejection, rejectField } from '@tributary/contracts';

/** What leads from one to another: a branch to what it is a branch of, and one to those that follow it. */
export type LinkKind = 'branch' | 'succession';

/** Links that a request is about to write. */
export interface LinkClaim {
  readonly id: string;
  /** when it was admitted, as an instant in UTC */
  readonly at: string;
  readonly from: string;
  readonly to: readonly string[];
}

/** All that is being written of a kind. */
export interface OpenLinks {
  readonly claims: readonly LinkClaim[];
}

export type LinkRefusal = Rejection<'ORGANISATION_UNKNOWN' | 'ORGANISATIONS_CIRCULAR' | 'ABOVE_LIMIT'>;

/** How many organisations are gone through at most to see whether links lead back. */
export const MOST_ON_THE_WAY = 1_000;

/** Where links of a kind lead from an organisation. */
export const linksFrom = (kind: LinkKind, organisation: Organisation): readonly string[] =>
  (kind === 'branch' ? organisation.branchOf : organisation.successorIds) ?? [];

/** Where the links lead that are being written. */
export const claimedFrom = ({ claims }: OpenLinks, from: string): readonly string[] =>
  claims.filter((claim) => claim.from === from).flatMap(({ to }) => to);

export const withClaim = ({ claims }: OpenLinks, claim: LinkClaim): OpenLinks => ({ claims: [...claims, claim] });

/** Without those that were admitted before a moment: nobody writes them any more. */
export const claimedSince = ({ claims }: OpenLinks, since: Date): OpenLinks => ({
  claims: claims.filter(({ at }) => at >= since.toISOString()),
});

export const withoutClaim = ({ claims }: OpenLinks, id: string): OpenLinks => ({
  claims: claims.filter((claim) => claim.id !== id),
});

/** Refuses links to an organisation that is not there. */
export const unknownAt = (pointer: string, organisationId: string): LinkRefusal =>
  rejectField('ORGANISATION_UNKNOWN', pointer, { organisationId });

/** Refuses a way that leads back to where it began, both ends named. */
export const circularAt = (pointer: string, cycle: readonly string[]): LinkRefusal =>
  rejectField('ORGANISATIONS_CIRCULAR', pointer, { cycle: cycle.join(' → ') });

/** Refuses links behind which more organisations stand than are gone through. */
export const tooFarAt = (pointer: string, kind: LinkKind, reached: number): LinkRefusal => {
  const rule = kind === 'branch' ? 'branchOf' : 'successorIds';
  return rejectField('ABOVE_LIMIT', pointer, { rule, limit: MOST_ON_THE_WAY, given: reached });
};
