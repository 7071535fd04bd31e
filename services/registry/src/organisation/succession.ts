// Which organisations follow one that is no longer recognised.
import {
  accept,
  decideChange,
  type Known,
  nameSuccessors,
  organisationSucceeded,
  refuseState,
} from '@tributary/contracts';
import type { LinkRefusal } from './links.ts';

/** What is known where successors are named. */
export interface Succeeding {
  /** why they cannot be named; undefined: they can */
  readonly barred: LinkRefusal | undefined;
}

/** Names all that follow an organisation, instead of those that were named before; none takes that back. */
export const succeed = decideChange(
  nameSuccessors,
  (organisation, { successorIds, succeededOn, reasonCode }, { barred }: Known<Succeeding>) => {
    const refused = refuseState(organisation, 'withdrawn', 'expired') ?? barred;
    if (refused !== undefined) return refused;
    return accept(
      { ...organisation, successorIds, succession: { succeededOn, reasonCode } },
      organisationSucceeded({ successorIds, succeededOn, reasonCode }),
    );
  },
);
