// The parties that a programme names itself, each with the limits of its share.
import { z } from 'zod';
import { PositiveDecimal } from '../values/decimal.ts';
import { Label } from '../values/label.ts';
import { Percentage } from '../values/percentage.ts';
import { Code } from '../values/text.ts';
import { Amounts, ContributionForm, limitFields, PartyRole, Ratio, Valuation } from './match-limits.ts';

/** When a party pays: what it offers; what the offers leave; or as much as it may, before any offer. */
export const payments = ['offer', 'rest', 'first'] as const;

/** A party of a programme with the limits of its share. */
export const MatchParty = z.strictObject({
  code: Code.describe('as the programme calls it, e.g. `municipality`'),
  role: PartyRole,
  label: Label,
  pays: z
    .enum(payments)
    .describe(
      '`offer`: what it offers; `rest`: what the offers leave, within its limits; `first`: all that its limits allow, before any offer',
    ),
  ...limitFields,
  baseOf: z
    .array(Code)
    .min(1)
    .max(12)
    .optional()
    .describe('with the base `party-share`: the parties whose shares it is'),
  ratioOf: Ratio.optional().describe('at most so many units for each unit of what others pay'),
  perBeneficiary: Amounts.optional().describe('at most so much for each beneficiary'),
  perApplicant: Amounts.optional().describe('at most so much over all awards to one applicant'),
  perUnit: Amounts.optional().describe('at most so much for each unit of what the project makes'),
  sourceOfFunds: z.array(Code).min(1).max(20).optional().describe('where its money must come from, e.g. `remittance`'),
  forms: z
    .array(ContributionForm)
    .min(1)
    .optional()
    .describe('the forms it may give in; cash and fx-transfer unless told'),
  valuations: z.array(Valuation).max(20).optional().describe('how what is no money is valued'),
});
export type MatchParty = z.infer<typeof MatchParty>;

/** Parties with limits on the sum of their shares. */
export const PartyGroup = z.strictObject({
  code: Code.describe('the name of the group, e.g. `state-and-municipality`'),
  parties: z.array(Code).min(2).max(12).describe('its members'),
  ...limitFields,
});
export type PartyGroup = z.infer<typeof PartyGroup>;

/** A kind of cost of which only so much may be paid for. */
export const CostLimit = z.strictObject({
  category: Code.describe('the kind of cost'),
  maxPct: Percentage.describe('up to this percentage of what the project costs'),
});

/** The fields of a rule, before it is held against itself. */
export const MatchRuleFields = z.strictObject({
  parties: z.array(MatchParty).min(1).max(12).describe('in the order in which they are shown and, offers equal, pay'),
  groups: z.array(PartyGroup).max(6).optional().describe('parties with limits in common; each in one group at most'),
  projectMin: Amounts.optional().describe('the least that a project may cost'),
  projectMax: Amounts.optional().describe('the most that a project may cost'),
  rest: z
    .array(Code)
    .max(12)
    .optional()
    .describe('who is asked, in this order, for what nobody has offered; all that pay what they offer unless told'),
  roundTo: PositiveDecimal.optional().describe(
    'caps of parties that pay without an offer are rounded down to a multiple of this, e.g. `100`',
  ),
  ineligibleCosts: z.array(Code).max(100).optional().describe('kinds of cost that only parties with offers may pay'),
  costLimits: z.array(CostLimit).max(50).optional(),
  priorStageRequired: Code.optional().describe('the programme that the applicant must have completed before'),
  accepts: z
    .array(z.string())
    .min(1)
    .max(40)
    .optional()
    .describe('currencies in which a project may be; any for which the amounts can be told unless told'),
});
export type MatchRuleFields = z.infer<typeof MatchRuleFields>;
