// Small local copies of what other services own, fed by their events: plans with their nodes, rates, organisations.
import {
  defineView,
  exchangeRates,
  kpiDefined,
  organisationStandings,
  planActivated,
  planNodeDefined,
  ratesIn,
} from '@tributary/contracts';
import type { Eventing } from '@tributary/eventing';
import { type Activation, versionInForce } from './plan-in-force.ts';
import { actsIn, representatives } from './representatives.ts';
import type { Upstream } from './upstream.ts';

interface PlanRow {
  readonly planCode: string;
  readonly activations: readonly Activation[];
}

interface PartRow {
  readonly planCode: string;
  readonly planVersion: string;
  readonly code: string;
}

const plans = defineView<PlanRow>(
  'plans',
  () => ({ planCode: '', activations: [] }),
  (when) => [
    when(planActivated, (row, { data }) => ({
      planCode: data.planCode,
      activations: [...row.activations, data],
    })),
  ],
);

const noPart = (): PartRow => ({ planCode: '', planVersion: '', code: '' });
const nodes = defineView<PartRow>('plan-nodes', noPart, (when) => [when(planNodeDefined, (_row, { data }) => data)]);
const kpis = defineView<PartRow>('kpis', noPart, (when) => [when(kpiDefined, (_row, { data }) => data)]);

/**
 * Declares the views; they are filled when eventing starts.
 * @param tokenIn by which a subject is known in an organisation
 */
export function upstreamOf(
  eventing: Eventing,
  baseCurrency: string,
  tokenIn: (organisationId: string, subjectId: string) => string,
): Upstream {
  const read = {
    plans: eventing.view(plans),
    nodes: eventing.view(nodes),
    kpis: eventing.view(kpis),
    rates: eventing.view(exchangeRates),
    organisations: eventing.view(organisationStandings),
    representatives: eventing.view(representatives),
  };
  const plansByCode = indexed(
    () => [read.plans.all()],
    (rows) => new Map([...rows.values()].map(({ planCode, activations }) => [planCode, activations])),
  );
  const partsByVersion = indexed(() => [read.nodes.all(), read.kpis.all()], sortParts);

  return {
    ...ratesIn(() => read.rates.all(), baseCurrency),
    planInForce: (planCode, on) =>
      versionInForce(plansByCode().get(planCode) ?? [], on, (version) => {
        const found = partsByVersion().get(versionKey({ planCode, planVersion: version }));
        return found && { nodes: found.nodes, kpis: found.kpis.size };
      }),
    nodesOf: (planCode, planVersion) => partsByVersion().get(versionKey({ planCode, planVersion }))?.nodes,
    organisation: (id) => read.organisations.one(id),
    represents: (organisationId, subjectId, on) =>
      actsIn(read.representatives.one(organisationId), tokenIn(organisationId, subjectId), on),
  };
}

/** Builds an index again only where one of the row maps that it is built from is another one than before. */
function indexed<Rows extends readonly ReadonlyMap<string, unknown>[], Index>(
  read: () => readonly [...Rows],
  build: (...rows: Rows) => Index,
): () => Index {
  let kept: { readonly rows: readonly [...Rows]; readonly index: Index } | undefined;
  return () => {
    const rows = read();
    if (kept === undefined || rows.some((map, at) => map !== kept?.rows[at])) kept = { rows, index: build(...rows) };
    return kept.index;
  };
}

const versionKey = ({ planCode, planVersion }: Pick<PartRow, 'planCode' | 'planVersion'>) =>
  `${planCode} ${planVersion}`;

/** The codes of nodes and KPIs by plan version. */
function sortParts(nodeRows: ReadonlyMap<string, PartRow>, kpiRows: ReadonlyMap<string, PartRow>) {
  const parts = new Map<string, { readonly nodes: Set<string>; readonly kpis: Set<string> }>();
  const of = (row: PartRow) => {
    const found = parts.get(versionKey(row)) ?? { nodes: new Set<string>(), kpis: new Set<string>() };
    parts.set(versionKey(row), found);
    return found;
  };
  for (const row of nodeRows.values()) of(row).nodes.add(row.code);
  for (const row of kpiRows.values()) of(row).kpis.add(row.code);
  return parts;
}
