// What the other parties of an award give: pledged → received → verified, in increments that may be taken back.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { BusinessDate, ReasonCode } from '../kernel/requests.ts';
import { LocalDate } from '../values/date.ts';
import { described } from '../values/described.ts';
import { broken } from '../values/form.ts';
import { Money, SignedMoney, SignedValued } from '../values/money.ts';
import { Code } from '../values/text.ts';
import { award } from './award.ts';
import { Contribution } from './award-money.ts';
import { ContributionForm, PartyRole } from './match-limits.ts';

const Told = z.strictObject({
  no: Contribution.shape.no,
  role: PartyRole,
  form: ContributionForm,
  value: SignedValued.describe('what is added, or taken back where it is negative'),
  sourceRef: Contribution.shape.sourceRef,
  method: Contribution.shape.method,
  reasonCode: ReasonCode.optional().describe('why something is taken back'),
});

export const awardContributionPledged = award.event(
  'contribution-pledged.v1',
  'A contribution to an award was promised, or a promise of it was taken back',
  Told.extend({ pledgedOn: LocalDate }),
  'pledgedOn',
);
export const awardContributionReceived = award.event(
  'contribution-received.v1',
  'A part of what was promised came in, or an entry of it was taken back',
  Told.extend({ receivedOn: LocalDate }),
  'receivedOn',
);
export const awardContributionVerified = award.event(
  'contribution-verified.v1',
  'A part of what came in was verified, or a verification of it was taken back',
  Told.extend({ verifiedOn: LocalDate }),
  'verifiedOn',
);

const Pledge = z
  .strictObject({
    role: PartyRole,
    form: ContributionForm,
    amount: Money,
    method: Code.optional().describe('how it is valued; needed where it is given in kind or in time'),
    sourceRef: Contribution.shape.sourceRef,
    pledgedOn: BusinessDate,
  })
  .refine(({ form, method }) => method !== undefined || form === 'cash' || form === 'fx-transfer', {
    ...broken('REQUIRED'),
    path: ['method'],
  });
described.add(Pledge, {
  anyOf: [{ properties: { form: { enum: ['cash', 'fx-transfer'] } } }, { required: ['method'] }],
});

export const pledgeContribution = award.change('contributions', {
  summary: 'Enter what a party other than the programme promises to give to an award',
  by: allow('officer', { ministry: 'own' }),
  body: Pledge,
  dated: 'pledgedOn',
  refuses: ['WRONG_STATE', 'DATES_REVERSED', 'CONTRIBUTION_NOT_TAKEN', 'OTHER_CURRENCY', 'RATE_MISSING'],
});

/** The place in a path, where numbers are text. */
export const GivenPlace = z.coerce.number<string>().int().min(1).max(999);

/** What is added to a sum, or taken back from it with a reason. */
export const Increment = z.strictObject({
  amount: SignedMoney.describe('what is added; negative, with a reasonCode, to take back what was entered wrongly'),
  reasonCode: ReasonCode.optional().describe('why something is taken back, e.g. `WRONG_ENTRY`'),
});

/** The refusals of an increment. */
export const incrementRefusals = [
  'WRONG_STATE',
  'NOT_FOUND',
  'DATES_REVERSED',
  'OTHER_CURRENCY',
  'REASON_REQUIRED',
  'ABOVE_LIMIT',
  'BELOW_LIMIT',
  'PERIOD_CLOSED',
] as const;

export const receiveContribution = award.change('contributions/{no}/receipt', {
  summary:
    'Enter what of a contribution has come in; what a partner gives comes in by the disbursements of its commitment',
  by: allow('officer', { ministry: 'own' }),
  place: { no: GivenPlace },
  body: Increment.extend({ receivedOn: BusinessDate }),
  dated: 'receivedOn',
  idempotency: 'required',
  refuses: [...incrementRefusals, 'RATE_MISSING', 'RECEIVED_BY_DISBURSEMENT'],
});

export const verifyContribution = award.change('contributions/{no}/verification', {
  summary: 'Verify what of a contribution has come in; by a person who entered none of it',
  by: allow('finance', { person: true }),
  place: { no: GivenPlace },
  body: Increment.extend({ verifiedOn: BusinessDate }),
  dated: 'verifiedOn',
  idempotency: 'required',
  refuses: [...incrementRefusals, 'RATE_MISSING', 'FOUR_EYES'],
});

export const reducePledge = award.change('contributions/{no}/reduction', {
  summary:
    'Take back a promise, or a part of it, of which nothing has come in; what a partner gives is changed by its commitment',
  by: allow('officer', { ministry: 'own' }),
  place: { no: GivenPlace },
  body: z.strictObject({ amount: Money, reasonCode: ReasonCode, pledgedOn: BusinessDate }),
  dated: 'pledgedOn',
  idempotency: 'required',
  refuses: ['WRONG_STATE', 'NOT_FOUND', 'DATES_REVERSED', 'OTHER_CURRENCY', 'BELOW_LIMIT', 'CONTRIBUTION_NOT_TAKEN'],
});
