// What initiatives bring to each node of a plan: a node's figures include those of its descendants, and an initiative counts
// once per node. Sums are exact; a report rounds them once.
import type { Pausing } from '@tributary/eventing';
import type { AwardRow } from '../../read-models/awards.ts';
import { paidOf, verifiedOf } from '../award-money.ts';
import { refuseOtherCurrency } from '../figures.ts';
import type { Branch } from './plan-tree.ts';
import type { LinkState, LiveInitiative } from './portfolio.ts';
import { roundTogether } from './tie-out.ts';

/** A whole budget, in hundredths of a per cent: sums are kept in minor units times this, and divided once. */
export const WHOLE = 100_00n;

/** How one state of links stands under a node; `last`: the initiative counted last, so that each counts once. */
interface Count {
  initiatives: number;
  last: LiveInitiative | undefined;
}

export interface Tally extends Readonly<Record<LinkState, Count>> {
  /** accepted parts, minor units times `WHOLE` */
  budget: bigint;
  centralPaid: bigint;
  mobilised: bigint;
  /** accepted parts × score */
  scored: bigint;
}

/** An initiative with its score; 0 where nobody asks for it. */
export interface ScoredInitiative extends LiveInitiative {
  readonly score: bigint;
}

/** What the awards of an initiative have brought, in minor units of the base currency. */
export interface Funds {
  readonly paid: bigint;
  readonly mobilised: bigint;
}

export const noFunds: Funds = { paid: 0n, mobilised: 0n };

/** What was paid and verified on each initiative: money that was paid counts, whatever became of its award. */
export function* fundsByInitiative(all: Iterable<AwardRow>, currency: string): Pausing<ReadonlyMap<string, Funds>> {
  const funds = new Map<string, Funds>();
  for (const award of all) {
    yield;
    if (award.grant === undefined || award.signature === undefined) continue;
    refuseOtherCurrency([award.grant], currency);
    const { initiativeId } = award.signature;
    const { paid, mobilised } = funds.get(initiativeId) ?? noFunds;
    funds.set(initiativeId, { paid: paid + paidOf(award), mobilised: mobilised + verifiedOf(award) });
  }
  return funds;
}

const none = (): Count => ({ initiatives: 0, last: undefined });
export const emptyTally = (): Tally => ({
  accepted: none(),
  awaiting: none(),
  rejected: none(),
  drifted: none(),
  budget: 0n,
  centralPaid: 0n,
  mobilised: 0n,
  scored: 0n,
});

/** Counts and sums by the place of the node in the tree; a link to a node that is not there counts in the footer alone. */
export function* tallyNodes(
  tree: readonly Branch[],
  portfolio: readonly ScoredInitiative[],
  funds: ReadonlyMap<string, Funds>,
): Pausing<readonly Tally[]> {
  const tallies = tree.map(emptyTally);
  const places = new Map(tree.map(({ node }, place) => [node.code, place]));
  for (const initiative of portfolio) {
    yield;
    const { paid, mobilised } = funds.get(initiative.id) ?? noFunds;
    for (const { nodeCode, weight, state } of initiative.shares) {
      const part = state === 'accepted' ? BigInt(weight) : 0n;
      for (let place = places.get(nodeCode); place !== undefined; place = tree[place]?.parent) {
        const tally = tallies[place];
        if (tally === undefined) break;
        if (tally[state].last !== initiative) tally[state].initiatives += 1;
        tally[state].last = initiative;
        tally.budget += initiative.budget * part;
        tally.centralPaid += paid * part;
        tally.mobilised += mobilised * part;
        tally.scored += initiative.budget * part * initiative.score;
      }
    }
  }
  return tallies;
}

/** portfolioBudget = accepted + awaiting + rejected + drifted + unlinked, to the minor unit. */
export function* footerMoney(portfolio: readonly LiveInitiative[], whole: bigint, money: (minor: bigint) => string) {
  const sums: Record<LinkState, bigint> = { accepted: 0n, awaiting: 0n, rejected: 0n, drifted: 0n };
  for (const { budget, shares } of portfolio) {
    yield;
    for (const { weight, state } of shares) sums[state] += budget * BigInt(weight);
  }
  const linked = [sums.accepted, sums.awaiting, sums.rejected, sums.drifted];
  const unlinked = whole * WHOLE - linked.reduce((sum, part) => sum + part, 0n);
  const rounded = roundTogether([...linked, unlinked], WHOLE).map(money);
  const [accepted = '', awaiting = '', rejected = '', drifted = '', rest = ''] = rounded;
  return { accepted, awaiting, rejected, drifted, unlinked: rest };
}
