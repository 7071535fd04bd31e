// The tranches of an award: eligible ⇄ held → approved by two persons → instructed where a bank is asked → paid once.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { BusinessDate, ReasonCode } from '../kernel/requests.ts';
import { organisationRefusals } from '../registry/organisation-standing.ts';
import { Count } from '../values/count.ts';
import { LocalDate } from '../values/date.ts';
import { Code } from '../values/text.ts';
import { award } from './award.ts';
import { GivenPlace } from './award-contribution.ts';
import { Payment, Tranche } from './award-money.ts';
import { CitedEvidence } from './evidence.ts';

const Changed = z.strictObject({ no: Tranche.shape.no, on: LocalDate });

export const awardTrancheEligible = award.event(
  'tranche-eligible.v1',
  'Nothing holds a tranche: it can be approved',
  Changed,
  'on',
);
export const awardTrancheHeld = award.event(
  'tranche-held.v1',
  'A tranche is held; an approval that it had does not count any more',
  Changed.extend({ reasonCode: ReasonCode }),
  'on',
);
export const awardTrancheReleased = award.event(
  'tranche-released.v1',
  'Somebody released a tranche that somebody had held',
  Changed.extend({ reasonCode: ReasonCode.describe('why it had been held') }),
  'on',
);
export const awardTrancheApproved = award.event(
  'tranche-approved.v1',
  'A person approved a tranche; with the second of them it can be paid',
  Changed.extend({ approvals: Count.describe('how many persons have approved it') }),
  'on',
);
export const awardTranchePaid = award.event(
  'tranche-paid.v1',
  'A tranche was paid',
  Payment.omit({ reference: true, entryReference: true }).extend({ no: Tranche.shape.no }),
  'paidOn',
);

const place = { no: GivenPlace };
const refuses = ['WRONG_STATE', 'NOT_FOUND', 'DATES_REVERSED'] as const;

export const acceptRequirement = award.change('tranches/{no}/acceptances', {
  summary: 'Accept something that a tranche waits for, such as a report',
  by: allow('officer', { ministry: 'own', person: true }),
  place,
  body: z.strictObject({
    code: Code.describe('what is accepted, e.g. `REPORT`'),
    evidence: CitedEvidence.optional(),
    acceptedOn: BusinessDate,
  }),
  dated: 'acceptedOn',
  refuses: [...refuses, 'REQUIREMENT_NOT_DUE', 'EVIDENCE_UNKNOWN'],
});

export const retractRequirement = award.change('tranches/{no}/acceptances/{code}/retraction', {
  summary:
    'Take back the acceptance of something that a tranche waits for: it is held again until that is accepted anew. What two persons have approved is held first',
  by: allow('officer', { ministry: 'own', person: true }),
  place: { ...place, code: Code.describe('what had been accepted, e.g. `REPORT`') },
  body: z.strictObject({ reasonCode: ReasonCode, retractedOn: BusinessDate }),
  dated: 'retractedOn',
  refuses,
});

export const holdTranche = award.change('tranches/{no}/hold', {
  summary: 'Hold a tranche that is not paid, until somebody releases it',
  by: allow('officer', { ministry: 'own' }),
  place,
  body: z.strictObject({ reasonCode: ReasonCode, on: BusinessDate }),
  dated: 'on',
  refuses,
});

export const releaseTranche = award.change('tranches/{no}/release', {
  summary: 'Release a tranche that somebody had held; what else holds it goes on to do so',
  by: allow('officer', { ministry: 'own', person: true }),
  place,
  body: z.strictObject({ on: BusinessDate }),
  dated: 'on',
  refuses,
});

export const approveTranche = award.change('tranches/{no}/approvals', {
  summary: 'Approve a tranche; two persons must, neither of whom made it',
  by: allow('approver', { ministry: 'own', person: true }),
  place,
  body: z.strictObject({ approvedOn: BusinessDate }),
  dated: 'approvedOn',
  refuses: [...refuses, 'FOUR_EYES'],
});

export const payTranche = award.change('tranches/{no}/payment', {
  summary:
    'Enter the payment of an approved tranche, once; the applicant is looked at again. Of one that the bank was asked to pay, by the number of that order, once its file was sent',
  by: allow('finance', { person: true }),
  place,
  body: Payment.omit({ value: true }).extend({ paidOn: BusinessDate }),
  dated: 'paidOn',
  idempotency: 'required',
  refuses: [
    ...refuses,
    'ALREADY_EXISTS',
    'RATE_MISSING',
    'PAYEE_NOT_USABLE',
    'PERIOD_CLOSED',
    'OTHER_PAYMENT',
    'BATCH_NOT_SENT',
    ...organisationRefusals,
  ],
});
