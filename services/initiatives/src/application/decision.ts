// How an eligible application is decided on: scored by reviewers, approved by bodies, each by a person of its own.

import type { KnownRates } from '@tributary/contracts';
import {
  type Application,
  type Award,
  accept,
  applicationApproved,
  applicationReviewed,
  applicationRevised,
  approveApplication,
  type Call,
  decideChange,
  fromMinor,
  type Known,
  type LocalDate,
  type ProgrammeRules,
  type Rejection,
  refuseReversed,
  refuseState,
  reject,
  rejectField,
  reviewApplication,
  toMinor,
} from '@tributary/contracts';
import { grantOf } from '../award/shares.ts';
import { centralOf } from '../award/verified.ts';
import { counted, inItsPlace, refuseScores, scoredBy } from './scores.ts';

/** Takes the review of one reviewer. Who declares a conflict of interest is noted, and counts for nothing. */
export const review = decideChange(
  reviewApplication,
  (application, { reviewedOn, conflictOfInterest, scores }, known: Known<{ readonly rules: ProgrammeRules }>) => {
    const { by: reviewer, rules } = known;
    const { callId, reviews: before } = application;
    const refused = refuseState(application, 'eligible', 'reviewed') ?? beforeEligible(application, reviewedOn);
    if (refused !== undefined) return refused;
    if (before.some((one) => one.reviewer === reviewer)) return reject('REVIEWED_ALREADY');
    const wrong = refuseScores(scores, conflictOfInterest, rules.scoring);
    if (wrong !== undefined) return wrong;
    const reviews = [...before, { reviewer, conflictOfInterest, scores, reviewedOn }];
    const total = scoredBy(reviews);
    if (conflictOfInterest || total === undefined) return accept({ ...application, reviews }, applicationRevised({}));
    return accept(
      inItsPlace({ ...application, reviews, status: 'reviewed' }),
      applicationReviewed({ callId, reviews: total.reviews, meanScore: total.meanScore, reviewedOn }),
    );
  },
);

const beforeEligible = ({ eligibility }: Application, on: LocalDate): Rejection<'DATES_REVERSED'> | undefined =>
  eligibility && refuseReversed(eligibility.decidedOn, on);

/** Who approves where neither the call nor the rules name a body. */
const USUAL = ['MINISTRY'];

/** The bodies that must approve an application. */
export const bodiesOf = (call: Pick<Call, 'bodies'>, rules: Pick<ProgrammeRules, 'approvals'>): readonly string[] =>
  call.bodies ?? rules.approvals?.bodies ?? USUAL;

/** What is known where an approval is given. */
export interface ApprovalGround extends KnownRates {
  readonly call: Call;
  readonly rules: ProgrammeRules;
  /** why the envelope of the call does not take the application; undefined where it does */
  readonly exhausted: Rejection<'ENVELOPE_EXHAUSTED'> | undefined;
}

/**
 * Takes the approval of one body. The last one approves the application and grants what the rules make of it;
 * it needs room in the envelope of its call.
 */
export const approve = decideChange(
  approveApplication,
  (application, { body, approvedOn }, known: Known<ApprovalGround>) => {
    const { by: approvedBy, call, rules, exhausted } = known;
    const { callId, approvals: before, reviews, submission } = application;
    const refused = refuseState(application, 'reviewed') ?? beforeEligible(application, approvedOn);
    if (refused !== undefined) return refused;
    if (call.status === 'cancelled') return reject('WRONG_STATE', { state: call.status, needed: 'published, closed' });
    const bodies = bodiesOf(call, rules);
    const due = bodies.filter((one) => before.every((approval) => approval.body !== one));
    if (!due.includes(body)) {
      return rejectField('BODY_NOT_DUE', '/body', { left: due.join(', ') || '–', given: body });
    }
    if (before.some((approval) => approval.approvedBy === approvedBy)) return reject('FOUR_EYES');
    if (reviews.some(({ reviewer, conflictOfInterest }) => conflictOfInterest && reviewer === approvedBy)) {
      return reject('CONFLICT_OF_INTEREST');
    }
    const [needed, given] = [rules.approvals?.panelSize ?? 1, counted(reviews).length];
    if (given < needed) return reject('REVIEWS_MISSING', { needed, given });
    const approvals = [...before, { body, approvedBy, approvedOn }];
    if (due.length > 1) return accept({ ...application, approvals }, applicationRevised({}));
    const grant = submission && grantOf(submission, rules, approvedOn, known);
    if (grant !== undefined && 'rejected' in grant) return grant;
    if (exhausted !== undefined) return exhausted;
    return accept(
      { ...application, approvals, status: 'approved', decidedOn: approvedOn, ...(grant && { grant }) },
      applicationApproved({ callId, bodies: [...bodies], decidedOn: approvedOn }),
    );
  },
);

/** What an application asks its programme for, in minor units. */
export const requestedOf = ({ submission }: Application): bigint =>
  submission === undefined ? 0n : toMinor(submission.requested);

/** Takes a sum out of the envelope, in minor units, or refuses it. @param others what others hold of it */
export function takenOf({ envelope }: Pick<Call, 'envelope'>, asked: bigint, others: bigint) {
  const left = toMinor(envelope) - others;
  if (asked <= left) return asked;
  const written = (minor: bigint) => `${fromMinor(minor, envelope.currency).amount} ${envelope.currency}`;
  return reject('ENVELOPE_EXHAUSTED', { limit: written(left), given: written(asked) });
}

/**
 * What an application holds of the envelope of its call, in minor units: what it asked for, less what an amendment of its
 * award has taken off the share of the programme since.
 * @param award undefined before it was granted
 */
export function heldBy(application: Application, award: Pick<Award, 'shares' | 'cost'> | undefined): bigint {
  const { status, grant, submission } = application;
  if (status !== 'approved') return 0n;
  const asked = requestedOf(application);
  if (award === undefined || grant?.cost.amount.currency !== submission?.requested.currency) return asked;
  return grant === undefined ? asked : asked - toMinor(centralOf(grant)) + toMinor(centralOf(award));
}
