// An application on its way in: started, submitted within the window of its call, returned and submitted again.
import {
  type Application,
  accept,
  applicationReturned,
  applicationStarted,
  applicationSubmitted,
  type Call,
  dayIn,
  decideChange,
  decideNew,
  type Given,
  type Known,
  type Programme,
  type Rejection,
  refuseState,
  reject,
  rejectField,
  returnApplication,
  type Submission,
  startApplication,
  submitApplication,
} from '@tributary/contracts';
import { atMost, inCurrency, noRulesOn } from '../call/decisions.ts';
import { isTaken, limitsOf } from '../call/window.ts';
import { type PublishedRules, rulesInForce } from '../programme/rules-in-force.ts';
import { parted, refuseAnswers } from './answers.ts';
import { type ApplicantGround, refuseApplicant } from './applicant.ts';
import { refuseBefore } from './states.ts';

/** What is known where an application is started. */
export interface StartGround extends ApplicantGround {
  /** undefined: there is none of that id that the caller may know of */
  readonly call: Call | undefined;
  /** whether the caller may start one under it */
  readonly isOwn: boolean;
  /** the kinds of applicants that the caller can enter under it */
  readonly kinds: readonly string[];
}

/** Starts an application. An organisation must be known; whether it is recognised is found with its eligibility. */
export const start = decideNew(startApplication, (applicant, known: Known<StartGround>) => {
  const { call, isOwn, kinds } = known;
  const { callId, applicantKind, organisationId } = applicant;
  if (call === undefined) {
    return rejectField('CALL_UNKNOWN', '/callId', { callId });
  }
  if (!isOwn) return reject('FORBIDDEN');
  const refused = refuseState(call, 'published', 'closed') ?? refuseApplicant(applicant, kinds, known);
  if (refused !== undefined) return refused;
  const { programmeId } = call;
  const told = { callId, programmeId, applicantKind, ...(organisationId !== undefined && { organisationId }) };
  return accept(
    { ...applicant, programmeId, status: 'started' as const, reviews: [], approvals: [] },
    applicationStarted(told),
  );
});

type Submitting = Given<typeof submitApplication>;

/** What is known where an application is submitted. */
export interface SubmissionGround {
  readonly call: Call;
  readonly programme: Programme;
  /** whether the applicant itself submits it */
  readonly byApplicant: boolean;
  /** the row that keeps the private answers of this submission; undefined where there are none */
  readonly privateAnswers: string | Rejection | undefined;
}

/** The rules that judge what comes in now: those of the first submission, which a correction does not change. */
export function rulesOf(
  { submission }: Pick<Application, 'submission'>,
  { receivedAt }: Pick<Submitting, 'receivedAt'>,
  { call, programme, now }: Pick<SubmissionGround, 'call' | 'programme'> & { readonly now: Date },
): PublishedRules | Rejection<'RULES_NOT_IN_FORCE'> {
  const on = submission?.submittedOn ?? dayIn(call.timeZone, momentOf(receivedAt, now));
  return rulesInForce(programme, on) ?? noRulesOn(programme, on);
}

/** When something came in: now, unless an officer enters what came in before. */
export const momentOf = (receivedAt: string | undefined, now: Date): Date =>
  receivedAt === undefined ? now : new Date(receivedAt);

/** Submits an application. When it came in decides, by the clock of its call; a correction is not held against it. */
export const submit = decideChange(submitApplication, (application, given, known: Known<SubmissionGround>) => {
  const { call, now, today, privateAnswers } = known;
  const { receivedAt, reasonCode, answers, ...project } = given;
  const { submission: before, callId, programmeId } = application;
  const inTime =
    refuseState(application, 'started', 'returned') ??
    refusePaper(given, known) ??
    refuseTime(given, application, known);
  if (inTime !== undefined) return inTime;
  const version = rulesOf(application, given, known);
  if ('rejected' in version) return version;
  const refused =
    inCurrency('/requested/currency', project.requested, call.envelope.currency) ??
    (project.cost.currency === project.requested.currency
      ? atMost('/requested/amount', project.requested, project.cost, 'cost')
      : undefined) ??
    (call.ceiling && atMost('/requested/amount', project.requested, call.ceiling, 'ceiling')) ??
    refuseAnswers(answers, version);
  if (refused !== undefined) return refused;
  if (typeof privateAnswers === 'object') return reject('GONE');
  const at = momentOf(receivedAt, now);
  const submission: Submission = {
    ...project,
    submittedAt: before?.submittedAt ?? at.toISOString(),
    submittedOn: before?.submittedOn ?? dayIn(call.timeZone, at),
    ...(reasonCode !== undefined && { paperReason: reasonCode }),
    rulesVersion: version.rulesVersion,
    answers: [...parted(answers, version.rules).open],
  };
  const { privateAnswers: _earlier, ...rest } = application;
  const { cost, requested, area } = project;
  const submittedOn = before === undefined ? submission.submittedOn : today;
  return accept(
    { ...rest, status: 'submitted', submission, ...(privateAnswers !== undefined && { privateAnswers }) },
    applicationSubmitted({ callId, programmeId, submittedOn, cost, requested, area }),
  );
});

/** Refuses an applicant who says when it came in, and why it is entered later: only its ministry knows of paper. */
export function refusePaper(
  { receivedAt, reasonCode }: Pick<Submitting, 'receivedAt' | 'reasonCode'>,
  { byApplicant }: Pick<SubmissionGround, 'byApplicant'>,
): Rejection<'FORBIDDEN'> | undefined {
  if (!byApplicant || (receivedAt === undefined && reasonCode === undefined)) return undefined;
  const values = { roles: 'officer', condition: 'own' };
  return rejectField('FORBIDDEN', receivedAt === undefined ? '/reasonCode' : '/receivedAt', values);
}

/** Refuses what comes in outside the window of its call, ahead of the clock, or back-dated without a reason. */
function refuseTime(
  { receivedAt, reasonCode }: Submitting,
  { submission: before }: Application,
  { call, now, today }: Known<SubmissionGround>,
): Rejection<'WRONG_STATE' | 'REASON_REQUIRED' | 'FUTURE_DATE' | 'OUTSIDE_WINDOW'> | undefined {
  const refused = refuseState(call, 'published', 'closed');
  if (refused !== undefined) return refused;
  const backdated = refuseBackdated({ receivedAt, reasonCode }, { now, today });
  if (backdated !== undefined) return backdated;
  const at = momentOf(receivedAt, now);
  if (before !== undefined || isTaken(call, at)) return undefined;
  const { from, until } = limitsOf(call);
  return rejectField('OUTSIDE_WINDOW', '/receivedAt', {
    from: from.toISOString(),
    until: until.toISOString(),
    timeZone: call.timeZone,
    given: at.toISOString(),
  });
}

/** Refuses a moment that lies ahead of the clock, and one that lies back without a reason. */
export function refuseBackdated(
  { receivedAt, reasonCode }: Pick<Submitting, 'receivedAt' | 'reasonCode'>,
  { now, today }: Pick<Known, 'now' | 'today'>,
): Rejection<'REASON_REQUIRED' | 'FUTURE_DATE'> | undefined {
  if (receivedAt === undefined) return undefined;
  if (reasonCode === undefined) {
    return reject('REASON_REQUIRED', {}, [{ pointer: '/reasonCode', code: 'REASON_REQUIRED' }]);
  }
  if (new Date(receivedAt) <= now) return undefined;
  return rejectField('FUTURE_DATE', '/receivedAt', { date: receivedAt, today });
}

/** Returns an application to be corrected. */
export const sendBack = decideChange(returnApplication, (application, { reasonCode, returnedOn }) => {
  const refused = refuseState(application, 'submitted') ?? refuseBefore(application, returnedOn);
  if (refused !== undefined) return refused;
  const { callId, programmeId } = application;
  return accept(
    { ...application, status: 'returned', returned: { reasonCode, returnedOn } },
    applicationReturned({ callId, programmeId, reasonCode, returnedOn }),
  );
});
