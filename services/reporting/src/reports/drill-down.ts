// The initiatives behind a row of plan/alignment, or behind its footer's drifted or unlinked budget.
import type { AlignedInitiative } from '@tributary/contracts';
import { DRIFTED, exponentOf, formatDecimal, type Rejection, reject, show, UNALIGNED } from '@tributary/contracts';
import type { z } from 'zod';
import type { Asked } from '../report.ts';
import { activeVersion } from './active-version.ts';
import type { planAlignment } from './plan-alignment.ts';
import { type Branch, planTree } from './plan-tree.ts';
import { type LinkState, type LiveInitiative, portfolioOf, type Share } from './portfolio.ts';

type Item = z.infer<typeof AlignedInitiative>;
type Rows = Parameters<(typeof planAlignment)['fold']>[0];

/** The sort order of items, and the place of one in it. */
export const placeOf = ({ id, state }: Pick<Item, 'id' | 'state'>): string => `${id} ${state}`;

const states: readonly LinkState[] = ['accepted', 'awaiting', 'rejected'];

/**
 * One item for each initiative and state of its links to the node or below it, so that the items in a state are as many
 * as the row says; `weightPct` sums those links. In the order of `placeOf`.
 */
export function initiativesUnder(
  rows: Rows,
  node: string,
  { plan, to, language, currency }: Asked,
): readonly Item[] | Rejection {
  const version = activeVersion(rows.plans.values(), plan, to);
  if ('rejected' in version) return version;
  const tree = planTree(rows.nodes.values(), version);
  const portfolio = portfolioOf(rows, version);
  const itemOf = ({ id, title, budget }: LiveInitiative, state: Item['state'], weight: number | null): Item => {
    const { text, lang } = show(title, language);
    const amount = formatDecimal({ units: budget, scale: exponentOf(currency) });
    const weightPct = weight === null ? null : weight / 100;
    return { id, title: text, lang, budget: amount, weightPct, state, score: null };
  };
  if (node === UNALIGNED) {
    const unlinked = portfolio.filter(({ shares }) => shares.length === 0);
    return inOrder(unlinked.map((initiative) => itemOf(initiative, 'unlinked', null)));
  }
  /** One item for the links of an initiative in a state, where it has any. */
  const itemsOf = (initiative: LiveInitiative, state: LinkState, isAsked: (share: Share) => boolean) => {
    const shares = initiative.shares.filter((share) => share.state === state && isAsked(share));
    const weight = shares.reduce((sum, share) => sum + share.weight, 0);
    return shares.length === 0 ? [] : [itemOf(initiative, state, weight)];
  };
  if (node === DRIFTED) return inOrder(portfolio.flatMap((initiative) => itemsOf(initiative, 'drifted', () => true)));
  const below = codesUnder(tree, node);
  if (below.size === 0) {
    return reject('PLAN_NODE_UNKNOWN', { planCode: version.planCode, planVersion: version.planVersion, nodes: node });
  }
  return inOrder(
    portfolio.flatMap((initiative) =>
      states.flatMap((state) => itemsOf(initiative, state, ({ nodeCode }) => below.has(nodeCode))),
    ),
  );
}

const inOrder = (items: readonly Item[]): readonly Item[] =>
  items.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));

/** The code and those of its descendants; empty where the plan has no such node. */
function codesUnder(tree: readonly Branch[], code: string): ReadonlySet<string> {
  const inside = new Set<number>();
  for (const [place, { node, parent }] of tree.entries()) {
    if (node.code === code || (parent !== undefined && inside.has(parent))) inside.add(place);
  }
  return new Set(tree.filter((_branch, place) => inside.has(place)).map(({ node }) => node.code));
}
