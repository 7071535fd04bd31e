// What a match is asked for, and what it comes to: who pays how much of a project, what binds, what is missing.
import { z } from 'zod';
import { Count } from '../values/count.ts';
import { Currency } from '../values/currency.ts';
import { LocalDate } from '../values/date.ts';
import { PositiveDecimal } from '../values/decimal.ts';
import { Money } from '../values/money.ts';
import { Code } from '../values/text.ts';
import { ContributionForm, PartyRole } from './match-limits.ts';

/** What one party offers; a party may offer several things, in any order. */
export const Offer = z.strictObject({
  party: Code.describe('the party as the programme calls it'),
  form: ContributionForm.default('cash'),
  amount: Money.optional().describe('in the currency of the cost; left out where a method values it'),
  method: Code.optional().describe('how it is valued, where it is no money'),
  category: Code.optional().describe('what is valued, e.g. `physician`'),
  quantity: PositiveDecimal.optional().describe('how many units of it, e.g. days'),
  source: Code.optional().describe('where the money comes from, e.g. `remittance`'),
});
export type Offer = z.infer<typeof Offer>;

/** A part of what a project costs. */
export const CostLine = z.strictObject({
  category: Code.describe('the kind of cost, e.g. `equipment`'),
  amount: Money,
});

/** What a match is asked for. */
export const MatchAsk = z.strictObject({
  cost: Money.describe('what the project costs in all'),
  costLines: z
    .array(CostLine)
    .max(100)
    .default([])
    .describe('its parts, which sum to it; left out where the kinds of cost do not matter'),
  offers: z
    .array(Offer)
    .max(100)
    .default([])
    .describe('what the parties offer; one that says nothing is yet to be asked'),
  beneficiaries: Count.optional().describe('how many people it is for'),
  units: PositiveDecimal.optional().describe('how many units it makes, where the programme pays by unit'),
  received: z
    .array(z.strictObject({ party: Code, amount: Money }))
    .max(50)
    .default([])
    .describe('what the applicant has had from parties of this programme before'),
  completedStages: z.array(Code).max(50).default([]).describe('programmes that the applicant has completed'),
});
export type MatchAsk = z.infer<typeof MatchAsk>;

/** Units of `to` for one unit of `from` on a day. */
export const CrossRate = z.strictObject({ from: Currency, to: Currency, rate: PositiveDecimal, rateDate: LocalDate });
export type CrossRate = z.infer<typeof CrossRate>;

/** Why a project or an offer is refused, each a rule of the programme. */
export const matchRejectionCodes = [
  'PROJECT_BELOW_MIN',
  'PROJECT_ABOVE_MAX',
  'CURRENCY_NOT_ACCEPTED',
  'RATE_MISSING',
  'CURRENCY_MISMATCH',
  'COST_LINES_NOT_TOTAL',
  'PARTY_UNKNOWN',
  'FORM_NOT_ALLOWED',
  'AMOUNT_REQUIRED',
  'METHOD_REQUIRED',
  'METHOD_UNKNOWN',
  'CATEGORY_UNKNOWN',
  'SOURCE_OF_FUNDS_UNPROVEN',
  'SHARE_BELOW_FLOOR',
  'SHARE_ABOVE_CAP',
  'PRIOR_STAGE_REQUIRED',
  'BENEFICIARIES_REQUIRED',
  'UNITS_REQUIRED',
  'FLOORS_ABOVE_COST',
  'CAPS_BELOW_COST',
  'LOAN_BELOW_MIN',
  'LOAN_ABOVE_MAX',
] as const;
export type MatchRejectionCode = (typeof matchRejectionCodes)[number];

/** A limit of a share by its name in the rule. */
export const limitNames = [
  'pct',
  'minPct',
  'maxPct',
  'minAmount',
  'maxAmount',
  'ratio',
  'perBeneficiary',
  'perApplicant',
  'perUnit',
  'eligibleCosts',
] as const;
export const LimitName = z.enum(limitNames);
export type LimitName = z.infer<typeof LimitName>;

/** One refusal: where, by which rule, at which limit, and what would have passed. */
export const MatchRejection = z.strictObject({
  code: z.enum(matchRejectionCodes),
  pointer: z.string().describe('the field of the request that is refused (RFC 6901)'),
  party: z.string().optional().describe('the party or group that it is about'),
  rule: z.string().describe('the field of the rule that refuses it'),
  limit: z.union([Money, z.string()]).optional().describe('what the rule says'),
  given: z.union([Money, z.string()]).optional().describe('what was given'),
  passes: z.union([Money, z.string()]).optional().describe('what would have passed'),
});
export type MatchRejection = z.infer<typeof MatchRejection>;

/** The share of one party. */
export const MatchShare = z.strictObject({
  party: z.string(),
  role: PartyRole,
  share: Money.describe('what it pays of the project, when all is there'),
  offered: Money.describe('what it offers, as it counts'),
  onOffers: Money.describe('what it pays on what is offered so far'),
  missing: Money.describe('what of its share nobody has offered yet'),
  unused: Money.describe('what it offers beyond its share'),
});
export type MatchShare = z.infer<typeof MatchShare>;

/** A limit that a share has reached. */
export const Bound = z.strictObject({
  party: z.string().describe('the party or group'),
  role: PartyRole.optional().describe('of a party'),
  limit: LimitName,
  value: Money,
});
export type Bound = z.infer<typeof Bound>;

/** What is missing, and who may bring it. */
export const Gap = z.strictObject({ from: z.array(z.string()).describe('any of these'), amount: Money });
export type Gap = z.infer<typeof Gap>;

/** Something that counts less than it was given for, or that must be shown before money flows. */
export const MatchNote = z.strictObject({
  code: z.enum(['VALUE_ABOVE_CEILING', 'SOURCE_TO_BE_SHOWN', 'COSTS_NOT_ELIGIBLE']),
  party: z.string().optional(),
  given: Money.optional(),
  counted: Money.optional(),
  accepted: z.array(z.string()).optional().describe('what would be taken'),
});
export type MatchNote = z.infer<typeof MatchNote>;

/** What a match comes to. Where it can be shared out, the shares sum to the cost to the minor unit. */
export const MatchResult = z.strictObject({
  outcome: z
    .enum(['complete', 'incomplete', 'rejected'])
    .describe('`incomplete`: nothing is refused, and something is missing'),
  cost: Money,
  eligibleCost: Money.describe('the part of the cost that parties without offers may pay'),
  shares: z.array(MatchShare).describe('in the order of the programme; none where the cost cannot be shared out'),
  bounds: z.array(Bound),
  missing: z.strictObject({ total: Money, of: z.array(Gap).describe('sums to the total') }),
  rejections: z.array(MatchRejection),
  notes: z.array(MatchNote),
  rates: z.array(CrossRate).describe('the dated rates that were used'),
});
export type MatchResult = z.infer<typeof MatchResult>;
