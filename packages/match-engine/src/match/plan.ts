// The order in which parties pay: what the floors ask of each, then what is offered, then what nobody has offered.
import type { MatchParty } from '@tributary/contracts';
import { least, most, sumOf } from './amounts.ts';
import { lowest, raised, type Shares, type Space } from './shares.ts';

/** Shares as they come about. */
export interface Plan {
  /** what is paid on what is offered; floors count whether they are offered or not */
  readonly onOffers: Shares;
  /** and what those that need no offer pay beside, once the others bring what it needs */
  readonly matched: Shares;
  /** and what is left, by those that are asked for it; sums to the cost where `whole` */
  readonly shares: Shares;
  readonly whole: boolean;
}

/** @param rest places of those that are asked for what is left, in their order */
export function planOf(
  space: Space,
  parties: readonly Pick<MatchParty, 'pays'>[],
  rest: readonly number[],
): Plan | undefined {
  const start = lowest(space);
  if (start === undefined) return undefined;
  const places = (pays: MatchParty['pays']) => parties.flatMap((party, at) => (party.pays === pays ? [at] : []));
  const [first, offering, filling] = [places('first'), places('offer'), places('rest')];
  const all = (from: Shares, at: readonly number[], top: (at: number) => bigint, caps?: Shares) =>
    at.reduce((shares, place) => raised(space, shares, place, top(place), caps), from);

  // Nothing is paid here that somebody would have to be asked for: caps are what is offered, or what the floors ask.
  const covered = coveredBy(space);
  const caps = covered.map((value, at) => most(value, start[at] ?? 0n));
  const cap = (at: number) => caps[at] ?? 0n;
  const offersTaken = all(all(start, first, cap, caps), offering, cap, caps);
  const onOffers = all(offersTaken, filling, cap, caps);

  // Those that need no offer go on, and others are asked for what that needs of them. Then offers are used that waited
  // for it, and those that need something of others themselves.
  const asked = all(onOffers, [...first, ...filling], () => space.cost);
  const offered = (at: number) => least(space.offers[at] ?? 0n, space.caps[at] ?? 0n);
  const waiting = asked.map((share, at) => (offering.includes(at) ? most(share, offered(at)) : share));
  const matched = all(all(asked, offering, offered, waiting), offering, offered);
  const shares = all(matched, rest, () => space.cost);
  return { onOffers, matched, shares, whole: sumOf(shares) === space.cost };
}

/** The most that each can pay on what is offered: less than its cap where it leans on others that offer less. */
function coveredBy({ caps, offers, leanings }: Space): Shares {
  const covered = caps.map((cap, at) => least(cap, offers[at] ?? cap));
  for (let round = 0; round < covered.length; round += 1) {
    for (const [at, each] of leanings.entries()) {
      for (const { side, of, curve } of each) {
        if (side === 'floor') continue;
        const allowed = curve.at(sumOf(of.map((place) => covered[place] ?? 0n)));
        covered[at] = least(covered[at] ?? 0n, allowed);
      }
    }
  }
  return covered;
}
