// plan/alignment: what initiatives add to each node of a plan. A node's figures include those of its descendants,
// and an initiative counts once per node. What has no source is null, never 0.
import { divideHalfUp, planAlignmentMessages, show } from '@tributary/contracts';
import type { Pausing } from '@tributary/eventing';
import { alignments } from '../../read-models/alignments.ts';
import { type AwardRow, awards } from '../../read-models/awards.ts';
import { initiatives } from '../../read-models/initiatives.ts';
import { kpiContributions } from '../../read-models/kpi-contributions.ts';
import { kpis } from '../../read-models/kpis.ts';
import { nodes } from '../../read-models/nodes.ts';
import { plans } from '../../read-models/plans.ts';
import { paidOf, verifiedOf } from '../award-money.ts';
import { refuseOtherCurrency, sharePct, writtenIn } from '../figures.ts';
import { defineReport } from '../report.ts';
import { bandOf, type Scorer, scorerOf } from '../score/score.ts';
import { activeVersion } from './active-version.ts';
import { columns, footer } from './columns.ts';
import { type Branch, planTree } from './plan-tree.ts';
import { type LinkState, type LiveInitiative, portfolioOf, type Share } from './portfolio.ts';
import { roundTogether } from './tie-out.ts';

/** A whole budget, in hundredths of a per cent: sums are kept in minor units times this, and divided once. */
const WHOLE = 100_00n;

/** How one state of links stands under a node; `last`: the initiative counted last, so that each counts once. */
interface Count {
  initiatives: number;
  last: LiveInitiative | undefined;
}

interface Tally extends Readonly<Record<LinkState, Count>> {
  /** accepted parts, minor units times `WHOLE` */
  budget: bigint;
  centralPaid: bigint;
  mobilised: bigint;
  /** accepted parts × score */
  scored: bigint;
}

export const planAlignment = defineReport({
  key: 'plan/alignment',
  parameters: ['plan', 'to', 'asOf', 'lang', 'format'],
  reads: { plans, nodes, kpis, alignments, kpiContributions, initiatives, awards },
  columns,
  footer,
  say: planAlignmentMessages.say,
  *fold(rows, { plan, to, language, currency }) {
    const version = activeVersion(rows.plans.values(), plan, to);
    if ('rejected' in version) return version;
    const tree = planTree(rows.nodes.values(), version);
    const portfolio = yield* portfolioOf(rows, version);
    refuseOtherCurrency(portfolio, currency);
    const portfolioBudget = portfolio.reduce((sum, initiative) => sum + initiative.budget, 0n);
    const money = writtenIn(currency);
    const scored = yield* scoredOf(portfolio, yield* scorerOf(rows, version, to));
    const tallies = yield* tallyNodes(tree, scored, yield* fundsByInitiative(rows.awards.values(), currency));

    const parts = yield* footerMoney(portfolio, portfolioBudget, money);

    return {
      plan: version.planCode,
      rows: tree.map(({ node }, place) => {
        const tally = tallies[place] ?? emptyTally();
        const { accepted, awaiting, rejected, budget, centralPaid, mobilised } = tally;
        const levelLabel = show(node.levelLabel, language);
        const title = show(node.title, language);
        return {
          code: node.code,
          level: node.level,
          levelLabel: levelLabel.text,
          levelLabelLang: levelLabel.lang,
          title: title.text,
          titleLang: title.lang,
          responsibleMinistry: node.responsibleMinistry,
          initiatives: accepted.initiatives,
          budget: money(divideHalfUp(budget, WHOLE)),
          awaiting: awaiting.initiatives,
          rejected: rejected.initiatives,
          centralPaid: money(divideHalfUp(centralPaid, WHOLE)),
          mobilised: money(divideHalfUp(mobilised, WHOLE)),
          budgetSharePct: sharePct(budget, portfolioBudget * WHOLE),
          ...scoreCells(tally),
        };
      }),
      footer: {
        planVersion: version.planVersion,
        currency,
        liveInitiatives: portfolio.length,
        unlinkedInitiatives: portfolio.filter(({ shares }) => shares.length === 0).length,
        driftedInitiatives: portfolio.filter(({ shares }) => shares.some(isDrifted)).length,
        portfolioBudget: money(portfolioBudget),
        ...parts,
        weightedAlignment: oneDecimal(acceptedScore(scored), portfolioBudget * WHOLE),
      },
    };
  },
});

/** An initiative with its score. */
interface ScoredInitiative extends LiveInitiative {
  readonly score: bigint;
}

function* scoredOf(portfolio: readonly LiveInitiative[], scorer: Scorer): Pausing<readonly ScoredInitiative[]> {
  const scored: ScoredInitiative[] = [];
  for (const initiative of portfolio) {
    yield;
    scored.push({ ...initiative, score: BigInt(scorer(initiative).total) });
  }
  return scored;
}

/** Accepted parts × score over all initiatives, also under nodes that are not in the tree. */
const acceptedScore = (scored: readonly ScoredInitiative[]): bigint =>
  scored.reduce((sum, { budget, score, shares }) => {
    const weight = shares.reduce((all, share) => (share.state === 'accepted' ? all + share.weight : all), 0);
    return sum + budget * BigInt(weight) * score;
  }, 0n);

/** With one decimal, rounded half up; null where there is no whole. */
const oneDecimal = (sum: bigint, whole: bigint): number | null =>
  whole === 0n ? null : Number(divideHalfUp(sum * 10n, whole)) / 10;

/** The score weighted by aligned budget, and its band; a node to which no initiative is aligned is a gap. */
function scoreCells({ accepted, scored, budget }: Tally) {
  const weightedScore = oneDecimal(scored, budget);
  const band = accepted.initiatives === 0 ? 'gap' : weightedScore === null ? null : bandOf(weightedScore);
  return { weightedScore, band };
}

/** What the awards of an initiative have brought, in minor units of the base currency. */
interface Funds {
  readonly paid: bigint;
  readonly mobilised: bigint;
}

const noFunds: Funds = { paid: 0n, mobilised: 0n };

/** What was paid and verified on each initiative: money that was paid counts, whatever became of its award. */
function* fundsByInitiative(all: Iterable<AwardRow>, currency: string): Pausing<ReadonlyMap<string, Funds>> {
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
const emptyTally = (): Tally => ({
  accepted: none(),
  awaiting: none(),
  rejected: none(),
  drifted: none(),
  budget: 0n,
  centralPaid: 0n,
  mobilised: 0n,
  scored: 0n,
});

const isDrifted = ({ state }: Share) => state === 'drifted';

/** Counts and sums by the place of the node in the tree; a link to a node that is not there counts in the footer alone. */
function* tallyNodes(
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
function* footerMoney(portfolio: readonly LiveInitiative[], whole: bigint, money: (minor: bigint) => string) {
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
