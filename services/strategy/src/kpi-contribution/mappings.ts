// The mapping of an indicator reaches its contribution once, in any order of attempts: every target remembers the newest
// event of the initiative that it answered. What a newer definition, or the links of the initiative, lack is withdrawn.
import {
  type Alignment,
  type indicatorDefined,
  isSameMeasure,
  type Kpi,
  type KpiAggregate,
  type KpiContribution,
  keyOf,
  keyText,
  kpiContributionKey,
  kpiDefinitionKey,
  type Plan,
  plan as planContract,
  type StatedContribution,
} from '@tributary/contracts';
import { type AggregateStore, naturalId, type ReactionContext, readAll } from '@tributary/eventing';
import type { Proposal } from '../alignment/proposals.ts';
import { standingStatuses } from '../drift/list.ts';
import { isDefinition } from '../kpi/decisions.ts';
import { isPublic, versionOf } from '../plan/decisions.ts';
import { open, openRejected, withdraw } from './decisions.ts';

type Definition = Parameters<typeof indicatorDefined>[0];
type Mapping = NonNullable<Definition['kpi']>;

export interface MappingParts {
  readonly plans: AggregateStore<Plan>;
  readonly kpis: AggregateStore<KpiAggregate>;
  readonly alignments: AggregateStore<Alignment>;
  readonly contributions: AggregateStore<KpiContribution>;
}

/** Reviews what initiatives add to KPIs. */
export interface ReviewMappings {
  /** Opens the contribution that an indicator is mapped to, and withdraws those that it was mapped to before. */
  defined(initiativeId: string, indicator: Definition, context: ReactionContext): Promise<void>;
  /** Withdraws contributions to KPIs of nodes that the initiative has taken its link from. */
  linked(initiativeId: string, proposal: Proposal, context: ReactionContext): Promise<void>;
}

export function createReviewMappings({ plans, kpis, alignments, contributions }: MappingParts): ReviewMappings {
  /** A KPI as a version of its plan defines it that is in force or was. */
  async function definitionOf({
    planCode,
    planVersion,
    code,
  }: Pick<Mapping, 'planCode' | 'planVersion' | 'code'>): Promise<Kpi | undefined> {
    const plan = (await plans.load(naturalId(keyOf(planContract, { code: planCode }))))?.state;
    const version = plan && versionOf(plan, planVersion);
    if (version === undefined || !isPublic(version)) return undefined;
    const kpi = await kpis.load(naturalId(keyText(kpiDefinitionKey, { planCode, planVersion, code })));
    return kpi !== undefined && isDefinition(kpi.state) ? kpi.state : undefined;
  }

  /** Opens the contribution of a mapping. @returns its id */
  async function opened(initiativeId: string, indicator: Definition, mapping: Mapping, context: ReactionContext) {
    const { code: kpiCode, ...mapped } = mapping;
    const { code: indicatorCode, revision, definedOn } = indicator;
    const stated: StatedContribution = { initiativeId, indicatorCode, kpiCode, ...mapped, revision };
    const kpi = await definitionOf(mapping);
    const naturalKey = keyText(kpiContributionKey, stated);
    await contributions.react({ naturalKey }, context, () => {
      // nobody but the ministry of the initiative answers for a KPI that is not there
      if (kpi === undefined) {
        return openRejected(stated, definedOn, { responsibleMinistry: context.ministry }, 'KPI_UNKNOWN');
      }
      const { responsibleMinistry, nodeCode } = kpi;
      const responsible = { responsibleMinistry, nodeCode };
      return isSameMeasure(kpi, indicator)
        ? open(stated, definedOn, responsible)
        : openRejected(stated, definedOn, responsible, 'UNIT_MISMATCH');
    });
    return naturalId(naturalKey);
  }

  return {
    async defined(initiativeId, indicator, context) {
      const { code: indicatorCode, kpi, revision, definedOn } = indicator;
      const kept = kpi && (await opened(initiativeId, indicator, kpi, context));
      const standing = { initiativeId, indicatorCode, status: { $in: [...standingStatuses] } } as const;
      for (const { id } of await readAll(contributions, standing)) {
        if (id === kept) continue;
        await contributions.react({ id }, context, (stored) =>
          stored === undefined ? 'unchanged' : withdraw(stored.state, revision, definedOn),
        );
      }
    },
    async linked(initiativeId, { planCode, planVersion, links, proposedOn }, context) {
      const ofPlan = { initiativeId, planCode };
      const standing = await readAll(contributions, { ...ofPlan, status: { $in: [...standingStatuses] } });
      if (standing.length === 0) return;
      const withdrawn = await readAll(alignments, { ...ofPlan, status: 'withdrawn' });
      const gone = new Set(withdrawn.map(({ state }) => state.nodeCode));
      for (const { nodeCode, of = [] } of links) for (const code of [nodeCode, ...of]) gone.delete(code);
      for (const { id, state } of standing) {
        if (state.nodeCode === undefined || !gone.has(state.nodeCode)) continue;
        // a KPI may have moved under another node since the version that the mapping names
        const now = await definitionOf({ planCode, planVersion, code: state.kpiCode });
        if (now !== undefined && !gone.has(now.nodeCode)) continue;
        await contributions.react({ id }, context, (stored) =>
          stored === undefined ? 'unchanged' : withdraw(stored.state, stored.state.revision, proposedOn),
        );
      }
    },
  };
}
