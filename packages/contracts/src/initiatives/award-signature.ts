// An award as it is signed, and how it ends before all of it is paid.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { BusinessDate, ReasonCode } from '../kernel/requests.ts';
import { organisationRefusals } from '../registry/organisation-standing.ts';
import { LocalDate } from '../values/date.ts';
import { GivenDate } from '../values/given.ts';
import { Id } from '../values/identity.ts';
import { given } from '../values/kept-and-given.ts';
import { award, SignedProject } from './award.ts';
import { Tranche } from './award-money.ts';
import { NewInitiative } from './initiative.ts';

export const awardSigned = award.event(
  'signed.v1',
  'An award was signed: the programme pays it in tranches, and an initiative is registered for it',
  z.strictObject({
    applicationId: Id.describe('the application for which it was granted'),
    initiativeId: Id.describe('the initiative that is registered for it'),
    signedOn: LocalDate,
    tranches: z
      .array(Tranche.pick({ no: true, value: true, dueOn: true }))
      .describe('the parts in which the programme pays'),
  }),
  'signedOn',
);

/** It is asked for by the application, whose award is signed by it. */
export const signApplication = {
  ...award.change('signature', {
    summary: 'Sign the award of an approved application: its tranches are planned and its initiative is registered',
    by: allow('officer', { ministry: 'own', person: true }),
    body: given(SignedProject).extend({
      signedOn: BusinessDate,
      sectors: NewInitiative.shape.sectors,
      dueOn: z
        .array(GivenDate)
        .min(1)
        .max(24)
        .describe('the day on which each tranche of the rules is due, in their order; one where they plan none'),
    }),
    dated: 'signedOn',
    refuses: [
      'WRONG_STATE',
      'NOT_CAUGHT_UP',
      'DATES_REVERSED',
      'TRANCHES_NOT_PLANNED',
      'SECTORS_NOT_100',
      'RATE_MISSING',
      ...organisationRefusals,
    ],
  }),
  path: '/v1/applications/{id}/signature',
};

export const terminateAward = award.change('termination', {
  summary:
    'Terminate an award: what of it was not paid is cancelled, and what was paid is due back where the rules claim it ' +
    'back for this reason, else as far as it was not accounted for',
  by: allow('officer', { ministry: 'own', person: true }),
  body: z.strictObject({ reasonCode: ReasonCode, on: BusinessDate }),
  dated: 'on',
  refuses: ['WRONG_STATE', 'DATES_REVERSED', 'TRANCHE_INSTRUCTED', 'PERIOD_CLOSED'],
});
