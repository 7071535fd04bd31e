// The initiatives behind a row of plan/alignment, or behind its footer's drifted or unlinked budget.
import type { AlignedInitiative } from '@tributary/contracts';
import { DRIFTED, exponentOf, formatDecimal, type Rejection, reject, show, UNALIGNED } from '@tributary/contracts';
import { type Pausing, sorting } from '@tributary/eventing';
import type { z } from 'zod';
import type { ReportScope } from '../report.ts';
import { scorerOf } from '../score/score.ts';
import { activeVersion } from './active-version.ts';
import type { planAlignment } from './plan-alignment.ts';
import { type Branch, planTree } from './plan-tree.ts';
import { type LinkState, type LiveInitiative, portfolioOf, type Share } from './portfolio.ts';

type Item = z.infer<typeof AlignedInitiative>;
type Rows = Parameters<(typeof planAlignment)['fold']>[0];

/** The sort order of items, and the place of one in it. */
export const placeOf = ({ id, status }: Pick<Item, 'id' | 'status'>): string => `${id} ${status}`;

const states: readonly LinkState[] = ['accepted', 'awaiting', 'rejected'];

/**
 * One item for each initiative and state of its links to the node or below it, so that the items in a state are as many
 * as the row says; `weightPct` sums those links. In the order of `placeOf`.
 */
export function* initiativesUnder(
  rows: Rows,
  node: string,
  { plan, to, language, currency }: ReportScope,
): Pausing<readonly Item[] | Rejection> {
  const version = activeVersion(rows.plans.values(), plan, to);
  if ('rejected' in version) return version;
  const tree = planTree(rows.nodes.values(), version);
  const portfolio = yield* portfolioOf(rows, version);
  const scorer = yield* scorerOf(rows, version, to);
  const itemOf = (initiative: LiveInitiative, status: Item['status'], weight: number | null): Item => {
    const { id, title, budget } = initiative;
    const { text, lang } = show(title, language);
    const amount = formatDecimal({ units: budget, scale: exponentOf(currency) });
    const weightPct = weight === null ? null : weight / 100;
    return { id, title: text, lang, budget: amount, weightPct, status, score: scorer(initiative).total };
  };
  /** One item for the links of an initiative in a state, where it has any. */
  const itemsIn = (initiative: LiveInitiative, state: LinkState, isAsked: (share: Share) => boolean): Item[] => {
    const shares = initiative.shares.filter((share) => share.state === state && isAsked(share));
    const weight = shares.reduce((sum, share) => sum + share.weight, 0);
    return shares.length === 0 ? [] : [itemOf(initiative, state, weight)];
  };
  const below = codesUnder(tree, node);
  function itemsOf(initiative: LiveInitiative): Item[] {
    if (node === UNALIGNED) return initiative.shares.length > 0 ? [] : [itemOf(initiative, 'unlinked', null)];
    if (node === DRIFTED) return itemsIn(initiative, 'drifted', () => true);
    return states.flatMap((state) => itemsIn(initiative, state, ({ nodeCode }) => below.has(nodeCode)));
  }
  if (node !== UNALIGNED && node !== DRIFTED && below.size === 0) {
    return reject('PLAN_NODE_UNKNOWN', { planCode: version.planCode, planVersion: version.planVersion, nodes: node });
  }
  const items: Item[] = [];
  for (const initiative of portfolio) {
    items.push(...itemsOf(initiative));
    yield;
  }
  return yield* sorting(items, (a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

/** The code and those of its descendants; empty where the plan has no such node. */
function codesUnder(tree: readonly Branch[], code: string): ReadonlySet<string> {
  const inside = new Set<number>();
  for (const [place, { node, parent }] of tree.entries()) {
    if (node.code === code || (parent !== undefined && inside.has(parent))) inside.add(place);
  }
  return new Set(tree.filter((_branch, place) => inside.has(place)).map(({ node }) => node.code));
}
