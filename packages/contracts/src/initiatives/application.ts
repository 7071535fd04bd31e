// An application under a call: started → submitted → (returned → submitted)* → eligible | ineligible → … | declined | withdrawn.
// It is for its own ministry and its applicant alone. Nothing in it and nothing that is told of it names a natural person.
import { z } from 'zod';
import { allow, governmentRoles, selfRoles } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { BusinessDate, ReasonCode } from '../kernel/requests.ts';
import { toldAs } from '../kernel/told-as.ts';
import { Count } from '../values/count.ts';
import { Instant, LocalDate } from '../values/date.ts';
import { PositiveDecimal } from '../values/decimal.ts';
import { GivenInstant } from '../values/given.ts';
import { Id } from '../values/identity.ts';
import { given, givenAs, listOf, openCode } from '../values/kept-and-given.ts';
import { Money } from '../values/money.ts';
import { Code, Text } from '../values/text.ts';
import { Appeal, Approval, Eligibility, NamedAnswer, Review, ReviewsTotal } from './application-judgement.ts';
import { Grant } from './award-share.ts';
import { applicantKinds } from './call.ts';
import { EvidenceFile } from './evidence.ts';
import { ContributionForm } from './match-limits.ts';
import { CostLine, Offer } from './match-quote.ts';
import { FactAnswer, QuoteCondition, QuoteRejection } from './quote.ts';

const ofCall = { callId: Id, programmeId: Id };

const Applicant = z.strictObject({
  callId: Id,
  applicantKind: openCode(applicantKinds),
  organisationId: Id.optional(),
});

const KeptOffer = givenAs(Offer.extend({ form: ContributionForm }), Offer);

/** What is applied for. */
export const Project = z.strictObject({
  cost: Money,
  costLines: listOf(CostLine, 100),
  offers: listOf(KeptOffer, 100),
  beneficiaries: Count.optional(),
  units: PositiveDecimal.optional(),
  completedStages: listOf(Code, 50),
  requested: Money,
  area: Text,
});

/** What was submitted, and by which rules it is judged. */
export const Submission = Project.extend({
  submittedAt: Instant.describe('the moment that decided whether the call was open'),
  submittedOn: LocalDate.describe('the day of that moment in the time zone of the call'),
  paperReason: Code.optional().describe('why it was entered after it had come in'),
  rulesVersion: Code.describe('the version of the rules that was in force on that day, by which it is judged'),
  answers: z.array(NamedAnswer).describe('the answers that are not private'),
});
export type Submission = z.infer<typeof Submission>;

/** The states of an application in this release, in their order. */
export const applicationStates = [
  'started',
  'submitted',
  'returned',
  'eligible',
  'ineligible',
  'reviewed',
  'approved',
  'declined',
  'withdrawn',
] as const;

export const application = defineAggregate(
  'initiatives.application',
  Applicant.extend({
    programmeId: Id,
    status: z.enum(applicationStates),
    submission: Submission.optional(),
    /** names the private answers, which are kept apart and go with an erasure */
    privateAnswers: z.string().optional(),
    returned: z.strictObject({ reasonCode: ReasonCode, returnedOn: LocalDate }).optional(),
    eligibility: Eligibility.optional(),
    reviews: z.array(Review),
    /** sorts it among the applications of its call, once it has been scored */
    rankKey: z.string().optional(),
    approvals: z.array(Approval),
    /** what the last approval grants */
    grant: Grant.optional(),
    reasonCodes: z.array(ReasonCode).optional(),
    decidedOn: LocalDate.optional(),
    /** the person who found it ineligible or declined it, who is told to nobody */
    decidedBy: z.string().optional(),
    appeals: z.array(Appeal).optional(),
    evidence: z.array(EvidenceFile).optional().describe('the files that were added to it'),
    withdrawnOn: LocalDate.optional(),
  }),
  {
    path: '/v1/applications',
    called: ['an application', 'applications of the own ministry, or one’s own'],
    filters: ['callId', 'programmeId', 'status'],
    identifiers: ['organisationId'],
    soughtBy: [['callId', 'rankKey']],
    status: ({ status }) => status,
    confidential: true,
    applicants: { shownTo: [] },
  },
);
export type Application = z.infer<typeof application.state>;

export const applicationStarted = application.event(
  'started.v1',
  'An application was started',
  z.strictObject({
    ...ofCall,
    applicantKind: Code,
    organisationId: Id.optional().describe('of an applicant that is no natural person'),
  }),
);
export const applicationSubmitted = application.event(
  'submitted.v1',
  'An application was submitted, or submitted again after it had been returned',
  z.strictObject({ ...ofCall, submittedOn: LocalDate, cost: Money, requested: Money, area: Text }),
  'submittedOn',
);
export const applicationReturned = application.event(
  'returned.v1',
  'An application was returned to be corrected',
  z.strictObject({ ...ofCall, reasonCode: ReasonCode, returnedOn: LocalDate }),
  'returnedOn',
);
const Found = z.strictObject({ ...ofCall, rulesVersion: Code, decidedOn: LocalDate, reasonCodes: z.array(ReasonCode) });
export const applicationFoundEligible = application.event(
  'found-eligible.v1',
  'An application was found to meet every condition of the rules',
  Found,
  'decidedOn',
);
export const applicationFoundIneligible = application.event(
  'found-ineligible.v1',
  'An application was found not to meet a condition of the rules',
  Found,
  'decidedOn',
);
export const applicationDeclined = application.event(
  'declined.v1',
  'An eligible application was declined',
  z.strictObject({ callId: Id, reasonCodes: z.array(ReasonCode), decidedOn: LocalDate }),
  'decidedOn',
);
export const applicationWithdrawn = application.event(
  'withdrawn.v1',
  'An application was withdrawn',
  z.strictObject({ callId: Id, from: z.string().describe('the state in which it was'), on: LocalDate }),
  'on',
);
export const applicationRevised = application.revised;

const WhoApplies = Applicant.omit({ callId: true });
export const applicationCorrected = application.corrected(toldAs(WhoApplies, {}));

const byOfficer = allow('officer', { ministry: 'own' });
const byApplicant = allow('officer', { ministry: 'own', self: selfRoles });

export const startApplication = application.create({
  summary:
    'Start an application under a call of your ministry, or one of your own under any call that was opened; nothing is ' +
    'judged before it is submitted',
  by: allow('officer', { self: selfRoles }),
  body: given(Applicant),
  refuses: [
    'FORBIDDEN',
    'CALL_UNKNOWN',
    'WRONG_STATE',
    'APPLICANT_NOT_TAKEN',
    'ORGANISATION_UNKNOWN',
    'NOT_A_REPRESENTATIVE',
  ],
});

export const submitApplication = application.change('submission', {
  summary: 'Submit an application, within the window of its call; again only after it was returned',
  by: byApplicant,
  body: given(Project).extend({
    answers: z
      .record(Code, FactAnswer)
      .default({})
      .describe('answers to the questions of the rules, by their names; private ones are kept apart'),
    receivedAt: GivenInstant.optional().describe(
      'when a paper application came in; goes with reasonCode, for officers',
    ),
    reasonCode: ReasonCode.optional().describe('why it is entered after it came in, e.g. `PAPER`; for officers'),
  }),
  bodyLimit: 64 * 1024,
  refuses: [
    'WRONG_STATE',
    'OUTSIDE_WINDOW',
    'FUTURE_DATE',
    'REASON_REQUIRED',
    'RULES_NOT_IN_FORCE',
    'OTHER_CURRENCY',
    'ABOVE_LIMIT',
    'ANSWER_NOT_TAKEN',
    'GONE',
    'FORBIDDEN',
    'NOT_A_REPRESENTATIVE',
  ],
});

export const correctApplication = application.correct({
  summary:
    'Correct who applies, before the application is submitted or after it was returned; what is applied for is ' +
    'submitted again',
  by: byApplicant,
  fields: given(WhoApplies),
  event: applicationCorrected,
  frozen: ({ status }) =>
    status === 'started' || status === 'returned'
      ? []
      : [{ fields: ['applicantKind', 'organisationId'], by: 'FROZEN_BY_SUBMISSION' }],
  refuses: ['APPLICANT_NOT_TAKEN', 'ORGANISATION_UNKNOWN', 'NOT_A_REPRESENTATIVE'],
});

export const returnApplication = application.change('return', {
  summary: 'Return a submitted application to be corrected',
  by: byOfficer,
  body: z.strictObject({ reasonCode: ReasonCode, returnedOn: BusinessDate }),
  dated: 'returnedOn',
  refuses: ['WRONG_STATE', 'DATES_REVERSED'],
});

export const decideEligibility = application.change('eligibility', {
  summary:
    'Decide by the rules in force at submission whether an application is eligible, with a trace of each condition',
  by: byOfficer,
  body: z.strictObject({ decidedOn: BusinessDate }),
  dated: 'decidedOn',
  refuses: ['WRONG_STATE', 'DATES_REVERSED', 'ANSWERS_MISSING'],
});

export const declineApplication = application.change('decline', {
  summary: 'Decline an eligible application',
  by: byOfficer,
  body: z.strictObject({ reasonCodes: z.array(ReasonCode).min(1).max(20), decidedOn: BusinessDate }),
  dated: 'decidedOn',
  refuses: ['WRONG_STATE', 'DATES_REVERSED'],
});

export const withdrawApplication = application.change('withdrawal', {
  summary: 'Withdraw an application on which nothing has been refused',
  by: byApplicant,
  body: z.strictObject({ withdrawnOn: BusinessDate }),
  dated: 'withdrawnOn',
  refuses: ['WRONG_STATE', 'DATES_REVERSED', 'NOT_A_REPRESENTATIVE'],
});

/** The decision on eligibility as a person reads it. */
export const EligibilityRead = Eligibility.omit({ conditions: true, rejections: true }).extend({
  conditions: z.array(QuoteCondition),
  rejections: z.array(QuoteRejection),
});

export const { list: listApplications, get: getApplication } = application.reads({
  by: allow(governmentRoles, { ministry: 'own', self: selfRoles }),
  hides: ['privateAnswers', 'rankKey', 'decidedBy', 'eligibility', 'reviews', 'approvals', 'appeals', 'grant'],
  shows: {
    eligibility: EligibilityRead.optional().describe('how it was found eligible or not, in the language of the answer'),
    reviews: z
      .array(Review.omit({ reviewer: true }))
      .optional()
      .describe('what reviewers found, who are not named; not for the applicant'),
    scored: ReviewsTotal.optional().describe('what the reviews come to; not for the applicant'),
    approvals: z
      .array(Approval.omit({ approvedBy: true }))
      .optional()
      .describe('the bodies that have approved; not for the applicant'),
    appeals: z
      .array(Appeal.omit({ filedBy: true }))
      .optional()
      .describe('appeals against its decisions, in the order in which they came in'),
  },
});
