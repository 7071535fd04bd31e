// The money of an award: what was contributed, the tranches in which the programme pays, and the ledger of both.
import { z } from 'zod';
import { ReasonCode } from '../kernel/requests.ts';
import { Count } from '../values/count.ts';
import { LocalDate } from '../values/date.ts';
import { Id } from '../values/identity.ts';
import { Money, SignedMoney, Valued } from '../values/money.ts';
import { Code, text } from '../values/text.ts';
import { CitedEvidence } from './evidence.ts';
import { ContributionForm, PartyRole } from './match-limits.ts';

/** The place of a contribution or a tranche among those of its award, from 1. */
export const Place = z.int().min(1).max(999);

/** What a party other than the programme gives. Verified is at most received, and received at most pledged. */
export const Contribution = z.strictObject({
  no: Place.describe('its place among the contributions of the award, from 1'),
  role: PartyRole,
  form: ContributionForm,
  pledged: Valued.describe('what was promised'),
  received: Money.describe('what of it has come in'),
  verified: Money.describe('what of it has been verified'),
  method: Code.optional().describe('how it is valued, where it is no money'),
  sourceRef: Code.optional().describe('the paper that it rests on, e.g. the number of a bank statement'),
  pledgedOn: LocalDate,
  /** the persons who entered what has come in, none of whom can verify it */
  enteredBy: z.array(z.string()),
});
export type Contribution = z.infer<typeof Contribution>;

/** How many persons must approve a tranche. */
export const TRANCHE_APPROVALS = 2;

/** The approval of a tranche by a person. */
export const TrancheApproval = z.strictObject({
  /** the person, who is told to nobody */
  approvedBy: z.string(),
  approvedOn: LocalDate,
});

/** A payment. */
export const Payment = z.strictObject({
  reference: Code.describe('the number of the payment, which no other has'),
  value: Valued,
  paidOn: LocalDate,
  budgetCode: Code.optional(),
  entryReference: text(35).optional().describe('the number of its entry in the statement of the bank'),
});

export type Payment = z.infer<typeof Payment>;

/** A payment that was taken back; its reference stays used for good. */
export const ReversedPayment = Payment.extend({
  reversedOn: LocalDate.describe('the day on which it was taken back'),
  reasonCode: ReasonCode.describe('why it was taken back, e.g. `RETURNED_BY_BANK`'),
});

/** Who entered a payment, who is told to nobody and cannot take it back. */
const paidBy = { paidBy: z.string().optional() };

/** The states of a tranche. What holds one is looked at with each change of its award. */
export const trancheStates = ['eligible', 'held', 'approved', 'instructed', 'paid', 'acquitted', 'cancelled'] as const;

/** Why a tranche is held without anybody having said so. */
export const holdReasons = ['APPLICANT_SUSPENDED', 'COUNTERPART_SHORT', 'REPORT_MISSING'] as const;

/** The order to the bank to pay a tranche. */
export const Instruction = z.strictObject({
  batchId: Id.describe('the payment batch in which it stands'),
  reference: Code.describe('the end-to-end number of its payment, which no other has'),
  instructedOn: LocalDate.describe('the day on which it was proposed'),
});

/** A part of what the programme pays. */
export const Tranche = z.strictObject({
  no: Place.describe('its place among the tranches of the award, from 1'),
  value: Valued,
  dueOn: LocalDate.describe('the day on which it is due'),
  counterpart: Money.describe('what the other parties together must have verified before'),
  requires: z.array(Code).describe('what must be accepted before, e.g. `REPORT`'),
  accepted: z.array(z.strictObject({ code: Code, acceptedOn: LocalDate, evidence: CitedEvidence.optional() })),
  retracted: z
    .array(
      z.strictObject({
        code: Code.describe('what had been accepted, e.g. `REPORT`'),
        acceptedOn: LocalDate,
        retractedOn: LocalDate.describe('the day on which that was taken back'),
        reasonCode: ReasonCode.describe('why it was taken back'),
      }),
    )
    .optional()
    .describe('what had been accepted and was taken back'),
  status: z.enum(trancheStates),
  reasonCode: ReasonCode.optional().describe('why it is held'),
  /** why somebody holds it, until somebody releases it */
  heldFor: ReasonCode.optional(),
  /** who proposed the amendment that made it, who can approve it as little as who signed the award */
  madeBy: z.string().optional(),
  approvals: z.array(TrancheApproval),
  instruction: Instruction.optional().describe('the order to the bank, as long as it stands'),
  /** the batches that can have it no more */
  recalledFrom: z.array(Id).optional(),
  payment: Payment.extend(paidBy).optional(),
  acquitted: Money.optional().describe('what of the payment has been accounted for'),
  reversals: z.array(ReversedPayment.extend(paidBy)).optional(),
});
export type Tranche = z.infer<typeof Tranche>;

/** What an account gains, or loses where it is negative. */
export const Posting = z.strictObject({
  account: Code.describe('the account, e.g. `paid:central`'),
  amount: SignedMoney,
});
export type Posting = z.infer<typeof Posting>;

/** What one event moves between accounts: its postings sum to zero in each currency. */
export const LedgerEntry = z.strictObject({
  no: Count.describe('its place in the ledger, from 1'),
  on: LocalDate,
  fact: Code.describe('what happened, as its event is called'),
  postings: z.array(Posting),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;
