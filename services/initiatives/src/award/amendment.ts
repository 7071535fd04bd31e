// Amendments of a signed award: proposed by one person, approved by another, one at a time. What one changes is worked
// out anew at its approval, on the award as it stands then.
import {
  type Amended,
  type Amendment,
  type Award,
  approveAmendment,
  awardAmended,
  awardRevised,
  decideChange,
  type Known,
  proposeAmendment,
  type Rejection,
  refuseAmendment,
  refuseReversed,
  refuseState,
  reject,
} from '@tributary/contracts';
import type { Upstream } from '../upstream/upstream.ts';
import { type GrantWith, refuseShares, sharesAmended } from './amended-shares.ts';
import { plannedNow, tranchesAmended } from './amended-tranches.ts';
import { isSuspended } from './applicant.ts';
import { begunBy } from './begun.ts';
import { gated } from './gate.ts';
import { acceptPosted } from './ledger.ts';
import { isUnderWay } from './tranche.ts';

/** What is known where an award is amended. */
export interface AmendingGround extends Upstream {
  /** what the rules of the award make of other offers and of another sum from the programme */
  readonly grantWith: GrantWith;
}

/** What an amendment makes of an award, without its ledger; refused where the award or its rules stand against it. */
function amended(award: Award, { plannedEndOn, shares, tranches }: Amended, by: string, known: AmendingGround) {
  const { project } = award;
  const reversed = plannedEndOn && project && refuseReversed(project.plannedStartOn, plannedEndOn, '/plannedEndOn');
  const refused =
    refuseState(award, 'signed') ?? (reversed || undefined) ?? (shares && refuseShares(award, shares, known));
  if (refused !== undefined) return refused;
  const shared = shares === undefined ? award : { ...award, shares: sharesAmended(award, shares) };
  const replanned = tranchesAmended(shared, tranches, by);
  if ('rejected' in replanned) return replanned;
  return {
    ...shared,
    tranches: [...replanned],
    ...(project && plannedEndOn && { project: { ...project, plannedEndOn } }),
  };
}

/** Proposes an amendment, while no other waits. */
export const propose = decideChange(proposeAmendment, (award, command, known: Known<AmendingGround>) => {
  const { amendments = [] } = award;
  const { reasonCode, proposedOn, ...asked } = command;
  const open = amendments.find(({ status }) => status === 'proposed');
  if (open !== undefined) return reject('AMENDMENT_OPEN', { no: open.no });
  const early = award.signedOn && refuseReversed(begunBy(award, award.signedOn), proposedOn, '/proposedOn');
  if (early) return early;
  const possible = amended(award, asked, known.by, known);
  if ('rejected' in possible) return possible;
  const amendment: Amendment = {
    no: amendments.length + 1,
    status: 'proposed',
    reasonCode,
    proposedOn,
    proposedBy: known.by,
    ...asked,
  };
  return acceptPosted(award, { ...award, amendments: [...amendments, amendment] }, awardRevised({}));
});

/** The amendment at a place, while it waits. */
function waiting({ amendments = [] }: Award, no: number): Amendment | Rejection<'NOT_FOUND' | 'WRONG_STATE'> {
  const amendment = amendments.find((one) => one.no === no);
  if (amendment === undefined) return reject('NOT_FOUND');
  return refuseState(amendment, 'proposed') ?? amendment;
}

const decided = ({ amendments = [] }: Award, amendment: Amendment): Amendment[] =>
  amendments.map((one) => (one.no === amendment.no ? amendment : one));

/** Approves an amendment: the award changes, and what stood before is kept beside it. */
export const approveAmended = decideChange(
  approveAmendment,
  (award, { no, approvedOn }, known: Known<AmendingGround>) => {
    const amendment = waiting(award, no);
    if ('rejected' in amendment) return amendment;
    const { plannedEndOn, shares, tranches, reasonCode, proposedBy, proposedOn } = amendment;
    if (proposedBy === known.by) return reject('FOUR_EYES');
    const early = refuseReversed(proposedOn, approvedOn, '/approvedOn');
    if (early !== undefined) return early;
    const after = amended(award, amendment, proposedBy, known);
    if ('rejected' in after) return after;
    const replaced: Amended = {
      ...(plannedEndOn !== undefined && award.project?.plannedEndOn && { plannedEndOn: award.project.plannedEndOn }),
      ...(shares !== undefined && {
        shares: award.shares.map(({ party, value }) => ({ party, amount: value.amount })),
      }),
      ...(tranches !== undefined && { tranches: plannedNow(award) }),
    };
    const approved: Amendment = { ...amendment, status: 'approved', decidedOn: approvedOn, replaced };
    const open = after.tranches.filter((tranche) => !isUnderWay(tranche) && tranche.status !== 'cancelled');
    const told = awardAmended({
      no,
      reasonCode,
      ...(plannedEndOn !== undefined && { plannedEnd: plannedEndOn }),
      ...(shares !== undefined && { shares: after.shares.map(({ role, value }) => ({ role, value })) }),
      ...(tranches !== undefined && { tranches: open.map(({ no: at, value, dueOn }) => ({ no: at, value, dueOn })) }),
      amendedOn: approvedOn,
    });
    const looked = gated({ ...after, amendments: decided(award, approved) }, approvedOn, isSuspended(award, known));
    return acceptPosted(award, looked.award, told, ...looked.events);
  },
);

/** Refuses an amendment that waits, or takes it back. */
export const refuseAmended = decideChange(refuseAmendment, (award, { no, refusedOn }) => {
  const amendment = waiting(award, no);
  if ('rejected' in amendment) return amendment;
  const early = refuseReversed(amendment.proposedOn, refusedOn, '/refusedOn');
  if (early !== undefined) return early;
  const refused: Amendment = { ...amendment, status: 'refused', decidedOn: refusedOn };
  return acceptPosted(award, { ...award, amendments: decided(award, refused) }, awardRevised({}));
});
