// plan/contribution: where each KPI of a plan stands, where it should stand, and how much of its progress the diaspora
// carries. A figure that the plan does not give as a number is null and is told in the plan's own words beside it.
import {
  byCode,
  type KpiTarget,
  type LocalDate,
  parseDecimal,
  planContributionMessages,
  rescale,
  type Scaled,
  show,
} from '@tributary/contracts';
import { initiatives } from '../../read-models/initiatives.ts';
import { kpiContributions } from '../../read-models/kpi-contributions.ts';
import { type ActualRow, type KpiDefinition, type KpiRow, kpis, kpisIn } from '../../read-models/kpis.ts';
import { plans } from '../../read-models/plans.ts';
import { sharePct } from '../figures.ts';
import { decisionsIn } from '../mappings.ts';
import { activeVersion } from '../plan-alignment/active-version.ts';
import { defineReport } from '../report.ts';
import { columns, footer } from './columns.ts';
import { achievementOf, dueOn, expectedOn, progressOf, writtenFraction } from './expected.ts';
import { type Added, addedByKpi, nothingAdded, written } from './sums.ts';

export const planContribution = defineReport({
  key: 'plan/contribution',
  parameters: ['plan', 'to', 'asOf', 'lang', 'format'],
  reads: { plans, kpis, kpiContributions, initiatives },
  columns,
  footer,
  say: planContributionMessages.say,
  *fold(rows, { plan, to, language }) {
    const version = activeVersion(rows.plans.values(), plan, to);
    if ('rejected' in version) return version;
    const { planCode, planVersion } = version;
    const defined = kpisIn(rows.kpis.values(), version);
    const actuals = latestIn(rows.kpis.values(), planCode);
    const added = yield* addedByKpi(rows.initiatives.values(), {
      planCode,
      kpis: defined,
      decisions: decisionsIn(rows.kpiContributions.values()),
      until: (code) => actuals.get(code)?.on ?? to,
    });
    const shown = [...defined.values()]
      .sort((one, other) => byCode(one.code, other.code))
      .map((kpi) => {
        const title = show(kpi.title, language);
        return {
          code: kpi.code,
          title: title.text,
          titleLang: title.lang,
          ...plannedCells(kpi),
          ...standingCells(kpi, actuals.get(kpi.code), to),
          ...addedCells(kpi, actuals.get(kpi.code), added.get(kpi.code) ?? nothingAdded),
        };
      });
    const lit = (light: string) => shown.filter((row) => row.light === light).length;
    return {
      plan: planCode,
      rows: shown,
      footer: {
        planVersion,
        kpis: shown.length,
        green: lit('green'),
        amber: lit('amber'),
        red: lit('red'),
        pendingReview: shown.reduce((sum, row) => sum + row.pendingReview, 0),
      },
    };
  },
});

/** The newest national value of each KPI of a plan, by code. */
function latestIn(rows: Iterable<KpiRow>, planCode: string): ReadonlyMap<string, ActualRow> {
  const found = new Map<string, ActualRow>();
  for (const row of rows) if (row.planCode === planCode && row.latest !== undefined) found.set(row.code, row.latest);
  return found;
}

const plannedCells = ({ nodeCode, responsibleMinistry, unit, direction, baseline, targets }: KpiDefinition) => {
  const last = lastOf(targets);
  return {
    node: nodeCode,
    responsible: responsibleMinistry,
    unit: unit ?? null,
    direction: direction ?? null,
    baseline: baseline?.value ?? null,
    baselineText: baseline?.text ?? null,
    finalTarget: last?.value ?? null,
    finalTargetText: last === undefined ? null : wordsOf(last),
  };
};

/** The target that is due last; the last one that the plan names where none has a time. */
function lastOf(targets: readonly KpiTarget[]): KpiTarget | undefined {
  const due = (target: KpiTarget) => dueOn(target) ?? '';
  return targets.reduce<KpiTarget | undefined>(
    (last, target) => (last === undefined || due(target) >= due(last) ? target : last),
    undefined,
  );
}

/** A target as the plan writes it, where it is more than a number. */
function wordsOf({ text, low, high }: KpiTarget): string | null {
  if (text !== undefined) return text;
  return low === undefined && high === undefined ? null : `${low ?? ''}–${high ?? ''}`;
}

function standingCells(kpi: KpiDefinition, latest: ActualRow | undefined, to: LocalDate) {
  const expected = expectedOn(kpi, to);
  return {
    nationalActual: latest?.value ?? null,
    actualAt: latest?.on ?? null,
    expectedNow: expected === undefined ? null : writtenFraction(expected),
    ...achievementOf(kpi, latest?.value, expected),
  };
}

/** What can be added up; a rate cannot. */
function addedCells(kpi: KpiDefinition, latest: ActualRow | undefined, added: Added) {
  const { counted, verified, initiatives: count, pending: pendingReview } = added;
  const counts = { initiatives: count, pendingReview };
  if (kpi.aggregation === 'rate') return { diasporaContribution: null, sharePct: null, verifiedPct: null, ...counts };
  const progress = progressOf(kpi, latest?.value);
  return {
    diasporaContribution: written(counted),
    sharePct: progress === undefined ? null : partOf(counted, progress),
    verifiedPct: partOf(verified, written(counted)),
    ...counts,
  };
}

/** Per cent with one decimal; null where there is no whole. */
function partOf(part: Scaled, whole: string): number | null {
  const [one, other] = [part, parseDecimal(whole)];
  const scale = Math.max(one.scale, other.scale);
  return sharePct(rescale(one, scale).units, rescale(other, scale).units);
}
