// To which other organisations one belongs: entered by a registrar, or proposed by its association and confirmed, until a
// registrar ends it.
import {
  accept,
  addMembership,
  confirmMembership,
  decideChange,
  endMembership,
  type Known,
  type Membership,
  MOST_MEMBERSHIPS,
  membershipBegan,
  membershipEnded,
  type Organisation,
  organisationRevised,
  refuseReversed,
  reject,
  rejectField,
} from '@tributary/contracts';
import type { LinkRefusal } from './links.ts';
import { isOpen, oneOf } from './proposed.ts';
import { lostBy } from './representatives.ts';

/** What is known where a membership is entered. */
export interface Joining {
  readonly id: string;
  /** the subject of a caller who proposes for their own organisation; undefined: a registrar */
  readonly proposer: string | undefined;
  /** why the other organisation cannot be named; undefined: it can */
  readonly barred: LinkRefusal | undefined;
}

const membershipsOf = ({ memberships = [] }: Organisation): readonly Membership[] => memberships;

/** One of them by its number, as long as it waits for a registrar. */
export function proposedOf(organisation: Organisation, no: number): Membership | undefined {
  const one = membershipsOf(organisation)[no - 1];
  return one?.status === 'proposed' ? one : undefined;
}

/** The organisation with these memberships, and with those that stand told apart, so that lists are narrowed by them. */
function withAll(organisation: Organisation, memberships: readonly Membership[]): Organisation {
  const standing = (kind: Membership['kind']) =>
    memberships.filter((one) => one.kind === kind && one.status === 'confirmed').map((one) => one.organisationId);
  return {
    ...organisation,
    memberships: [...memberships],
    memberOf: standing('member'),
    branchOf: standing('branch'),
  };
}

const replaced = (organisation: Organisation, changed: Membership): Organisation =>
  withAll(
    organisation,
    membershipsOf(organisation).map((one) => (one.no === changed.no ? changed : one)),
  );

const begun = ({ no, organisationId, kind, since }: Membership) => membershipBegan({ no, organisationId, kind, since });

/** Enters a membership: it holds at once where a registrar enters it, and waits for one where an association proposes it. */
export const join = decideChange(addMembership, (organisation, asked, known: Known<Joining>) => {
  const { id, proposer, barred } = known;
  if (proposer !== undefined && lostBy(organisation, proposer)) {
    return reject('NOT_A_REPRESENTATIVE', { organisationId: id });
  }
  if (barred !== undefined) return barred;
  const before = membershipsOf(organisation);
  const { organisationId, kind } = asked;
  if (before.some((one) => one.organisationId === organisationId && one.kind === kind && isOpen(one))) {
    return rejectField('ALREADY_EXISTS', '/organisationId', { what: organisationId });
  }
  if (before.length >= MOST_MEMBERSHIPS) {
    return reject('ABOVE_LIMIT', { rule: 'memberships', limit: MOST_MEMBERSHIPS, given: before.length + 1 });
  }
  const isConfirmed = proposer === undefined;
  const status = isConfirmed ? 'confirmed' : 'proposed';
  const added: Membership = { no: before.length + 1, ...asked, status };
  return accept(withAll(organisation, [...before, added]), isConfirmed ? begun(added) : organisationRevised({}));
});

/** Confirms what was proposed. */
export const confirmJoining = decideChange(
  confirmMembership,
  (organisation, { no }, { barred }: Known<Pick<Joining, 'barred'>>) => {
    const one = oneOf(membershipsOf(organisation), no, 'proposed');
    if ('rejected' in one) return one;
    if (barred !== undefined) return barred;
    const confirmed: Membership = { ...one, status: 'confirmed' };
    return accept(replaced(organisation, confirmed), begun(confirmed));
  },
);

/** Ends a membership from a day on; what was only proposed is refused. */
export const leave = decideChange(endMembership, (organisation, { no, reasonCode, endedOn: until }) => {
  const one = oneOf(membershipsOf(organisation), no, 'proposed', 'confirmed');
  if ('rejected' in one) return one;
  if (one.status === 'proposed') {
    return accept(replaced(organisation, { ...one, status: 'refused', until, reasonCode }), organisationRevised({}));
  }
  const reversed = refuseReversed(one.since, until, '/endedOn');
  if (reversed !== undefined) return reversed;
  const { organisationId, kind } = one;
  return accept(
    replaced(organisation, { ...one, status: 'ended', until, reasonCode }),
    membershipEnded({ no, organisationId, kind, until, reasonCode }),
  );
});
