// How plans, alignments and exchange rates are read.
import {
  type Alignment as AlignmentRead,
  byCode,
  type ExchangeRate as ExchangeRateRead,
  type Kpi as KpiRead,
  type PlanNode as PlanNodeRead,
  type Plan as PlanRead,
} from '@tributary/contracts';
import { type AggregateStore, naturalId, type Stored } from '@tributary/eventing';
import { type Page, type PageAsked, readsOf } from '@tributary/service-kit';
import { type AlignmentsAsked, listingAlignments } from './alignment-list.ts';
import type { Alignment } from './domain/alignment.ts';
import type { ExchangeRate } from './domain/exchange-rate.ts';
import { isSeries, type Kpi, type KpiAggregate } from './domain/kpi.ts';
import { type Plan, versionOf } from './domain/plan.ts';
import type { PlanNode } from './domain/plan-node.ts';
import { readAll } from './read-all.ts';
import type { RevisedPlans } from './revised-plans.ts';
import { keys } from './store.ts';

export interface Queries {
  plan(code: string): Promise<PlanRead | undefined>;
  /** In the order of their codes. */
  plans(query: PageAsked): Promise<Page<PlanRead>>;
  /** All nodes and KPIs, in the order of their codes; of a version that is still importing, those that are there. */
  planVersion(code: string, version: string): Promise<PlanVersionRead | undefined>;
  /** As they stand under the versions in force, in the order of their ids. */
  alignments(query: AlignmentsAsked): Promise<Page<AlignmentRead>>;
  /** By currency, and of each the newest day first. */
  rates(query: PageAsked & { readonly currency?: string | undefined }): Promise<Page<ExchangeRateRead>>;
}

export interface PlanVersionRead {
  readonly planCode: string;
  readonly planVersion: string;
  readonly status: string;
  readonly nodes: readonly PlanNodeRead[];
  readonly kpis: readonly KpiRead[];
}

export interface QueryParts {
  readonly plans: AggregateStore<Plan>;
  readonly nodes: AggregateStore<PlanNode>;
  readonly kpis: AggregateStore<KpiAggregate>;
  readonly alignments: AggregateStore<Alignment>;
  readonly rates: AggregateStore<ExchangeRate>;
  readonly revisedPlans: RevisedPlans;
}

export function createQueries({ plans, nodes, kpis, alignments, rates, revisedPlans }: QueryParts): Queries {
  const planReads = readsOf(plans, [], planRead);
  return {
    plan: (code) => planReads.get(naturalId(keys.plan(code))),
    plans: planReads.list,
    async planVersion(code, version) {
      const plan = await plans.load(naturalId(keys.plan(code)));
      const standing = plan && versionOf(plan.state, version);
      if (standing === undefined) return undefined;
      const filter = { planCode: code, planVersion: version };
      const [nodesThere, kpisThere] = await Promise.all([readAll(nodes, filter), readAll(kpis, filter)]);
      return {
        ...filter,
        status: standing.status,
        nodes: nodesThere.map(({ state }) => nodeRead(state)).sort(inOrder),
        kpis: kpisThere.flatMap(({ state }) => (isSeries(state) ? [] : kpiRead(state))).sort(inOrder),
      };
    },
    alignments: listingAlignments(alignments, revisedPlans),
    rates: readsOf(rates, ['currency'], rateRead).list,
  };
}

const inOrder = (a: { code: string }, b: { code: string }) => byCode(a.code, b.code);

function planRead({ id, seq, ministry, state }: Stored<Plan>): PlanRead {
  const versions = state.versions.map(({ importedBy: _who, fingerprint: _of, ...version }) => version);
  return { id, seq, ministry, ...state, levels: [...state.levels], versions };
}

const nodeRead = ({ planCode: _plan, planVersion: _version, ...node }: PlanNode): PlanNodeRead => node;
const kpiRead = ({ planCode: _plan, planVersion: _version, ...kpi }: Kpi): KpiRead => kpi;
const rateRead = ({ id, seq, state }: Stored<ExchangeRate>): ExchangeRateRead => ({ id, seq, ...state });
