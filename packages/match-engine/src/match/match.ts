// Shares out what a project costs by the rule of its programme. Pure: the same rule, project and rates give the same answer.
import {
  type Bound,
  type CrossRate,
  fromMinor,
  type Gap,
  type MatchAsk,
  type MatchRejection,
  type MatchResult,
  type MatchRule,
  type MatchShare,
} from '@tributary/contracts';
import { most, sumOf } from './amounts.ts';
import { type Case, caseOf } from './case.ts';
import { floorRefusals } from './floors.ts';
import { type Plan, planOf } from './plan.ts';
import type { Shares, Space } from './shares.ts';

/**
 * Shares out the cost of a project.
 * @param rates to the currency of the cost, from those in which the rule may state its amounts
 */
export function matchOf(rule: MatchRule, ask: MatchAsk, rates: readonly CrossRate[] = []): MatchResult {
  const of = caseOf(rule, ask, rates);
  const { project, offered, space } = of;
  const { currency } = ask.cost;
  const lacking = refusedRates(of);
  const plan = lacking.length > 0 ? undefined : planned(of);
  const whole = plan?.whole === true ? plan : undefined;
  const rejections: MatchRejection[] = [
    ...project.rejections,
    ...offered.rejections,
    ...lacking,
    ...(lacking.length > 0 ? [] : floorRefusals(of, plan)),
  ];
  const counted = countedOf(space, whole);
  const missing = whole === undefined ? space.cost : shortOf(whole.shares, counted);
  return {
    outcome: rejections.length > 0 ? 'rejected' : missing > 0n ? 'incomplete' : 'complete',
    cost: fromMinor(space.cost, currency),
    eligibleCost: fromMinor(project.eligible, currency),
    shares: whole === undefined ? [] : sharesOf(of, whole, counted),
    bounds: whole === undefined ? [] : boundsOf(of, whole.shares),
    missing: { total: fromMinor(missing, currency), of: whole === undefined ? [] : gapsOf(of, whole, counted) },
    rejections,
    notes: [...project.notes, ...offered.notes],
    rates: [...project.teller.used],
  };
}

/** The plan of a case; undefined where its floors contradict its caps or its cost. */
function planned({ rule, space }: Case): Plan | undefined {
  const { parties, rest } = rule;
  const asked = rest ?? parties.filter(({ pays }) => pays === 'offer').map(({ code }) => code);
  const places = asked.map((code) => parties.findIndex((party) => party.code === code));
  return planOf(space, parties, places);
}

/** A rule that states amounts only in currencies without a rate cannot be held against anything. */
function refusedRates({ project: { teller }, ask }: Case): readonly MatchRejection[] {
  const { lacked } = teller;
  if (lacked.size === 0) return [];
  const limit = [...lacked].join(', ');
  const { currency } = ask.cost;
  return [{ code: 'RATE_MISSING', pointer: '/cost/currency', rule: 'amounts', limit, given: currency, passes: limit }];
}

/** What each party has to give: its offer, or its share where it pays without one. */
const countedOf = ({ offers }: Space, plan: Plan | undefined): Shares =>
  offers.map((offer, at) => offer ?? plan?.shares[at] ?? 0n);

const shortOf = (shares: Shares, counted: Shares): bigint =>
  sumOf(shares.map((share, at) => most(0n, share - (counted[at] ?? 0n))));

function sharesOf({ rule, ask, space }: Case, { shares, onOffers }: Plan, counted: Shares): MatchShare[] {
  const money = (minor: bigint) => fromMinor(minor, ask.cost.currency);
  return rule.parties.map(({ code, role }, at) => {
    const [share = 0n, has = 0n, now = 0n] = [shares[at], counted[at], onOffers[at]];
    const offer = space.offers[at];
    return {
      party: code,
      role,
      share: money(share),
      offered: money(offer ?? 0n),
      onOffers: money(offer === undefined || now < offer ? now : offer),
      missing: money(most(0n, share - has)),
      unused: money(most(0n, (offer ?? 0n) - share)),
    };
  });
}

/** The limits that shares have reached: a floor or a cap binds where the share is what it says. */
function boundsOf({ rule, ask, limits, groups, space }: Case, shares: Shares): Bound[] {
  const money = (minor: bigint) => fromMinor(minor, ask.cost.currency);
  const bounds = rule.parties.flatMap(({ code: party, role }, at): Bound[] => {
    const share = shares[at] ?? 0n;
    const sum = (places: readonly number[]) => sumOf(places.map((place) => shares[place] ?? 0n));
    const values = [
      ...(limits[at]?.limits ?? []),
      ...(limits[at]?.leanings ?? []).map(({ name, of, curve }) => ({ name, value: curve.at(sum(of)) })),
    ];
    return values
      .filter(({ value }) => value === share && share > 0n)
      .map(({ name, value }) => ({ party, role, limit: name, value: money(value) }));
  });
  const ofGroups = groups.flatMap(({ code, members, limits: each }): Bound[] => {
    const share = sumOf(members.map((at) => shares[at] ?? 0n));
    return each
      .filter(({ value }) => value === share && share > 0n)
      .map(({ name, value }) => ({ party: code, limit: name, value: money(value) }));
  });
  const seen = new Set<string>();
  return [...bounds, ...ofGroups].filter(({ party, limit }) => {
    const isNew = !seen.has(`${party} ${limit}`);
    seen.add(`${party} ${limit}`);
    return isNew && space.cost > 0n;
  });
}

/** What is missing: first what one party alone can bring, then what any of those that are asked for the rest can. */
function gapsOf({ rule, ask, space }: Case, { shares, matched }: Plan, counted: Shares): Gap[] {
  const money = (minor: bigint) => fromMinor(minor, ask.cost.currency);
  const own = matched.map((share, at) => most(0n, share - (counted[at] ?? 0n)));
  const left = shortOf(shares, counted) - sumOf(own);
  const open = rule.parties.flatMap(({ code, pays }, at) =>
    pays === 'offer' && (space.caps[at] ?? 0n) > (matched[at] ?? 0n) ? [{ code, at }] : [],
  );
  const [only] = open;
  const alone = open.length === 1 && only !== undefined ? only.at : undefined;
  const gaps = rule.parties.flatMap(({ code }, at): Gap[] => {
    const amount = (own[at] ?? 0n) + (at === alone ? left : 0n);
    return amount > 0n ? [{ from: [code], amount: money(amount) }] : [];
  });
  if (left > 0n && alone === undefined) gaps.push({ from: open.map(({ code }) => code), amount: money(left) });
  return gaps;
}
