// plan/gaps: the nodes and KPIs of a plan, and the SDG targets that its nodes lead to, for which there is no initiative or no
// money; and the nodes on which the money of their level piles up. What has no gap has no row.
import { byCode, divideHalfUp, type Label, planGapsMessages, show } from '@tributary/contracts';
import { alignments } from '../../read-models/alignments.ts';
import { awards } from '../../read-models/awards.ts';
import { crosswalks } from '../../read-models/crosswalks.ts';
import { initiatives } from '../../read-models/initiatives.ts';
import { kpiContributions } from '../../read-models/kpi-contributions.ts';
import { kpis, kpisIn } from '../../read-models/kpis.ts';
import { nodes } from '../../read-models/nodes.ts';
import { plans } from '../../read-models/plans.ts';
import { herfindahlOf, refuseOtherCurrency, sharePct, writtenIn } from '../figures.ts';
import { decisionsIn } from '../mappings.ts';
import { activeVersion } from '../plan-alignment/active-version.ts';
import { planTree } from '../plan-alignment/plan-tree.ts';
import { portfolioOf } from '../plan-alignment/portfolio.ts';
import { emptyTally, fundsByInitiative, tallyNodes, WHOLE } from '../plan-alignment/tally.ts';
import { defineReport } from '../report.ts';
import { type Brought, type Gap, gapOf, nothingBrought } from './brought.ts';
import { columns, footer } from './columns.ts';
import { isOverConcentrated, levelsOf } from './concentration.ts';
import { broughtToKpis } from './kpi-money.ts';
import { broughtToTargets, WHOLE_TWICE } from './sdg-targets.ts';

/** What may have a gap. */
interface Found extends Brought {
  readonly kind: 'node' | 'kpi' | 'sdg-target';
  readonly plan: string;
  readonly code: string;
  readonly title: Label;
  readonly level: number | null;
  readonly responsibleMinistry: string;
  readonly gap: Gap | undefined;
  readonly levelSharePct: number | null;
  /** by which its money is divided */
  readonly whole: bigint;
}

export const planGaps = defineReport({
  key: 'plan/gaps',
  parameters: ['plan', 'to', 'asOf', 'lang', 'format'],
  reads: { plans, nodes, kpis, alignments, kpiContributions, initiatives, awards, crosswalks },
  columns,
  footer,
  say: planGapsMessages.say,
  *fold(rows, { plan, to, language, currency }) {
    const version = activeVersion(rows.plans.values(), plan, to);
    if ('rejected' in version) return version;
    const { planCode, programmeLevel } = version;
    const tree = planTree(rows.nodes.values(), version);
    const portfolio = yield* portfolioOf(rows, version);
    refuseOtherCurrency(portfolio, currency);
    const funds = yield* fundsByInitiative(rows.awards.values(), currency);
    const tallies = yield* tallyNodes(
      tree,
      portfolio.map((initiative) => ({ ...initiative, score: 0n })),
      funds,
    );
    const weighed = tree.map(({ node }, place) => ({ level: node.level, budget: tallies[place]?.budget ?? 0n }));
    const levels = levelsOf(weighed);
    const inNodes = tree.map(({ node }, place): Found => {
      const { accepted, awaiting, budget, centralPaid, mobilised } = tallies[place] ?? emptyTally();
      const { code, title, level, responsibleMinistry } = node;
      const funded = centralPaid + mobilised;
      const brought = { initiatives: accepted.initiatives, awaiting: awaiting.initiatives, budget, funded };
      const concentrated = isOverConcentrated({ level, budget }, levels) ? 'over-concentrated' : undefined;
      return {
        kind: 'node',
        plan: planCode,
        ...{ code, title, level, responsibleMinistry },
        ...brought,
        gap: gapOf(brought) ?? concentrated,
        levelSharePct: sharePct(budget, levels.get(level)?.budget ?? 0n),
        whole: WHOLE,
      };
    });

    const defined = kpisIn(rows.kpis.values(), version);
    const decisions = decisionsIn(rows.kpiContributions.values());
    const { initiatives } = rows;
    const byKpi = yield* broughtToKpis({ planCode, kpis: defined, decisions, initiatives, portfolio, funds });
    const inKpis = [...defined.values()].map(({ code, title, responsibleMinistry }): Found => {
      const brought = byKpi.get(code) ?? nothingBrought();
      const place = { kind: 'kpi', plan: planCode, code, title, level: null, responsibleMinistry } as const;
      return { ...place, ...brought, gap: gapOf(brought), levelSharePct: null, whole: 1n };
    });

    const inTargets: Found[] = [];
    for (const sdg of sdgPlansOf(rows.plans.values(), planCode)) {
      const sdgTree = planTree(rows.nodes.values(), sdg);
      const sdgPortfolio = yield* portfolioOf(rows, sdg);
      const between = [...rows.crosswalks.values()].filter(
        (one) => one.planCode === planCode && one.toPlan === sdg.planCode,
      );
      if (between.every(({ targets }) => targets.length === 0)) continue;
      const brought = yield* broughtToTargets({ tree, sdgTree, portfolio, sdgPortfolio, crosswalks: between, funds });
      for (const [place, { node }] of sdgTree.entries()) {
        if (node.level < sdg.programmeLevel) continue;
        const { code, title, level, responsibleMinistry } = node;
        const sum = brought[place] ?? nothingBrought();
        const target = { kind: 'sdg-target', plan: sdg.planCode, code, title, level, responsibleMinistry } as const;
        inTargets.push({ ...target, ...sum, gap: gapOf(sum), levelSharePct: null, whole: WHOLE_TWICE });
      }
    }

    const money = writtenIn(currency);
    const all = [...inNodes, ...inKpis.sort((one, other) => byCode(one.code, other.code)), ...inTargets];
    const count = (kind: Found['kind'], gap: Gap) => all.filter((one) => one.kind === kind && one.gap === gap).length;
    return {
      plan: planCode,
      rows: all.flatMap(({ gap, whole, title, budget, funded, ...found }) => {
        if (gap === undefined) return [];
        const { text, lang } = show(title, language);
        return {
          ...found,
          title: text,
          titleLang: lang,
          gap,
          budget: money(divideHalfUp(budget, whole)),
          funded: money(divideHalfUp(funded, whole)),
        };
      }),
      footer: {
        planVersion: version.planVersion,
        currency,
        nodes: inNodes.length,
        nodesWithoutInitiative: count('node', 'no-initiative'),
        nodesWithoutMoney: count('node', 'no-money'),
        kpis: inKpis.length,
        kpisWithoutInitiative: count('kpi', 'no-initiative'),
        kpisWithoutMoney: count('kpi', 'no-money'),
        sdgTargets: inTargets.length,
        sdgTargetsWithoutInitiative: count('sdg-target', 'no-initiative'),
        sdgTargetsWithoutMoney: count('sdg-target', 'no-money'),
        overConcentrated: count('node', 'over-concentrated'),
        concentration: herfindahlOf(
          weighed.filter(({ level }) => level === programmeLevel).map(({ budget }) => budget),
          levels.get(programmeLevel)?.budget ?? 0n,
        ),
      },
    };
  },
});

/** The plans of SDGs in force, other than the one that is asked for, in the order of their codes. */
function sdgPlansOf<Plan extends { readonly planCode: string; readonly kind: string }>(
  all: Iterable<Plan>,
  planCode: string,
): readonly Plan[] {
  return [...all]
    .filter((one) => one.kind === 'sdg' && one.planCode !== planCode)
    .sort((one, other) => byCode(one.planCode, other.planCode));
}
