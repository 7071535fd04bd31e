// What is refused because of floors and caps: offers below the least that a party must bring, and costs that the limits
// cannot be made to sum to.
import { fromMinor, type MatchRejection } from '@tributary/contracts';
import { sumOf } from './amounts.ts';
import type { Case } from './case.ts';
import type { Limit } from './limits.ts';
import type { Plan } from './plan.ts';

/** @param plan undefined where the floors contradict the caps or the cost */
export function floorRefusals(of: Case, plan: Plan | undefined): readonly MatchRejection[] {
  return [...offersOutside(of), ...groupsOutside(of), ...costOutside(of, plan)];
}

/** The highest of floors, or the lowest of caps. */
function tightest(limits: readonly Limit[], side: Limit['side']): Limit | undefined {
  const ofSide = limits.filter((limit) => limit.side === side);
  return ofSide.reduce<Limit | undefined>(
    (found, limit) =>
      found === undefined || (side === 'floor' ? limit.value > found.value : limit.value < found.value) ? limit : found,
    undefined,
  );
}

/** A party that offers something must offer its floor; one that says nothing is yet to be asked. */
function offersOutside({ rule, ask, limits, offered }: Case): readonly MatchRejection[] {
  return rule.parties.flatMap(({ code }, at) => {
    const offer = offered.counted.get(code);
    const place = ask.offers.findIndex(({ party }) => party === code);
    const refused = new Set(offered.rejections.map(({ party }) => party)).has(code);
    if (offer === undefined || refused) return [];
    return outside(limits[at]?.limits ?? [], offer, code, `/offers/${place}/amount`, ask.cost.currency);
  });
}

/** Parties with limits in common, where each has said what it offers. */
function groupsOutside({ rule, ask, groups, offered }: Case): readonly MatchRejection[] {
  return groups.flatMap(({ code, members, limits }) => {
    const offers = members.map((at) => offered.counted.get(rule.parties[at]?.code ?? ''));
    if (offers.some((offer) => offer === undefined)) return [];
    return outside(limits, sumOf(offers.map((offer) => offer ?? 0n)), code, '/offers', ask.cost.currency);
  });
}

function outside(
  limits: readonly Limit[],
  offer: bigint,
  party: string,
  pointer: string,
  currency: string,
): readonly MatchRejection[] {
  const money = (minor: bigint) => fromMinor(minor, currency);
  const floor = tightest(limits, 'floor');
  if (floor !== undefined && offer < floor.value) {
    const limit = money(floor.value);
    return [{ code: 'SHARE_BELOW_FLOOR', pointer, party, rule: floor.name, limit, given: money(offer), passes: limit }];
  }
  const cap = tightest(
    limits.filter(({ name }) => name === 'pct'),
    'cap',
  );
  if (cap === undefined || offer <= cap.value) return [];
  const limit = money(cap.value);
  return [{ code: 'SHARE_ABOVE_CAP', pointer, party, rule: cap.name, limit, given: money(offer), passes: limit }];
}

/** A cost below what the floors ask, or above what the caps allow. */
function costOutside({ ask, space }: Case, plan: Plan | undefined): readonly MatchRejection[] {
  const { currency } = ask.cost;
  const money = (minor: bigint) => fromMinor(minor, currency);
  const common = { pointer: '/cost/amount', given: money(space.cost) } as const;
  if (plan === undefined) {
    const limit = money(sumOf(space.floors));
    return [{ ...common, code: 'FLOORS_ABOVE_COST', rule: 'parties', limit }];
  }
  if (plan.whole) return [];
  const limit = money(sumOf(plan.shares));
  return [{ ...common, code: 'CAPS_BELOW_COST', rule: 'parties', limit }];
}
