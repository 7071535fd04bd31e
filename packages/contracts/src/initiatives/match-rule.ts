// How what a project costs is shared out among the parties that a programme names: all of it data, none of it code.
import type { z } from 'zod';
import { MatchRuleFields } from './match-party.ts';
import { checkMatchRule } from './match-rule-check.ts';

/** How the cost of a project is shared out; a rule that cannot be followed is no rule. */
export const MatchRule = MatchRuleFields.check(checkMatchRule);
export type MatchRule = z.infer<typeof MatchRule>;
