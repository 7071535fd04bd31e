// An appeal against what was decided: taken within the days that the call or its rules give, and decided by another person.
import {
  type Appeal,
  type Application,
  accept,
  appealApplication,
  applicationAppealed,
  applicationAppealRejected,
  applicationAppealUpheld,
  type Call,
  dayIn,
  decideAppeal,
  decideChange,
  type Known,
  type LocalDate,
  type ProgrammeRules,
  type Rejection,
  refuseReversed,
  refuseState,
  reject,
  rejectField,
} from '@tributary/contracts';
import { daysAfter } from '../call/window.ts';
import { refuseDangling } from './evidence.ts';
import { counted, inItsPlace } from './scores.ts';
import { momentOf, refuseBackdated, refusePaper } from './submission.ts';

/** What is known where an appeal is filed. */
export interface AppealGround {
  readonly call: Call;
  /** by which the application is judged */
  readonly rules: ProgrammeRules;
  /** whether the applicant itself files it */
  readonly byApplicant: boolean;
}

/** The decision that stands, against which an appeal can be. */
function decisionOf({ status, eligibility, reasonCodes, decidedOn }: Application) {
  if (status === 'declined' && decidedOn !== undefined) {
    return { against: status, decisionOn: decidedOn, reasonCodes: reasonCodes ?? [] } as const;
  }
  if (status === 'ineligible' && eligibility !== undefined) {
    return { against: status, decisionOn: eligibility.decidedOn, reasonCodes: eligibility.reasonCodes } as const;
  }
  return undefined;
}

/** Files an appeal. When it came in decides, by the clock of the call, as it does for a submission. */
export const appeal = decideChange(appealApplication, (application, given, known: Known<AppealGround>) => {
  const { call, rules, by: filedBy, now } = known;
  const { grounds, evidence, receivedAt, reasonCode } = given;
  const { callId, programmeId, appeals = [] } = application;
  const decision = decisionOf(application);
  if (decision === undefined) {
    return reject('WRONG_STATE', { state: application.status, needed: 'ineligible, declined' });
  }
  const last = appeals.at(-1);
  if (last !== undefined && last.status !== 'upheld') {
    return reject('APPEALED_ALREADY', { no: last.no, status: last.status });
  }
  const filedOn = dayIn(call.timeZone, momentOf(receivedAt, now));
  const refused =
    refuseDangling(application.evidence, evidence ?? [], '/evidence') ??
    refusePaper(given, known) ??
    refuseBackdated(given, known) ??
    refuseLate(decision.decisionOn, filedOn, call, rules) ??
    refuseReversed(decision.decisionOn, filedOn, '/receivedAt');
  if (refused !== undefined) return refused;
  const no = appeals.length + 1;
  const filed: Appeal = {
    no,
    ...decision,
    reasonCodes: [...decision.reasonCodes],
    grounds,
    ...(evidence !== undefined && { evidence }),
    filedOn,
    ...(reasonCode !== undefined && { paperReason: reasonCode }),
    filedBy,
    status: 'filed',
  };
  return accept(
    { ...application, appeals: [...appeals, filed] },
    applicationAppealed({ callId, programmeId, no, against: decision.against, grounds, filedOn }),
  );
});

/** Refuses an appeal after the last day on which one is taken, and any where no days are given. */
function refuseLate(
  decidedOn: LocalDate,
  given: LocalDate,
  { appealDays, timeZone }: Pick<Call, 'appealDays' | 'timeZone'>,
  rules: Pick<ProgrammeRules, 'appealDays'>,
): Rejection<'APPEAL_NOT_FORESEEN' | 'APPEAL_TOO_LATE'> | undefined {
  const days = appealDays ?? rules.appealDays;
  if (days === undefined) return reject('APPEAL_NOT_FORESEEN');
  const until = daysAfter(decidedOn, days);
  if (given <= until) return undefined;
  return rejectField('APPEAL_TOO_LATE', '/receivedAt', { decidedOn, until, timeZone, given });
}

/** Decides an appeal that waits, as a person who neither decided before nor filed it. */
export const decide = decideChange(decideAppeal, (application, { no, decision, reasonCode, decidedOn }, { by }) => {
  const { callId, programmeId, appeals = [], decidedBy } = application;
  if (appeals.length === 0) return reject('WRONG_STATE', { state: application.status, needed: 'filed' });
  const filed = appeals.find((one) => one.no === no);
  if (filed === undefined) return reject('NOT_FOUND');
  const refused = refuseState(filed, 'filed') ?? refuseReversed(filed.filedOn, decidedOn);
  if (refused !== undefined) return refused;
  if (by === decidedBy || by === filed.filedBy) return reject('FOUR_EYES');
  const status = decision === 'uphold' ? ('upheld' as const) : ('rejected' as const);
  const decided: Appeal = { ...filed, status, reasonCode, decidedOn };
  const after = { ...application, appeals: appeals.map((one) => (one.no === no ? decided : one)) };
  const told = { callId, programmeId, no, against: filed.against, reasonCode, decidedOn };
  if (status === 'rejected') return accept(after, applicationAppealRejected(told));
  const returned = before(after, filed);
  return accept(inItsPlace(returned), applicationAppealUpheld({ ...told, to: returned.status }));
});

/** An application as it was before the decision that an appeal is against. */
function before(application: Application, { against }: Pick<Appeal, 'against'>) {
  const { decidedBy: _person, reasonCodes: _why, decidedOn: _day, ...rest } = application;
  if (against === 'declined') {
    return { ...rest, status: counted(rest.reviews).length > 0 ? ('reviewed' as const) : ('eligible' as const) };
  }
  const { eligibility: _found, ...unjudged } = rest;
  return { ...unjudged, status: 'submitted' as const };
}
