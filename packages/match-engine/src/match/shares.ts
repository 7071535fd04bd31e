// Shares out a cost. Every party starts at its floor and is raised, in turn, as far as the limits of all allow, so that
// the shares sum to the cost, no party lies outside its limits, and as little as can be is missing.
import { least, most, sumOf } from './amounts.ts';
import type { Leaning } from './limits.ts';

export type Shares = readonly bigint[];

/** What binds the shares of a project. */
export interface Space {
  readonly cost: bigint;
  readonly floors: Shares;
  readonly caps: Shares;
  readonly leanings: readonly (readonly Leaning[])[];
  readonly groups: readonly { readonly members: readonly number[]; readonly floor: bigint; readonly cap: bigint }[];
  /** what each party offers; undefined where it pays without an offer */
  readonly offers: readonly (bigint | undefined)[];
}

/**
 * The shares after one party has been raised, with what others must pay for it; undefined where a limit forbids it.
 * @param caps of this raise, at most those of the space
 */
export function lifted(space: Space, shares: Shares, party: number, to: bigint, caps = space.caps): Shares | undefined {
  const next = [...shares];
  next[party] = most(to, next[party] ?? 0n);
  // Nothing leans on itself, so that this ends after as many rounds as there are parties in a row.
  for (let round = 0; round <= next.length; round += 1) {
    const settled = space.leanings.every((leanings, at) => leanings.every((leaning) => settle(leaning, at)));
    if (!settled) return undefined;
    if (isSettled(space, next)) break;
  }
  const fits =
    next.every((share, at) => share <= (caps[at] ?? 0n)) &&
    space.groups.every(({ members, cap }) => sumAt(next, members) <= cap) &&
    sumOf(next) <= space.cost;
  return fits && isSettled(space, next) ? next : undefined;

  function settle({ side, of, curve }: Leaning, at: number): boolean {
    const share = next[at] ?? 0n;
    if (side === 'floor') {
      next[at] = most(share, curve.at(sumAt(next, of)));
      return true;
    }
    const need = curve.need(share);
    return need !== undefined && raiseTogether(space, next, of, need - sumAt(next, of), caps);
  }
}

const sumAt = (shares: Shares, places: readonly number[]): bigint => sumOf(places.map((at) => shares[at] ?? 0n));

const isSettled = ({ leanings }: Space, shares: Shares): boolean =>
  leanings.every((each, at) =>
    each.every(({ side, of, curve }) => {
      const limit = curve.at(sumAt(shares, of));
      return side === 'cap' ? (shares[at] ?? 0n) <= limit : (shares[at] ?? 0n) >= limit;
    }),
  );

/** How far parties are raised in turn: to what they offer, to what needs nothing of others, and as far as it goes. */
const turns = (space: Space): readonly ((shares: Shares, at: number) => bigint)[] => [
  (shares, at) => least(space.offers[at] ?? 0n, allowedAt(space, shares, at)),
  (shares, at) => allowedAt(space, shares, at),
  () => space.cost,
];

/** Raises several until they have so much more. */
function raiseTogether(space: Space, shares: bigint[], places: readonly number[], by: bigint, caps: Shares): boolean {
  let left = by;
  for (const topOf of turns(space)) {
    for (const at of places) {
      if (left <= 0n) return true;
      const share = shares[at] ?? 0n;
      const more = least(left, most(0n, least(topOf(shares, at), caps[at] ?? 0n) - share));
      shares[at] = share + more;
      left -= more;
    }
  }
  return left <= 0n;
}

/** What a party may pay beside the others as they stand. */
const allowedAt = ({ leanings, cost }: Space, shares: Shares, party: number): bigint =>
  (leanings[party] ?? []).reduce(
    (top, { side, of, curve }) => (side === 'cap' ? least(top, curve.at(sumAt(shares, of))) : top),
    cost,
  );

/** The shares after one party has been raised as far as the limits of all allow, at most to `target`. */
export function raised(space: Space, shares: Shares, party: number, target: bigint, caps = space.caps): Shares {
  const start = shares[party] ?? 0n;
  let top = least(target, caps[party] ?? 0n, start + space.cost - sumOf(shares));
  if (top <= start) return shares;
  const whole = lifted(space, shares, party, top, caps);
  if (whole !== undefined) return whole;
  let [bottom, best] = [start, shares];
  while (top - bottom > 1n) {
    const middle = (bottom + top) / 2n;
    const tried = lifted(space, shares, party, middle, caps);
    if (tried === undefined) top = middle;
    else [bottom, best] = [middle, tried];
  }
  return best;
}

/** The least that every party pays by its floors, and groups by theirs; undefined where the limits contradict. */
export function lowest(space: Space): Shares | undefined {
  let shares: Shares | undefined = space.floors.map(() => 0n);
  for (const [at, floor] of space.floors.entries()) {
    shares = shares && lifted(space, shares, at, floor);
  }
  for (const { members, floor } of space.groups) {
    for (const topOf of turns(space)) {
      for (const at of members) {
        if (shares === undefined) return undefined;
        const missing = floor - sumAt(shares, members);
        const top = least(topOf(shares, at), (shares[at] ?? 0n) + missing);
        if (missing > 0n) shares = raised(space, shares, at, top);
      }
    }
    if (shares !== undefined && sumAt(shares, members) < floor) return undefined;
  }
  return shares;
}
