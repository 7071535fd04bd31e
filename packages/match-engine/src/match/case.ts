// One project with the rule that it is held against, read once.
import type { CrossRate, MatchAsk, MatchRule } from '@tributary/contracts';
import { capOf, floorOf, type GroupLimits, groupLimitsOf, limitsOf, type PartyLimits } from './limits.ts';
import { type Offered, offeredOf } from './offers.ts';
import { type Project, projectOf } from './project.ts';
import type { Space } from './shares.ts';

/** What is known of one project and one rule, on the way to its match. */
export interface Case {
  readonly rule: MatchRule;
  readonly ask: MatchAsk;
  readonly project: Project;
  readonly offered: Offered;
  readonly limits: readonly PartyLimits[];
  readonly groups: readonly GroupLimits[];
  readonly space: Space;
}

/** Reads a rule and an ask for one project. */
export function caseOf(rule: MatchRule, ask: MatchAsk, rates: readonly CrossRate[]): Case {
  const project = projectOf(rule, ask, rates);
  const { cost, teller } = project;
  const offered = offeredOf(ask.offers, { rule, cost, teller });
  const measure = { ...project, ask };
  const limits = rule.parties.map((party) => limitsOf(party, rule, measure));
  const groups = (rule.groups ?? []).map((group) => groupLimitsOf(group, rule, measure));
  const space: Space = {
    cost,
    floors: limits.map((each) => floorOf(each.limits)),
    caps: limits.map((each) => capOf(each.limits, cost)),
    leanings: limits.map(({ leanings }) => leanings),
    groups: groups.map((group) => ({
      members: group.members,
      floor: floorOf(group.limits),
      cap: capOf(group.limits, cost),
    })),
    offers: rule.parties.map(({ code, pays }) => offered.counted.get(code) ?? (pays === 'offer' ? 0n : undefined)),
  };
  return { rule, ask, project, offered, limits, groups, space };
}
