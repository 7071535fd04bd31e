// The live initiatives and how each one's budget is spread over the nodes of the plan version in force.
// Links and weights come from the initiative, whichever version they name; an alignment only decides them.
import { activityStatus, type Label, type LinkStatus } from '@tributary/contracts';
import type { Pausing } from '@tributary/eventing';
import type { AlignmentRow } from '../../read-models/alignments.ts';
import type { InitiativeRow, ProposalRow } from '../../read-models/initiatives.ts';
import type { NodeRow } from '../../read-models/nodes.ts';
import type { ActiveVersion } from './active-version.ts';
import { type Drifted, driftUnder } from './drift.ts';

/** A link that is gone from the newest proposal is none of its initiative any more. */
export type LinkState = Exclude<LinkStatus, 'withdrawn'>;

/** A part of an initiative's budget under a node. */
export interface Share {
  readonly nodeCode: string;
  /** hundredths of a per cent */
  readonly weight: number;
  readonly state: LinkState;
}

/** An initiative that is neither cancelled nor yet to be registered; without shares it is unlinked. */
export interface LiveInitiative {
  readonly id: string;
  readonly title: Label;
  /** minor units of the base currency */
  readonly budget: bigint;
  readonly currency: string;
  readonly shares: readonly Share[];
}

export interface PortfolioRows {
  readonly initiatives: ReadonlyMap<string, InitiativeRow>;
  readonly alignments: ReadonlyMap<string, AlignmentRow>;
  readonly nodes: ReadonlyMap<string, NodeRow>;
}
type Portfolio = readonly LiveInitiative[];

// A report and its drill-down ask for the same portfolio; rows that have not changed are the same map.
const kept = new WeakMap<object, WeakMap<object, WeakMap<object, Map<string, Portfolio>>>>();

/** What is kept of these rows, by plan version: it goes with the first of them. */
function keptOf({ initiatives, alignments, nodes }: PortfolioRows): Map<string, Portfolio> {
  const ofInitiatives = within(kept, initiatives, () => new WeakMap());
  const ofBoth = within(ofInitiatives, alignments, () => new WeakMap());
  return within(ofBoth, nodes, () => new Map());
}

function within<Value>(values: WeakMap<object, Value>, key: object, make: () => Value): Value {
  const known = values.get(key);
  if (known !== undefined) return known;
  const made = make();
  values.set(key, made);
  return made;
}

/** The portfolio under one plan version, in no particular order. */
export function* portfolioOf(rows: PortfolioRows, version: ActiveVersion): Pausing<Portfolio> {
  const portfolios = keptOf(rows);
  const name = `${version.planCode} ${version.planVersion}`;
  const known = portfolios.get(name);
  if (known !== undefined) return known;
  const portfolio = yield* spread(rows, version.planCode, driftUnder(rows.nodes.values(), version));
  portfolios.set(name, portfolio);
  return portfolio;
}

function* spread({ initiatives, alignments }: PortfolioRows, planCode: string, drifted: Drifted): Pausing<Portfolio> {
  const verdicts = new Map<string, AlignmentRow[]>();
  for (const alignment of alignments.values()) {
    yield;
    if (alignment.planCode !== planCode) continue;
    const said = verdicts.get(alignment.initiativeId);
    if (said === undefined) verdicts.set(alignment.initiativeId, [alignment]);
    else said.push(alignment);
  }
  const portfolio: LiveInitiative[] = [];
  for (const { id, registration, status, proposals } of initiatives.values()) {
    yield;
    if (registration === undefined || status === activityStatus.cancelled) continue;
    const { title, budget, currency } = registration;
    const proposal = proposals.find((one) => one.planCode === planCode);
    const shares = proposal === undefined ? [] : sharesOf(proposal, verdicts.get(id) ?? [], drifted);
    portfolio.push({ id, title, budget, currency, shares });
  }
  return portfolio;
}

function sharesOf(proposal: ProposalRow, verdicts: readonly AlignmentRow[], drifted: Drifted): Share[] {
  const { planVersion, links } = proposal;
  return links.map(({ nodeCode, weight }) => {
    if (drifted({ planVersion, nodeCode })) return { nodeCode, weight, state: 'drifted' };
    return { nodeCode, weight, state: saidOf(verdicts, proposal, { nodeCode, weight }) };
  });
}

/** What was said of a link. A verdict on another revision or weight is about another link: this one awaits its own. */
export function saidOf(
  verdicts: readonly AlignmentRow[],
  proposal: ProposalRow,
  { nodeCode, weight }: ProposalRow['links'][number],
): 'awaiting' | 'accepted' | 'rejected' {
  const { planVersion } = proposal;
  const verdict = verdicts.find((one) => one.nodeCode === nodeCode && one.planVersion === planVersion);
  if (verdict === undefined || verdict.revision !== proposal.revision || verdict.weight !== weight) return 'awaiting';
  return verdict.state === 'accepted' || verdict.state === 'rejected' ? verdict.state : 'awaiting';
}
