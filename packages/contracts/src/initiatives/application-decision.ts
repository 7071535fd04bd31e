// How an eligible application is decided on: reviewed by persons who score it, and approved by bodies.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { BusinessDate } from '../kernel/requests.ts';
import { Count } from '../values/count.ts';
import { LocalDate } from '../values/date.ts';
import { Id } from '../values/identity.ts';
import { Code } from '../values/text.ts';
import { application } from './application.ts';
import { Score } from './application-judgement.ts';

export const applicationReviewed = application.event(
  'reviewed.v1',
  'A reviewer scored an application; the mean is that of all reviews so far',
  z.strictObject({
    callId: Id,
    reviews: Count.describe('how many reviewers have scored it'),
    meanScore: z.string().describe('the mean of their totals, with two decimals'),
    reviewedOn: LocalDate,
  }),
  'reviewedOn',
);

export const applicationApproved = application.event(
  'approved.v1',
  'The last of the bodies approved an application',
  z.strictObject({ callId: Id, bodies: z.array(Code), decidedOn: LocalDate }),
  'decidedOn',
);

export const reviewApplication = application.change('reviews', {
  summary:
    'Score an application by the criteria of its rules, or declare a conflict of interest; once for each reviewer',
  by: allow('reviewer', { ministry: 'own', person: true }),
  body: z.strictObject({
    conflictOfInterest: z.boolean(),
    scores: z.array(Score).max(30).default([]),
    reviewedOn: BusinessDate,
  }),
  dated: 'reviewedOn',
  refuses: ['WRONG_STATE', 'DATES_REVERSED', 'REVIEWED_ALREADY', 'SCORES_NOT_TAKEN'],
});

export const approveApplication = application.change('approvals', {
  summary: 'Approve an application for one of the bodies that must; each by a person of its own',
  by: allow('approver', { ministry: 'own', person: true }),
  body: z.strictObject({ body: Code, approvedOn: BusinessDate }),
  dated: 'approvedOn',
  refuses: [
    'WRONG_STATE',
    'DATES_REVERSED',
    'FOUR_EYES',
    'CONFLICT_OF_INTEREST',
    'BODY_NOT_DUE',
    'REVIEWS_MISSING',
    'AWARD_NOT_POSSIBLE',
    'RATE_MISSING',
    'ENVELOPE_EXHAUSTED',
  ],
});
