// The order to the bank to pay an approved tranche: given by a payment batch, and taken back where that is cancelled or
// the bank does not carry it out. A tranche that is instructed stands still: nothing else pays, holds or amends it.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { BusinessDate, ReasonCode } from '../kernel/requests.ts';
import { LocalDate } from '../values/date.ts';
import { award } from './award.ts';
import { GivenPlace } from './award-contribution.ts';
import { Instruction, Tranche } from './award-money.ts';

const Told = z.strictObject({ no: Tranche.shape.no, batchId: Instruction.shape.batchId });

export const awardTrancheInstructed = award.event(
  'tranche-instructed.v1',
  'The bank is asked, by a payment batch, to pay an approved tranche',
  Told.extend({ instructedOn: LocalDate }),
  'instructedOn',
);
export const awardTrancheRecalled = award.event(
  'tranche-recalled.v1',
  'A tranche is not paid by its payment batch any more: that was cancelled, or the bank did not carry out the order',
  Told.extend({ reasonCode: ReasonCode.describe('why it is not paid by it'), recalledOn: LocalDate }),
  'recalledOn',
);

export const failInstruction = award.change('tranches/{no}/instruction-failure', {
  summary:
    'Enter that the bank did not carry out the order to pay a tranche; it can be paid by another batch, or looked at again',
  by: allow('finance', { person: true }),
  place: { no: GivenPlace },
  body: z.strictObject({
    reference: Instruction.shape.reference,
    reasonCode: ReasonCode.describe('why the bank did not, e.g. `ACCOUNT_CLOSED`'),
    failedOn: BusinessDate.describe('the day on which the bank said so; today unless told, and never later'),
  }),
  dated: 'failedOn',
  idempotency: 'required',
  refuses: ['WRONG_STATE', 'NOT_FOUND', 'DATES_REVERSED', 'OTHER_PAYMENT', 'BATCH_NOT_SENT'],
});
