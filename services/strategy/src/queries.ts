// How plans, alignments and exchange rates are read.
import type {
  Alignment as AlignmentRead,
  ExchangeRate as ExchangeRateRead,
  Kpi as KpiRead,
  PlanNode as PlanNodeRead,
  Plan as PlanRead,
} from '@tributary/contracts';
import { type AggregateStore, type Filter, naturalId, type Stored } from '@tributary/eventing';
import type { Alignment } from './domain/alignment.ts';
import type { ExchangeRate } from './domain/exchange-rate.ts';
import { isSeries, type Kpi, type KpiAggregate } from './domain/kpi.ts';
import { type Plan, versionOf } from './domain/plan.ts';
import type { PlanNode } from './domain/plan-node.ts';
import { readAll } from './read-all.ts';
import { keys } from './store.ts';

export interface Queries {
  plan(code: string): Promise<PlanRead | undefined>;
  /** In the order of their codes. */
  plans(query: ListQuery): Promise<List<PlanRead>>;
  /** All nodes and KPIs, in the order of their codes; of a version that is still importing, those that are there. */
  planVersion(code: string, version: string): Promise<PlanVersionRead | undefined>;
  /** In the order of their ids. */
  alignments(
    query: ListQuery & {
      readonly state?: Alignment['state'] | undefined;
      readonly responsible?: string | undefined;
      readonly initiativeId?: string | undefined;
    },
  ): Promise<List<AlignmentRead>>;
  /** By currency, and of each the newest day first. */
  rates(query: ListQuery & { readonly currency?: string | undefined }): Promise<List<ExchangeRateRead>>;
}

export interface ListQuery {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** `next` is the last id of the page, null at the end. */
export interface List<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
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
}

export const createQueries = ({ plans, nodes, kpis, alignments, rates }: QueryParts): Queries => ({
  async plan(code) {
    const stored = await plans.load(naturalId(keys.plan(code)));
    return stored && planRead(stored);
  },
  plans: (query) => list(plans, {}, query, planRead),
  async planVersion(code, version) {
    const plan = await plans.load(naturalId(keys.plan(code)));
    const standing = plan && versionOf(plan.state, version);
    if (standing === undefined) return undefined;
    const filter = { planCode: code, planVersion: version };
    const [nodesThere, kpisThere] = await Promise.all([readAll(nodes, filter), readAll(kpis, filter)]);
    return {
      ...filter,
      status: standing.status,
      nodes: nodesThere.map(({ state }) => nodeRead(state)).sort(byCode),
      kpis: kpisThere.flatMap(({ state }) => (isSeries(state) ? [] : kpiRead(state))).sort(byCode),
    };
  },
  alignments: ({ state, responsible, initiativeId, ...page }) =>
    list(alignments, given({ state, responsibleMinistry: responsible, initiativeId }), page, alignmentRead),
  rates: ({ currency, ...page }) => list(rates, given({ currency }), page, rateRead),
});

/** What a query asks for, without what it leaves out. */
const given = (asked: Readonly<Record<string, string | undefined>>): Filter =>
  Object.fromEntries(Object.entries(asked).flatMap(([field, value]) => (value === undefined ? [] : [[field, value]])));

async function list<State extends object, Item>(
  store: AggregateStore<State>,
  filter: Filter,
  { after, limit }: ListQuery,
  read: (stored: Stored<State>) => Item,
): Promise<List<Item>> {
  const { items, next } = await store.page(filter, { after, limit });
  return { items: items.map(read), next: next ?? null };
}

/** 2 before 10, 1.2 before 1.10 */
const order = new Intl.Collator('en', { numeric: true });
const byCode = (a: { code: string }, b: { code: string }) => order.compare(a.code, b.code);

function planRead({ id, seq, ministry, state }: Stored<Plan>): PlanRead {
  const versions = state.versions.map(({ importedBy: _who, fingerprint: _of, ...version }) => version);
  return { id, seq, ministry, ...state, levels: [...state.levels], versions };
}

const nodeRead = ({ planCode: _plan, planVersion: _version, ...node }: PlanNode): PlanNodeRead => node;
const kpiRead = ({ planCode: _plan, planVersion: _version, ...kpi }: Kpi): KpiRead => kpi;
const alignmentRead = ({ id, seq, state }: Stored<Alignment>): AlignmentRead => ({ id, seq, ...state });
const rateRead = ({ id, seq, state }: Stored<ExchangeRate>): ExchangeRateRead => ({ id, seq, ...state });
