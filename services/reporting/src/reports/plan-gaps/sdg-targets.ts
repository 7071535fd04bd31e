// What initiatives bring to the targets of a plan of SDGs: by their own links to it, and by crosswalks from the nodes of the
// plan that is asked for. Where an initiative reaches a target both ways, the larger part counts: it is the same money.
import type { Pausing } from '@tributary/eventing';
import type { CrosswalkRow } from '../../read-models/crosswalks.ts';
import type { Branch } from '../plan-alignment/plan-tree.ts';
import type { LiveInitiative } from '../plan-alignment/portfolio.ts';
import { type Funds, noFunds } from '../plan-alignment/tally.ts';
import { type Brought, fundedOf, nothingBrought } from './brought.ts';

/** A whole link that counts wholly: hundredths of a per cent of hundredths of a per cent. */
export const WHOLE_TWICE = 100_00n * 100_00n;

interface Parts {
  /** the tree of the plan that is asked for, and that of the SDGs */
  readonly tree: readonly Branch[];
  readonly sdgTree: readonly Branch[];
  /** the same initiatives under either plan */
  readonly portfolio: readonly LiveInitiative[];
  readonly sdgPortfolio: readonly LiveInitiative[];
  /** from nodes of the first plan to targets of the second */
  readonly crosswalks: readonly CrosswalkRow[];
  readonly funds: ReadonlyMap<string, Funds>;
}

/** By place in the tree of the SDGs; a node has what its descendants have. Money is in minor units × {@link WHOLE_TWICE}. */
export function* broughtToTargets(parts: Parts): Pausing<readonly Brought[]> {
  const { tree, sdgTree, portfolio, sdgPortfolio, funds } = parts;
  const brought = sdgTree.map(nothingBrought);
  const places = new Map(sdgTree.map(({ node }, place) => [node.code, place]));
  const leads = leadsOf(tree, parts.crosswalks);
  const direct = new Map(sdgPortfolio.map((initiative) => [initiative.id, initiative]));
  for (const initiative of portfolio) {
    yield;
    const own = direct.get(initiative.id)?.shares ?? [];
    for (const state of ['accepted', 'awaiting'] as const) {
      const linked = new Map<number, bigint>();
      const led = new Map<number, bigint>();
      for (const share of own) {
        if (share.state === state) addUp(linked, sdgTree, places.get(share.nodeCode), BigInt(share.weight) * 100_00n);
      }
      for (const share of initiative.shares) {
        if (share.state !== state) continue;
        for (const { nodeCode, weight } of leads.get(share.nodeCode) ?? []) {
          addUp(led, sdgTree, places.get(nodeCode), BigInt(share.weight) * BigInt(weight));
        }
      }
      for (const place of new Set([...linked.keys(), ...led.keys()])) {
        const sum = brought[place];
        if (sum === undefined) continue;
        const [one, other] = [linked.get(place) ?? 0n, led.get(place) ?? 0n];
        if (state === 'accepted') {
          const part = one > other ? one : other;
          sum.initiatives += 1;
          sum.budget += initiative.budget * part;
          sum.funded += fundedOf(funds.get(initiative.id) ?? noFunds) * part;
        } else sum.awaiting += 1;
      }
    }
  }
  return brought;
}

/** Adds a part to a node and to all above it. */
function addUp(sums: Map<number, bigint>, tree: readonly Branch[], from: number | undefined, part: bigint): void {
  for (let place = from; place !== undefined; place = tree[place]?.parent)
    sums.set(place, (sums.get(place) ?? 0n) + part);
}

/** Where each node of the plan leads: by its own crosswalk, else by that of the nearest node above it that has one. */
function leadsOf(
  tree: readonly Branch[],
  crosswalks: readonly CrosswalkRow[],
): ReadonlyMap<string, CrosswalkRow['targets']> {
  const own = new Map(crosswalks.map(({ nodeCode, targets }) => [nodeCode, targets]));
  const leads = new Map<string, CrosswalkRow['targets']>();
  for (const { node, parent } of tree) {
    const mine = own.get(node.code) ?? [];
    const above = parent === undefined ? undefined : leads.get(tree[parent]?.node.code ?? '');
    leads.set(node.code, mine.length > 0 ? mine : (above ?? []));
  }
  return leads;
}
