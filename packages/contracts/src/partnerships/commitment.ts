// What a partner has bound itself to give to an award: made under an agreement in force, against what the award asks
// for. Its disbursements are a part of it, so that they never sum to less than zero or to more than it promises.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { BusinessDate, ReasonCode } from '../kernel/requests.ts';
import { LocalDate } from '../values/date.ts';
import { Id } from '../values/identity.ts';
import { describedAs } from '../values/kept-and-given.ts';
import { Money, PositiveMoney, SignedMoney, SignedValued, Valued } from '../values/money.ts';
import { Code } from '../values/text.ts';

/** What a partner has paid, or got back where it is negative. */
export const Disbursement = z.strictObject({
  no: z.int().min(1).max(9999).describe('its place among the disbursements of the commitment, from 1'),
  reference: Code.describe('the number of the payment, which no other disbursement of the partner has'),
  value: SignedValued.describe('what was paid, or was taken back where it is negative'),
  disbursedOn: LocalDate,
  reasonCode: ReasonCode.optional().describe('why something was taken back'),
});
export type Disbursement = z.infer<typeof Disbursement>;

/** A part of a commitment that will not come. */
export const Reduction = z.strictObject({
  no: z.int().min(1).max(9999).describe('its place among the reductions of the commitment, from 1'),
  amount: Money.describe('what was taken off'),
  uncovers: describedAs(Money, 'what the award misses again by it, in the currency of the award'),
  reasonCode: ReasonCode,
  reducedOn: LocalDate,
});
export type Reduction = z.infer<typeof Reduction>;

/** How much of what is promised has been paid; cancelled where nothing is promised any more. */
export const commitmentStates = ['open', 'partly-disbursed', 'disbursed', 'cancelled'] as const;

const Parties = z.strictObject({
  partnerId: Id,
  agreementId: Id.describe('the agreement under which it was made'),
  awardId: Id.describe('the award for which it was made'),
  programmeId: Id,
});

export const commitment = defineAggregate(
  'partnerships.commitment',
  Parties.extend({
    value: Valued.describe('what is promised, without what was taken off'),
    covers: describedAs(Money, 'what it covers of what the award asks for, in the currency of the award'),
    disbursed: Money.describe('what of it has been paid'),
    committedOn: LocalDate.describe('the day on which it was made'),
    status: z.enum(commitmentStates),
    disbursements: z.array(Disbursement).describe('each payment, in the order in which they were entered'),
    reductions: z.array(Reduction).describe('what was taken off, in the order in which it was entered'),
    /** what it takes of the ceiling of its agreement, in the currency of the ceiling */
    underCeiling: Money.optional(),
  }),
  {
    path: '/v1/commitments',
    called: ['a commitment', 'commitments'],
    filters: ['partnerId', 'agreementId', 'programmeId', 'status', 'ministry'],
    identifiers: ['awardId'],
    days: ['committedOn'],
    grows: ['disbursements', 'reductions'],
    status: ({ status }) => status,
    claims: ({ partnerId, disbursements }) =>
      disbursements.map(({ reference }) => ({ identifier: `${partnerId} ${reference}`, pointer: '/reference' })),
  },
);
export type Commitment = z.infer<typeof commitment.state>;

export const commitmentMade = commitment.event(
  'made.v1',
  'A partner bound itself to give to an award',
  Parties.extend({ value: Valued, committedOn: LocalDate }),
  'committedOn',
);

const OfAward = Parties.pick({ partnerId: true, awardId: true });

export const commitmentDisbursementRecorded = commitment.event(
  'disbursement-recorded.v1',
  'A partner paid a part of a commitment, or an entry of it was taken back',
  OfAward.extend({
    no: Disbursement.shape.no,
    value: Disbursement.shape.value,
    disbursedOn: LocalDate,
    reasonCode: Disbursement.shape.reasonCode,
  }),
  'disbursedOn',
);

export const commitmentReduced = commitment.event(
  'reduced.v1',
  'A part of a commitment, or all of it, will not come',
  OfAward.extend({
    no: Reduction.shape.no,
    value: Valued.describe('what is promised from then on'),
    takenOff: Money.describe('what was taken off'),
    reasonCode: ReasonCode,
    reducedOn: LocalDate,
  }),
  'reducedOn',
);

export const commitmentRevised = commitment.revised;

export const makeCommitment = commitment.create({
  summary: 'Enter what a partner binds itself to give to an award, under an agreement in force',
  by: allow('partner-officer'),
  body: z.strictObject({
    agreementId: Id.describe('an agreement that is in force on the day of the commitment; it names the partner'),
    awardId: Id.describe('an award that asks partners for money'),
    amount: PositiveMoney.describe('at most what the award still misses'),
    committedOn: BusinessDate,
  }),
  dated: 'committedOn',
  idempotency: 'required',
  refuses: [
    'AGREEMENT_UNKNOWN',
    'AGREEMENT_NOT_IN_FORCE',
    'CO_FUNDING_NOT_ASKED',
    'AWARD_ENDED',
    'NOT_CAUGHT_UP',
    'DATES_REVERSED',
    'RATE_MISSING',
    'ABOVE_LIMIT',
  ],
});

export const recordDisbursement = commitment.change('disbursements', {
  summary: 'Enter what a partner has paid of a commitment, or take an entry of it back',
  by: allow('partner-officer', { ministry: 'own' }),
  body: z.strictObject({
    amount: SignedMoney.describe('what was paid; negative, with a reasonCode, to take back what was entered wrongly'),
    reference: Disbursement.shape.reference,
    reasonCode: ReasonCode.optional().describe('why something is taken back, e.g. `WRONG_ENTRY`'),
    disbursedOn: BusinessDate,
  }),
  dated: 'disbursedOn',
  idempotency: 'required',
  refuses: [
    'ALREADY_EXISTS',
    'AWARD_ENDED',
    'DATES_REVERSED',
    'OTHER_CURRENCY',
    'RATE_MISSING',
    'REASON_REQUIRED',
    'ABOVE_LIMIT',
    'BELOW_LIMIT',
  ],
});

export const reduceCommitment = commitment.change('reduction', {
  summary: 'Take off a commitment what will not come: a part of what was not paid, or all of that',
  by: allow('partner-officer', { ministry: 'own' }),
  body: z.strictObject({
    amount: PositiveMoney.optional().describe('what is taken off; all that was not paid unless told'),
    reasonCode: ReasonCode,
    reducedOn: BusinessDate,
  }),
  dated: 'reducedOn',
  idempotency: 'required',
  refuses: ['WRONG_STATE', 'NOT_CAUGHT_UP', 'DATES_REVERSED', 'OTHER_CURRENCY', 'ABOVE_LIMIT'],
});

export const { list: listCommitments, get: getCommitment } = commitment.reads({
  by: allow(governmentRoles),
  hides: ['underCeiling'],
  shows: { undisbursed: Money.describe('what is promised and has not been paid') },
  summary: 'Read a commitment with its disbursements',
});
