// plan/drift: the links and contributions of live initiatives whose node or KPI is gone from the version in force, with where
// each can go, since when, and whose it is. Nothing of it moves by itself.
import {
  activityStatus,
  byCode,
  daysBetween,
  divideHalfUp,
  type Label,
  type LocalDate,
  planDriftMessages,
  type Succession,
  show,
} from '@tributary/contracts';
import { type Pausing, sorting } from '@tributary/eventing';
import { type AlignmentRow, alignments } from '../../read-models/alignments.ts';
import { type InitiativeRow, initiatives } from '../../read-models/initiatives.ts';
import { kpiContributions } from '../../read-models/kpi-contributions.ts';
import { type KpiDefinition, kpis } from '../../read-models/kpis.ts';
import { nodes } from '../../read-models/nodes.ts';
import { plans } from '../../read-models/plans.ts';
import { refuseOtherCurrency, writtenIn } from '../figures.ts';
import { type Decisions, decidedOf, decisionsIn } from '../mappings.ts';
import { activeVersion } from '../plan-alignment/active-version.ts';
import { portfolioOf, saidOf } from '../plan-alignment/portfolio.ts';
import { footerMoney, WHOLE } from '../plan-alignment/tally.ts';
import { type History, historyOf } from '../plan-versions.ts';
import { defineReport } from '../report.ts';
import { columns, footer } from './columns.ts';

/** A node or KPI, as far as its row shows it. */
interface Shown {
  readonly planCode: string;
  readonly planVersion: string;
  readonly code: string;
  readonly title: Label;
  readonly responsibleMinistry: string;
}

/** Something that has drifted, with the initiative that it is of. */
interface Drifted {
  readonly kind: 'link' | 'contribution';
  readonly code: string;
  readonly planVersion: string;
  readonly indicator: string | null;
  readonly said: string;
  /** hundredths of a per cent */
  readonly share: number;
  readonly succession: Succession;
  readonly history: History<Shown>;
  readonly initiative: InitiativeRow;
}

export const planDrift = defineReport({
  key: 'plan/drift',
  parameters: ['plan', 'to', 'asOf', 'lang', 'format'],
  reads: { plans, nodes, kpis, alignments, kpiContributions, initiatives },
  columns,
  footer,
  say: planDriftMessages.say,
  *fold(rows, { plan, to, language, currency }) {
    const version = activeVersion(rows.plans.values(), plan, to);
    if ('rejected' in version) return version;
    const { planCode } = version;
    const nodeHistory = historyOf(rows.nodes.values(), version, version.nodeCount);
    const kpiHistory = historyOf(definitionsOf(rows.kpis.values()), version, version.kpiCount);
    const verdicts = yield* verdictsIn(rows.alignments.values(), planCode);
    const decisions = decisionsIn(rows.kpiContributions.values());
    const found: Drifted[] = [];
    for (const initiative of rows.initiatives.values()) {
      yield;
      if (initiative.registration === undefined || initiative.status === activityStatus.cancelled) continue;
      found.push(...linksOf(initiative, planCode, nodeHistory, verdicts.get(initiative.id) ?? []));
      found.push(...contributionsOf(initiative, planCode, kpiHistory, decisions));
    }
    const portfolio = yield* portfolioOf(rows, version);
    refuseOtherCurrency(portfolio, currency);
    const portfolioBudget = portfolio.reduce((sum, { budget }) => sum + budget, 0n);
    const money = writtenIn(currency);
    // the same figure as in the footer of plan/alignment, rounded with its others
    const { drifted: budget } = yield* footerMoney(portfolio, portfolioBudget, money);
    const from = new Map(version.versions.map((one) => [one.planVersion, one.from]));

    const shown = found.map(({ succession, history, initiative, ...drifted }) => {
      const { change, goneIn, successors } = succession;
      const driftedOn = from.get(goneIn) ?? to;
      const part = history.part(drifted.planVersion, drifted.code);
      const [partTitle, title] = [part?.title, initiative.registration?.title].map((label) =>
        label === undefined ? { text: '', lang: language } : show(label, language),
      );
      return {
        kind: drifted.kind,
        code: drifted.code,
        partTitle: partTitle?.text ?? '',
        partTitleLang: partTitle?.lang ?? language,
        planVersion: drifted.planVersion,
        change,
        goneIn,
        driftedOn,
        ageDays: daysBetween(driftedOn, to),
        suggested: successors.map(({ code, sharePct }) => `${code} ${sharePct}`),
        deciders: [...new Set(successors.flatMap(({ code }) => history.now(code)?.responsibleMinistry ?? []))],
        initiative: initiative.id,
        title: title?.text ?? '',
        titleLang: title?.lang ?? language,
        owner: initiative.ministry,
        indicator: drifted.indicator,
        said: drifted.said,
        sharePct: drifted.share / 100,
        budget: drifted.kind === 'link' ? money(budgetOf(initiative, drifted.share)) : null,
      };
    });
    const sorted = yield* sorting(shown, inOrder);
    return {
      plan: planCode,
      rows: sorted,
      footer: {
        planVersion: version.planVersion,
        currency,
        links: sorted.filter(({ kind }) => kind === 'link').length,
        contributions: sorted.filter(({ kind }) => kind === 'contribution').length,
        initiatives: new Set(sorted.map(({ initiative }) => initiative)).size,
        budget,
        withoutSuggestion: sorted.filter(({ suggested }) => suggested.length === 0).length,
        oldestDays: sorted.length === 0 ? null : Math.max(...new Set(sorted.map(({ ageDays }) => ageDays))),
      },
    };
  },
});

interface Placed {
  readonly driftedOn: LocalDate;
  readonly kind: string;
  readonly code: string;
  readonly initiative: string;
  readonly indicator: string | null;
}

/** The oldest first. */
const inOrder = (one: Placed, other: Placed): number =>
  byText(one.driftedOn, other.driftedOn) ||
  -byText(one.kind, other.kind) ||
  byCode(one.code, other.code) ||
  byText(one.initiative, other.initiative) ||
  byText(one.indicator ?? '', other.indicator ?? '');

const byText = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

const budgetOf = ({ registration }: InitiativeRow, share: number): bigint =>
  divideHalfUp((registration?.budget ?? 0n) * BigInt(share), WHOLE);

function* definitionsOf(rows: Iterable<{ readonly definition: KpiDefinition | undefined }>): Generator<KpiDefinition> {
  for (const { definition } of rows) if (definition !== undefined) yield definition;
}

/** The verdicts on links to a plan, by initiative. */
function* verdictsIn(
  rows: Iterable<AlignmentRow>,
  planCode: string,
): Pausing<ReadonlyMap<string, readonly AlignmentRow[]>> {
  const found = new Map<string, AlignmentRow[]>();
  for (const row of rows) {
    yield;
    if (row.planCode !== planCode) continue;
    const said = found.get(row.initiativeId) ?? [];
    said.push(row);
    found.set(row.initiativeId, said);
  }
  return found;
}

function linksOf(
  initiative: InitiativeRow,
  planCode: string,
  history: History<Shown>,
  verdicts: readonly AlignmentRow[],
): Drifted[] {
  const proposal = initiative.proposals.find((one) => one.planCode === planCode);
  if (proposal === undefined) return [];
  const { planVersion } = proposal;
  return proposal.links.flatMap((link): Drifted[] => {
    const { nodeCode: code, weight: share } = link;
    const succession = history.drift({ planVersion, code });
    if (succession === undefined) return [];
    const said = saidOf(verdicts, proposal, link);
    return [{ kind: 'link', code, planVersion, indicator: null, said, share, succession, history, initiative }];
  });
}

function contributionsOf(
  initiative: InitiativeRow,
  planCode: string,
  history: History<Shown>,
  decisions: Decisions,
): Drifted[] {
  return initiative.indicators.flatMap(({ code: indicator, revision, mapping }): Drifted[] => {
    if (mapping?.planCode !== planCode) return [];
    const { kpiCode: code, planVersion, share } = mapping;
    const succession = history.drift({ planVersion, code });
    if (succession === undefined) return [];
    const said = decidedOf(decisions, initiative.id, { code: indicator, revision, mapping });
    // its link was taken back: it counts nowhere, and there is nothing to map again
    if (said === 'withdrawn') return [];
    return [{ kind: 'contribution', code, planVersion, indicator, said, share, succession, history, initiative }];
  });
}
