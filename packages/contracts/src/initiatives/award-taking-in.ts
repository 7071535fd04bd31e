// An award of before is taken in: proposed by one person, approved by another, as one entry in the ledger.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { BusinessDate } from '../kernel/requests.ts';
import { LocalDate } from '../values/date.ts';
import { described } from '../values/described.ts';
import { broken } from '../values/form.ts';
import { GivenDate } from '../values/given.ts';
import { Id } from '../values/identity.ts';
import { given } from '../values/kept-and-given.ts';
import { Money, PositiveMoney, Valued } from '../values/money.ts';
import { Code, Text } from '../values/text.ts';
import { award, SignedProject } from './award.ts';
import { Contribution, Payment, Tranche } from './award-money.ts';
import { Opening, OpeningContribution, OpeningPayment, OpeningTranche } from './award-opening.ts';
import { AwardShare } from './award-share.ts';
import { NewInitiative } from './initiative.ts';

export const awardOpened = award.event(
  'opened.v1',
  'An award that was granted, signed and partly paid before it was kept here was taken in with its balances of one day',
  z.strictObject({
    formerNumber: Opening.shape.formerNumber,
    programmeId: Id,
    callId: Id.optional().describe('the call whose envelope its central share is taken of'),
    organisationId: Id.optional(),
    area: Text,
    rulesVersion: Code.optional().describe(
      'the version of the rules by which it was granted; none where it was before them',
    ),
    initiativeId: Id.describe('the initiative that is registered for it'),
    grantedOn: LocalDate.describe('the day on which it was granted'),
    signedOn: LocalDate.describe('the day on which it was signed'),
    openedOn: Opening.shape.openedOn,
    cost: Valued.describe('by the rate of the day of the opening, as every sum here'),
    shares: z.array(AwardShare.pick({ role: true, value: true })).describe('they sum to the cost to the minor unit'),
    contributions: z
      .array(
        Contribution.pick({ no: true, role: true, form: true }).extend({
          pledged: Valued.describe('what was promised'),
          received: Valued.describe('what of it had come in'),
          verified: Valued.describe('what of it had been verified'),
        }),
      )
      .describe('what the other parties had given'),
    tranches: z
      .array(
        Tranche.pick({ no: true, value: true, dueOn: true }).extend({
          paidOn: LocalDate.optional().describe('the day on which it was paid; none of what is yet to be paid'),
          budgetCode: Payment.shape.budgetCode,
          acquitted: Money.optional().describe('what of the payment had been accounted for'),
        }),
      )
      .describe('the parts in which the programme pays'),
  }),
  'openedOn',
);

const GivenContribution = given(OpeningContribution).refine(
  ({ form, method }) => method !== undefined || form === 'cash' || form === 'fx-transfer',
  { ...broken('REQUIRED'), path: ['method'] },
);
described.add(GivenContribution, {
  anyOf: [{ properties: { form: { enum: ['cash', 'fx-transfer'] } } }, { required: ['method'] }],
});

const GivenTranche = given(OpeningTranche).extend({
  amount: PositiveMoney,
  requires: z.array(Code).max(40).default([]).describe('what must be accepted before, e.g. `REPORT`'),
  payment: given(OpeningPayment)
    .optional()
    .describe('the payment that was made; none of a tranche that is yet to be paid'),
});

export const openAward = award.create({
  summary:
    'Propose to take in an award that was granted, signed and partly paid before it was kept here, with its balances of one day. ' +
    'Nothing is entered before another person approves it; the award is of the ministry of its programme',
  by: allow('finance', { person: true }),
  body: given(SignedProject).extend({
    formerNumber: Opening.shape.formerNumber,
    sourceRef: Opening.shape.sourceRef,
    programmeId: Id,
    callId: Id.optional().describe('the call whose envelope its central share is taken of; none unless told'),
    organisationId: Id.optional().describe('the applicant, where it is no natural person'),
    area: given(Text),
    rulesVersion: Code.optional().describe(
      'the published version of the rules by which it was granted; left out where it was granted before them',
    ),
    grantedOn: GivenDate.describe('the day on which it was granted'),
    signedOn: GivenDate.describe('the day on which it was signed'),
    openedOn: BusinessDate.describe(
      'the day as of which the balances stand, in an open fiscal period; today unless told, and never later',
    ),
    cost: PositiveMoney,
    shares: z
      .array(
        z.strictObject({
          party: AwardShare.shape.party,
          role: AwardShare.shape.role,
          amount: PositiveMoney.describe('what it pays of the cost'),
          forms: AwardShare.shape.forms
            .min(1)
            .max(4)
            .optional()
            .describe('the forms in which it may give; cash and transfers from abroad unless told'),
        }),
      )
      .min(1)
      .max(24)
      .describe('of every party; they sum to the cost'),
    sectors: NewInitiative.shape.sectors,
    contributions: z.array(GivenContribution).max(100).default([]).describe('what the other parties had given'),
    tranches: z
      .array(GivenTranche)
      .min(1)
      .max(24)
      .describe('the parts in which the programme pays, in the order of their days; they sum to its share'),
  }),
  dated: 'openedOn',
  idempotency: 'required',
  bodyLimit: 64 * 1024,
  refuses: [
    'PROGRAMME_UNKNOWN',
    'CALL_UNKNOWN',
    'ORGANISATION_UNKNOWN',
    'OPENING_NOT_TAKEN',
    'OTHER_CURRENCY',
    'DATES_REVERSED',
    'SECTORS_NOT_100',
    'RATE_MISSING',
    'PERIOD_CLOSED',
  ],
});

export const approveOpening = award.change('opening/approval', {
  summary:
    'Approve the opening balance of an award, which takes it in; by a person who did not propose it. Its one entry is of the day of the opening, which must be open still',
  by: allow('approver', { ministry: 'own', person: true }),
  body: z.strictObject({ approvedOn: BusinessDate }),
  dated: 'approvedOn',
  idempotency: 'required',
  refuses: ['WRONG_STATE', 'FOUR_EYES', 'DATES_REVERSED', 'PERIOD_CLOSED', 'ENVELOPE_EXHAUSTED'],
});

export const refuseOpening = award.change('opening/refusal', {
  summary: 'Refuse the opening balance of an award, which is not taken in; it can be proposed anew',
  by: allow('approver', { ministry: 'own', person: true }),
  body: z.strictObject({ refusedOn: BusinessDate }),
  dated: 'refusedOn',
  refuses: ['WRONG_STATE', 'DATES_REVERSED'],
});
