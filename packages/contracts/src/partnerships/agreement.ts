// An agreement with a partner: written by one officer, signed by another, in force on its days until it is terminated.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { BusinessDate, ReasonCode } from '../kernel/requests.ts';
import { toldAs } from '../kernel/told-as.ts';
import { Count } from '../values/count.ts';
import { LocalDate } from '../values/date.ts';
import { Id } from '../values/identity.ts';
import { describedAs, given, openCode } from '../values/kept-and-given.ts';
import { Label } from '../values/label.ts';
import { Money } from '../values/money.ts';
import { Code } from '../values/text.ts';

/** Known types of agreement; an open list. */
export const agreementTypes = ['mou', 'framework', 'financing', 'technical-assistance'] as const;

/** Where an agreement stands on a day; signed before its first one, expiring when few days are left and none follows it. */
export const agreementPhases = ['draft', 'signed', 'in-force', 'expiring', 'renewed', 'expired', 'terminated'] as const;

/** An agreement in force is expiring when at most so many days come until its last one. */
export const EXPIRING_DAYS = 90;

const AgreementType = describedAs(openCode(agreementTypes), 'what is agreed on, by an open list');

const Terms = z.strictObject({
  partnerId: Id,
  type: AgreementType,
  title: Label,
  reference: Code.describe('its number, which no other agreement with the partner has, e.g. `MFIN-2026/17`'),
  startsOn: LocalDate,
  endsOn: LocalDate,
  ceiling: describedAs(Money, 'the most that the partner can be asked for under it').optional(),
});

/** What can be corrected: an agreement with another partner is another agreement. */
const Correctable = Terms.omit({ partnerId: true });

export const agreement = defineAggregate(
  'partnerships.agreement',
  Terms.extend({
    status: z.enum(['draft', 'signed', 'terminated']).describe('what was done with it; that its days are over is none'),
    /** the person who wrote it, who cannot be the one to sign it */
    draftedBy: z.string(),
    renews: Id.optional().describe('the agreement with the same partner that it follows'),
    renewedBy: Id.optional().describe(
      'the agreement that follows it, once that was signed and unless it was terminated',
    ),
    signedOn: LocalDate.optional(),
    terminatedOn: LocalDate.optional(),
    reasonCode: ReasonCode.optional().describe('why it was terminated'),
  }),
  {
    path: '/v1/agreements',
    called: ['an agreement', 'agreements'],
    filters: ['partnerId', 'type', 'status', 'ministry'],
    identifiers: ['reference'],
    days: ['endsOn'],
    status: ({ status }) => status,
    claims: ({ partnerId, reference, renews, status }) => [
      { identifier: `${partnerId} ${reference}`, pointer: '/reference' },
      ...(renews === undefined || status !== 'signed' ? [] : [{ identifier: `renews ${renews}`, pointer: '/renews' }]),
    ],
  },
);
export type Agreement = z.infer<typeof agreement.state>;

export const agreementSigned = agreement.event(
  'signed.v1',
  'An agreement was signed; it is in force from its first day to its last one',
  z.strictObject({
    partnerId: Id,
    type: AgreementType,
    signedOn: LocalDate,
    startsOn: LocalDate,
    endsOn: LocalDate,
  }),
  'signedOn',
);
export const agreementTerminated = agreement.event(
  'terminated.v1',
  'A signed agreement was terminated; from this day on it is not in force',
  z.strictObject({ on: LocalDate, reasonCode: ReasonCode }),
  'on',
);
export const agreementRenewed = agreement.event(
  'renewed.v1',
  'An agreement that follows a signed one was signed; what was committed under the one before goes on',
  z.strictObject({
    successorId: Id.describe('the agreement that follows it'),
    renewedOn: LocalDate.describe('the day on which that was signed'),
  }),
  'renewedOn',
);
export const agreementRenewalEnded = agreement.event(
  'renewal-ended.v1',
  'The agreement that followed a signed one was terminated; that one may be renewed anew',
  z.strictObject({
    successorId: Id.describe('the agreement that followed it'),
    endedOn: LocalDate.describe('the day from which on that is not in force'),
  }),
  'endedOn',
);
export const agreementRevised = agreement.revised;
export const agreementCorrected = agreement.corrected(toldAs(Correctable, {}));

export const draftAgreement = agreement.create({
  summary:
    'Write an agreement with a partner, or one that renews another; it is not in force before it is signed, and renews nothing until then',
  by: allow('partner-officer', { person: true }),
  body: given(Terms).extend({
    renews: Id.optional().describe(
      'the signed agreement with the same partner that it follows: it begins and ends no earlier than that',
    ),
  }),
  refuses: ['PARTNER_UNKNOWN', 'AGREEMENT_UNKNOWN', 'ALREADY_EXISTS', 'WRONG_STATE', 'DATES_REVERSED'],
});

export const signAgreement = agreement.change('signature', {
  summary: 'Enter that an agreement was signed; by another person than the one who wrote it',
  by: allow('partner-officer', { ministry: 'own', person: true }),
  body: z.strictObject({ signedOn: BusinessDate }),
  dated: 'signedOn',
  refuses: ['FOUR_EYES', 'WRONG_STATE', 'DATES_REVERSED', 'AGREEMENT_UNKNOWN', 'ALREADY_EXISTS'],
});

export const terminateAgreement = agreement.change('termination', {
  summary: 'Terminate a signed agreement: from the day on that is named it is not in force',
  by: allow('partner-officer', { ministry: 'own' }),
  body: z.strictObject({ reasonCode: ReasonCode, on: BusinessDate }),
  dated: 'on',
  refuses: ['WRONG_STATE', 'DATES_REVERSED'],
});

export const correctAgreement = agreement.correct({
  summary:
    'Correct an agreement: all of a draft; of one that was signed its title and its reference, and what was agreed on stays',
  by: allow('partner-officer', { ministry: 'own' }),
  fields: given(Correctable),
  event: agreementCorrected,
  frozen: ({ status }) =>
    status === 'draft' ? [] : [{ fields: ['type', 'startsOn', 'endsOn', 'ceiling'], by: 'FROZEN_BY_SIGNATURE' }],
  refuses: ['DATES_REVERSED'],
});

export const { list: listAgreements, get: getAgreement } = agreement.reads({
  by: allow(governmentRoles),
  hides: ['draftedBy'],
  shows: {
    phase: z
      .enum(agreementPhases)
      .describe(
        'where it stands today: signed before its first day, expiring when at most 90 days are left and none follows it, renewed once one does',
      ),
    inForce: z.boolean().describe('whether it is in force today: signed, not terminated, and today is one of its days'),
    expiresInDays: Count.optional().describe('how many days come after today until its last one; of what is in force'),
  },
});
