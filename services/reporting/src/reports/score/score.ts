// The alignment score of an initiative for a plan, by rubric 1: a hundred points for link, results, money, execution and
// evidence, each from facts up to one day. Inputs are kept and the score is not: it is counted when it is asked for.
import type { LocalDate } from '@tributary/contracts';
import type { Pausing } from '@tributary/eventing';
import type { AwardRow } from '../../read-models/awards.ts';
import type { InitiativeRow } from '../../read-models/initiatives.ts';
import type { KpiContributionRow } from '../../read-models/kpi-contributions.ts';
import { type KpiRow, kpisIn } from '../../read-models/kpis.ts';
import type { NodeRow } from '../../read-models/nodes.ts';
import { decisionsIn } from '../mappings.ts';
import type { ActiveVersion } from '../plan-alignment/active-version.ts';
import type { LiveInitiative } from '../plan-alignment/portfolio.ts';
import { evidenceRules } from './evidence.ts';
import { linkRules } from './link.ts';
import { executionRules, moneyRules } from './money.ts';
import { resultsRules } from './results.ts';
import type { Scored } from './rule.ts';

export interface Component {
  readonly name: 'link' | 'results' | 'money' | 'execution' | 'evidence';
  readonly points: number;
  readonly of: number;
  readonly rules: readonly Scored[];
}

export interface Score {
  /** from 0 to 100 */
  readonly total: number;
  readonly components: readonly Component[];
}

/** The band of a score. */
export const bandOf = (score: number): 'aligned' | 'moderate' | 'weak' | 'not-aligned' => {
  if (score >= 80) return 'aligned';
  if (score >= 60) return 'moderate';
  return score >= 40 ? 'weak' : 'not-aligned';
};

export interface ScoreRows {
  readonly initiatives: ReadonlyMap<string, InitiativeRow>;
  readonly awards: ReadonlyMap<string, AwardRow>;
  readonly nodes: ReadonlyMap<string, NodeRow>;
  readonly kpis: ReadonlyMap<string, KpiRow>;
  readonly kpiContributions: ReadonlyMap<string, KpiContributionRow>;
}

/** Scores initiatives of the portfolio under a plan version. */
export type Scorer = (initiative: LiveInitiative) => Score;

/** Looks up once what the scores of all initiatives rest on. */
export function* scorerOf(rows: ScoreRows, version: ActiveVersion, to: LocalDate): Pausing<Scorer> {
  const { planCode, planVersion, programmeLevel } = version;
  const awards = new Map<string, AwardRow>();
  for (const award of rows.awards.values()) {
    yield;
    if (award.signature !== undefined) awards.set(award.signature.initiativeId, award);
  }
  const levels = new Map<string, number>();
  for (const node of rows.nodes.values()) {
    yield;
    if (node.planCode === planCode && node.planVersion === planVersion) levels.set(node.code, node.level);
  }
  const decisions = decisionsIn(rows.kpiContributions.values());
  const results = { planCode, kpis: kpisIn(rows.kpis.values(), version), decisions, to };
  return (live) => {
    const row = rows.initiatives.get(live.id);
    if (row?.registration === undefined) throw new Error(`initiative ${live.id} is in the portfolio, but was not read`);
    const award = awards.get(live.id);
    const components = [
      component('link', linkRules(live.shares, { levels, programmeLevel })),
      component('results', resultsRules(row, row.registration, results)),
      component('money', moneyRules(live, row.registration.budgetCode, award)),
      component('execution', executionRules(award, to)),
      component('evidence', evidenceRules(row.results, to)),
    ];
    return { total: sumOf(components, 'points'), components };
  };
}

const sumOf = <Field extends 'points' | 'of'>(all: readonly Readonly<Record<Field, number>>[], field: Field): number =>
  all.reduce((sum, one) => sum + one[field], 0);

const component = (name: Component['name'], rules: readonly Scored[]): Component => ({
  name,
  points: sumOf(rules, 'points'),
  of: sumOf(rules, 'of'),
  rules,
});
