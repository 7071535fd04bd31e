// What a programme says of one party, or of several together: from which to which share of a project it pays.
import { z } from 'zod';
import { PositiveDecimal } from '../values/decimal.ts';
import { broken } from '../values/form.ts';
import { Money } from '../values/money.ts';
import { Percentage } from '../values/percentage.ts';
import { Code } from '../values/text.ts';

/** The roles under which every programme's own parties are counted in reports. */
export const partyRoles = ['central', 'local', 'diaspora', 'partner', 'beneficiary'] as const;
export const PartyRole = z.enum(partyRoles).describe('the role under which reports count the party');
export type PartyRole = z.infer<typeof PartyRole>;

/** In which form something is given; in kind and time are valued by a stated method. */
export const contributionForms = ['cash', 'in-kind', 'fx-transfer', 'time'] as const;
export const ContributionForm = z.enum(contributionForms).describe('the form in which it is given');
export type ContributionForm = z.infer<typeof ContributionForm>;

/**
 * One amount in one or several currencies. A project in one of these is held against that amount as it stands; one in
 * another currency against the first amount for which there is a dated rate.
 */
export const Amounts = z
  .array(Money)
  .min(1)
  .max(20)
  .check(({ value, issues }) => {
    value.forEach(({ currency }, at) => {
      if (value.findIndex((other) => other.currency === currency) === at) return;
      issues.push({ code: 'custom', path: [at, 'currency'], input: currency, params: broken('REPEATED').params });
    });
  })
  .describe('the same amount in one or several currencies, each once');
export type Amounts = z.infer<typeof Amounts>;

/** Of what a percentage is taken: all that the project costs, the part of it that may be paid for, or others' shares. */
export const limitBases = ['total', 'eligible-costs', 'party-share'] as const;

/** A step of a ratio: up to so much of the others' share, each unit of it is matched with so many. */
export const RatioTier = z.strictObject({
  ratio: PositiveDecimal.describe('units paid for each unit of the shares that are matched, e.g. `2`'),
  upTo: Amounts.optional().describe('the matched shares up to which this step goes; the last step has none'),
});

export const Ratio = z
  .strictObject({
    parties: z.array(Code).min(1).max(12).describe('the parties whose shares are matched'),
    tiers: z.array(RatioTier).min(1).max(10).describe('one step, or several with rising amounts'),
  })
  .check(({ value: { tiers }, issues }) => {
    tiers.forEach(({ upTo }, at) => {
      if ((upTo === undefined) === (at === tiers.length - 1)) return;
      issues.push({
        code: 'custom',
        path: ['tiers', at, 'upTo'],
        input: upTo,
        params: broken('LAST_STEP_OPEN').params,
      });
    });
  });
export type Ratio = z.infer<typeof Ratio>;

/** Limits that one party can have, or several together. */
export const limitFields = {
  pct: Percentage.gt(0).optional().describe('exactly this percentage, to the minor unit'),
  minPct: Percentage.gt(0).optional().describe('at least this percentage'),
  maxPct: Percentage.optional().describe('at most this percentage'),
  base: z.enum(limitBases).optional().describe('of what the percentages are taken; of the total unless told'),
  minAmount: Amounts.optional().describe('at least so much'),
  maxAmount: Amounts.optional().describe('at most so much'),
};

/** How an in-kind contribution or working time is turned into money, and how much of it counts. */
export const Valuation = z.strictObject({
  method: Code.describe('the name of the method, e.g. `daily-rate-table`'),
  form: ContributionForm.exclude(['cash', 'fx-transfer']),
  rates: z
    .array(
      z.strictObject({
        category: Code.describe('what is valued, e.g. `physician`'),
        rate: Amounts.describe('the value of one unit'),
      }),
    )
    .max(100)
    .optional()
    .describe('the value of one unit by category; without it the contribution states its value itself'),
  maxPct: Percentage.optional().describe('counts up to this percentage of what the project costs'),
  maxAmount: Amounts.optional().describe('counts up to so much'),
});
export type Valuation = z.infer<typeof Valuation>;
