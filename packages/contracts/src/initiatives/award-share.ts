// Who pays how much of what was approved: made once, by the match engine, when the last body approves, and never again.
import { z } from 'zod';
import { Valued } from '../values/money.ts';
import { Code } from '../values/text.ts';
import { ContributionForm, PartyRole } from './match-limits.ts';
import { LimitName } from './match-quote.ts';
import { TranchePlan } from './programme-rules.ts';

/** The share of one party. */
export const AwardShare = z.strictObject({
  party: Code.describe('the party, as the programme calls it'),
  role: PartyRole,
  value: Valued.describe('what it pays of the cost'),
  forms: z.array(ContributionForm).describe('the forms in which it may give'),
});
export type AwardShare = z.infer<typeof AwardShare>;

/** A limit of the rules that a share has reached. */
export const AwardBound = z.strictObject({ role: PartyRole, limit: LimitName });

/** What the rules that judged an application make of it. */
export const Grant = z.strictObject({
  cost: Valued,
  shares: z.array(AwardShare).describe('they sum to the cost to the minor unit'),
  bounds: z.array(AwardBound).describe('the limits that the shares have reached'),
  tranchePlan: z.array(TranchePlan).describe('the parts in which the central share is paid, and what each waits for'),
});
export type Grant = z.infer<typeof Grant>;
