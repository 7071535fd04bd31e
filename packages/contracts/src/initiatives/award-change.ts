// What becomes of a signed award: amendments of it, and what is due back after its end.
import { z } from 'zod';
import { ReasonCode } from '../kernel/requests.ts';
import { LocalDate } from '../values/date.ts';
import { Money, SignedMoney } from '../values/money.ts';
import { Code } from '../values/text.ts';
import { Payment, Place } from './award-money.ts';

/** A tranche as an amendment plans it. */
export const PlannedTranche = z.strictObject({
  no: Place.optional().describe('its place, where it stands for a tranche that is there; a new one gets the next'),
  amount: Money,
  dueOn: LocalDate.describe('the day on which it is due'),
  counterpart: Money.describe('what the other parties together must have verified before'),
  requires: z.array(Code).max(40).describe('what must be accepted before, e.g. `REPORT`'),
});
export type PlannedTranche = z.infer<typeof PlannedTranche>;

/** What a party pays of the cost after an amendment. */
export const AmendedShare = z.strictObject({
  party: Code.describe('the party, as the programme calls it'),
  amount: Money.describe('what it pays of the cost'),
});
export type AmendedShare = z.infer<typeof AmendedShare>;

/** What an amendment changes: what it does not name stays. */
export const Amended = z.strictObject({
  plannedEndOn: LocalDate.optional(),
  shares: z.array(AmendedShare).min(1).max(24).optional().describe('of every party; they sum to the cost'),
  tranches: z
    .array(PlannedTranche)
    .min(1)
    .max(24)
    .optional()
    .describe('every tranche that is not paid; they sum to what the programme has yet to pay'),
});
export type Amended = z.infer<typeof Amended>;

/** An amendment of a signed award. */
export const Amendment = Amended.extend({
  no: Place.describe('its place among the amendments of the award, from 1'),
  status: z.enum(['proposed', 'approved', 'refused']),
  reasonCode: ReasonCode.describe('why it was proposed'),
  proposedOn: LocalDate,
  decidedOn: LocalDate.optional(),
  replaced: Amended.optional().describe('what stood before, of what it changed'),
  /** who proposed it, who is told to nobody and cannot approve it */
  proposedBy: z.string(),
});
export type Amendment = z.infer<typeof Amendment>;

/** An amount that came back, or an entry of it that was taken back where it is negative. */
export const BackPayment = z.strictObject({
  reference: Payment.shape.reference,
  amount: SignedMoney,
  repaidOn: LocalDate,
  reasonCode: ReasonCode.optional().describe('why an entry was taken back'),
});

/** A part of what is due back that is given up, once a second person has approved it. */
export const Waiver = z.strictObject({
  no: Place.describe('its place among the waivers of the award, from 1'),
  amount: Money,
  reasonCode: ReasonCode.describe('why it is given up'),
  proposedOn: LocalDate,
  approvedOn: LocalDate.optional(),
  refusedOn: LocalDate.optional(),
  /** who proposed it, who is told to nobody and cannot approve it */
  proposedBy: z.string(),
});
export type Waiver = z.infer<typeof Waiver>;

/** What is due back of an award that was terminated. */
export const Recovery = z.strictObject({
  status: z.enum(['open', 'partly-repaid', 'repaid', 'waived']),
  openedOn: LocalDate,
  reasonCode: ReasonCode.describe('why it was opened'),
  basis: z
    .enum(['clawback', 'not-acquitted'])
    .describe('all that was paid, by the clawback of the rules, or what of it was not accounted for'),
  due: Money.describe('what is due back in all'),
  repaid: Money.describe('what of it has come back'),
  waived: Money.describe('what of it was given up'),
  repayments: z.array(BackPayment),
  waivers: z.array(Waiver),
});
export type Recovery = z.infer<typeof Recovery>;
