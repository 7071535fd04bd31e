// The live initiatives and how each one's budget is spread over the nodes of one plan version.
// Links and weights come from the initiative; an alignment only decides them.
import { activityStatus, type Label } from '@tributary/contracts';
import type { AlignmentRow } from '../views/alignments.ts';
import type { InitiativeRow, ProposalRow } from '../views/initiatives.ts';
import type { ActiveVersion } from './active-version.ts';

export type LinkState = 'accepted' | 'awaiting' | 'rejected';

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

type Rows<Row> = ReadonlyMap<string, Row>;
type Portfolio = readonly LiveInitiative[];

// A report and its drill-down ask for the same portfolio; rows that have not changed are the same map.
const kept = new WeakMap<Rows<InitiativeRow>, WeakMap<Rows<AlignmentRow>, Map<string, Portfolio>>>();

/** The portfolio under one plan version, in no particular order. */
export function portfolioOf(
  initiatives: Rows<InitiativeRow>,
  alignments: Rows<AlignmentRow>,
  version: ActiveVersion,
): Portfolio {
  const ofInitiatives = kept.get(initiatives) ?? new WeakMap<Rows<AlignmentRow>, Map<string, Portfolio>>();
  kept.set(initiatives, ofInitiatives);
  const ofBoth = ofInitiatives.get(alignments) ?? new Map<string, Portfolio>();
  ofInitiatives.set(alignments, ofBoth);
  const name = `${version.planCode} ${version.planVersion}`;
  const known = ofBoth.get(name);
  if (known !== undefined) return known;
  const portfolio = spread(initiatives.values(), alignments.values(), version);
  ofBoth.set(name, portfolio);
  return portfolio;
}

function spread(
  initiatives: Iterable<InitiativeRow>,
  alignments: Iterable<AlignmentRow>,
  { planCode, planVersion }: ActiveVersion,
): Portfolio {
  const verdicts = new Map<string, AlignmentRow[]>();
  for (const alignment of alignments) {
    if (alignment.planCode !== planCode || alignment.planVersion !== planVersion) continue;
    const said = verdicts.get(alignment.initiativeId);
    if (said === undefined) verdicts.set(alignment.initiativeId, [alignment]);
    else said.push(alignment);
  }
  const portfolio: LiveInitiative[] = [];
  for (const { id, registration, status, proposals } of initiatives) {
    if (registration === undefined || status === activityStatus.cancelled) continue;
    const { title, budget, currency } = registration;
    const proposal = proposals.get(planCode);
    const said = verdicts.get(id) ?? [];
    const shares =
      proposal?.planVersion === planVersion
        ? proposal.links.map(({ nodeCode, weight }) => ({
            nodeCode,
            weight,
            state: stateOf(
              said.find((verdict) => verdict.nodeCode === nodeCode),
              proposal,
              weight,
            ),
          }))
        : [];
    portfolio.push({ id, title, budget, currency, shares });
  }
  return portfolio;
}

/** A verdict on another revision or weight is about another link: this one awaits its own. */
function stateOf(verdict: AlignmentRow | undefined, proposal: ProposalRow, weight: number): LinkState {
  if (verdict === undefined || verdict.revision !== proposal.revision || verdict.weight !== weight) return 'awaiting';
  return verdict.state === 'accepted' || verdict.state === 'rejected' ? verdict.state : 'awaiting';
}
