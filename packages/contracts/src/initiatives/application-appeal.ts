// An appeal against what was decided of an application: filed in time, and decided by another person than the first time.
import { z } from 'zod';
import { allow, selfRoles } from '../kernel/access.ts';
import { BusinessDate, ReasonCode } from '../kernel/requests.ts';
import { LocalDate } from '../values/date.ts';
import { GivenInstant } from '../values/given.ts';
import { Id } from '../values/identity.ts';
import { application } from './application.ts';
import { Appeal } from './application-judgement.ts';
import { GivenPlace } from './award-contribution.ts';
import { CitedEvidence } from './evidence.ts';

const Told = z.strictObject({
  callId: Id,
  programmeId: Id,
  no: Appeal.shape.no,
  against: Appeal.shape.against,
});
const Decided = Told.extend({ reasonCode: ReasonCode, decidedOn: LocalDate });

export const applicationAppealed = application.event(
  'appealed.v1',
  'An appeal was filed against the decision that an application is ineligible, or declined',
  Told.extend({ grounds: Appeal.shape.grounds, filedOn: Appeal.shape.filedOn }),
  'filedOn',
);
export const applicationAppealUpheld = application.event(
  'appeal-upheld.v1',
  'An appeal was upheld: the application is where it was before the decision, which counts no more',
  Decided.extend({ to: z.enum(['submitted', 'eligible', 'reviewed']).describe('the state to which it returned') }),
  'decidedOn',
);
export const applicationAppealRejected = application.event(
  'appeal-rejected.v1',
  'An appeal was rejected: the decision is final',
  Decided,
  'decidedOn',
);

export const appealApplication = application.change('appeals', {
  summary:
    'Appeal against the decision that an application is ineligible or declined, within the days that its call or its ' +
    'rules give; once for each decision',
  by: allow('officer', { ministry: 'own', self: selfRoles }),
  body: z.strictObject({
    grounds: Appeal.shape.grounds,
    evidence: CitedEvidence.optional(),
    receivedAt: GivenInstant.optional().describe('when a paper appeal came in; goes with reasonCode, for officers'),
    reasonCode: ReasonCode.optional().describe('why it is entered after it came in, e.g. `PAPER`; for officers'),
  }),
  refuses: [
    'WRONG_STATE',
    'EVIDENCE_UNKNOWN',
    'APPEAL_NOT_FORESEEN',
    'APPEALED_ALREADY',
    'APPEAL_TOO_LATE',
    'DATES_REVERSED',
    'FUTURE_DATE',
    'REASON_REQUIRED',
    'FORBIDDEN',
    'NOT_A_REPRESENTATIVE',
  ],
});

export const decideAppeal = application.change('appeals/{no}/decision', {
  summary:
    'Decide an appeal, as another person than the one who decided before and the one who filed it: upheld, the ' +
    'application returns to where it was; rejected, the decision is final',
  by: allow('approver', { ministry: 'own', person: true }),
  place: { no: GivenPlace },
  body: z.strictObject({
    decision: z.enum(['uphold', 'reject']).describe('what becomes of the appeal'),
    reasonCode: ReasonCode,
    decidedOn: BusinessDate,
  }),
  dated: 'decidedOn',
  refuses: ['NOT_FOUND', 'WRONG_STATE', 'DATES_REVERSED', 'FOUR_EYES'],
});
