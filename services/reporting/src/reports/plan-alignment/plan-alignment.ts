// plan/alignment: what initiatives add to each node of a plan. A node's figures include those of its descendants,
// and an initiative counts once per node. What has no source is null, never 0.
import { divideHalfUp, planAlignmentMessages, show } from '@tributary/contracts';
import type { Pausing } from '@tributary/eventing';
import { alignments } from '../../read-models/alignments.ts';
import { awards } from '../../read-models/awards.ts';
import { initiatives } from '../../read-models/initiatives.ts';
import { kpiContributions } from '../../read-models/kpi-contributions.ts';
import { kpis } from '../../read-models/kpis.ts';
import { nodes } from '../../read-models/nodes.ts';
import { plans } from '../../read-models/plans.ts';
import { refuseOtherCurrency, sharePct, writtenIn } from '../figures.ts';
import { defineReport } from '../report.ts';
import { bandOf, type Scorer, scorerOf } from '../score/score.ts';
import { activeVersion } from './active-version.ts';
import { columns, footer } from './columns.ts';
import { planTree } from './plan-tree.ts';
import { type LiveInitiative, portfolioOf, type Share } from './portfolio.ts';
import {
  emptyTally,
  footerMoney,
  fundsByInitiative,
  type ScoredInitiative,
  type Tally,
  tallyNodes,
  WHOLE,
} from './tally.ts';

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

const isDrifted = ({ state }: Share) => state === 'drifted';
