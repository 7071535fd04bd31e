// The opening balance of an award that was granted and partly paid before it was kept here: what stood on one day.
import { z } from 'zod';
import { LocalDate } from '../values/date.ts';
import { describedAs } from '../values/kept-and-given.ts';
import { Money } from '../values/money.ts';
import { Code } from '../values/text.ts';
import { Payment, Tranche } from './award-money.ts';
import { ContributionForm, PartyRole } from './match-limits.ts';

/** What a party other than the programme had given. Verified is at most received, and received at most pledged. */
export const OpeningContribution = z.strictObject({
  role: PartyRole,
  form: ContributionForm,
  pledged: describedAs(Money, 'what was promised until the day of the opening'),
  received: describedAs(Money, 'what of it had come in'),
  verified: describedAs(Money, 'what of it had been verified'),
  method: Code.describe('how it is valued; needed where it is given in kind or in time').optional(),
});
export type OpeningContribution = z.infer<typeof OpeningContribution>;

/** A payment that was made where the award was kept before. */
export const OpeningPayment = Payment.pick({ reference: true, paidOn: true, budgetCode: true }).extend({
  acquitted: describedAs(Money, 'what of the payment had been accounted for; nothing unless told').optional(),
});

/** A part of what the programme pays, as it stood. */
export const OpeningTranche = z.strictObject({
  amount: Money,
  dueOn: Tranche.shape.dueOn,
  counterpart: describedAs(
    Money,
    'what the other parties together must have verified before; nothing unless told',
  ).optional(),
  requires: z.array(Code).describe('what must be accepted before, e.g. `REPORT`'),
  payment: OpeningPayment.optional().describe('the payment that was made; none of a tranche that is yet to be paid'),
});
export type OpeningTranche = z.infer<typeof OpeningTranche>;

/** Whence an award of before was taken in: one person proposes its balances, another one approves them. */
export const Opening = z.strictObject({
  formerNumber: Code.describe('its number where it was kept before; each of a programme is taken in once'),
  sourceRef: Code.describe('the paper on which the balances rest, e.g. the number of an audited statement'),
  openedOn: LocalDate.describe('the day as of which the balances stand: its one entry in the ledger is of this day'),
  proposedOn: LocalDate,
  decidedOn: LocalDate.optional().describe('the day on which a second person approved or refused it'),
  /** who proposed it, who is told to nobody and cannot approve it */
  proposedBy: z.string(),
});
export type Opening = z.infer<typeof Opening>;
