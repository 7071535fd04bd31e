// What can be done with plans, KPIs, alignments and exchange rates: one sentence each.
import { type LocalDate, type NewPlan, reject } from '@tributary/contracts';
import { type AggregateStore, type CommandContext, naturalId, type Outcome, type Stored } from '@tributary/eventing';
import { type Alignment, type AlignmentDecision, decide } from './domain/alignment.ts';
import { type ExchangeRate, setRate } from './domain/exchange-rate.ts';
import { type Actual, isSeries, type Kpi, type KpiAggregate, recordActual } from './domain/kpi.ts';
import { type Activation, activate, enterPlan, isComplete, mayActivate, type Plan } from './domain/plan.ts';
import { standingOf } from './domain/standing.ts';
import type { RevisedPlans } from './revised-plans.ts';
import { keys } from './store.ts';

/** Whether the caller may change what a ministry is responsible for. */
export type MayTouch = (ministry: string) => boolean;

export interface Commands {
  enterPlan(body: NewPlan, context: CommandContext): Promise<Outcome>;
  activatePlan(
    code: string,
    activation: Pick<Activation, 'version' | 'from' | 'replacesVersion'>,
    context: CommandContext,
  ): Promise<Outcome>;
  /** The KPI must be in a version of the plan that is complete. */
  recordActual(
    kpi: { readonly planCode: string; readonly code: string },
    actual: Actual,
    context: CommandContext,
  ): Promise<Outcome>;
  /** By the ministry responsible for the node in the version in force; `decidedOn` is today unless told. */
  decideAlignment(
    id: string,
    body: Omit<AlignmentDecision, 'decidedOn' | 'today'> & { readonly decidedOn?: LocalDate | undefined },
    context: CommandContext,
    mayTouch: MayTouch,
  ): Promise<Outcome>;
  setRate(rate: Omit<ExchangeRate, 'base'>, context: CommandContext): Promise<Outcome>;
}

export interface CommandParts {
  readonly plans: AggregateStore<Plan>;
  readonly kpis: AggregateStore<KpiAggregate>;
  readonly alignments: AggregateStore<Alignment>;
  readonly rates: AggregateStore<ExchangeRate>;
  readonly revisedPlans: Pick<RevisedPlans, 'of'>;
  readonly baseCurrency: string;
}

const refuse = (...args: Parameters<typeof reject>): Outcome => ({ kind: 'rejected', rejection: reject(...args) });

export function createCommands(parts: CommandParts): Commands {
  const { plans, kpis, alignments, rates, revisedPlans, baseCurrency } = parts;
  const planOf = (code: string) => plans.load(naturalId(keys.plan(code)));

  return {
    enterPlan: (body, context) => plans.create(context, () => enterPlan(body), { naturalKey: keys.plan(body.code) }),

    activatePlan: (code, activation, context) =>
      plans.change(
        naturalId(keys.plan(code)),
        context,
        ({ state }) => activate(state, { ...activation, today: context.today }),
        { authorise: ({ state }) => mayActivate(state, activation.version, context.actor.sub) },
      ),

    async recordActual(kpi, actual, context) {
      const plan = await planOf(kpi.planCode);
      if (plan === undefined) return refuse('PLAN_UNKNOWN', { planCode: kpi.planCode });
      const complete = plan.state.versions.filter(isComplete).map(({ version }) => version);
      const limit = Math.max(1, complete.length);
      const { items } = await kpis.page({ ...kpi, planVersion: { $in: complete } }, { limit });
      const newest = newestOf(items, complete);
      if (newest === undefined) return refuse('KPI_UNKNOWN', { planCode: kpi.planCode, kpiCode: kpi.code });
      const { unit, ...figure } = actual;
      return kpis.put(keys.series(kpi), context, (stored) => {
        const series = stored !== undefined && isSeries(stored.state) ? stored.state : { ...kpi, actuals: [] };
        const other = unit === undefined || unit === newest.unit ? {} : { unit };
        return recordActual(series, { ...figure, ...other }, context.today);
      });
    },

    async decideAlignment(id, body, context, mayTouch) {
      const link = await alignments.load(id);
      const plan = link && (await revisedPlans.of(link.state.planCode));
      const command = { ...body, decidedOn: body.decidedOn ?? context.today, today: context.today };
      return alignments.change(id, context, ({ state }) => decide(state, standingOf(state, plan), command), {
        authorise: ({ state }) =>
          mayTouch(standingOf(state, plan).responsibleMinistry) ? undefined : reject('FORBIDDEN'),
      });
    },

    setRate: (rate, context) =>
      rates.put(keys.rate(rate), context, () => setRate({ ...rate, base: baseCurrency }, context.today)),
  };
}

/** A KPI as the newest version that has it defines it. @param versions in the order in which they came */
function newestOf(kpis: readonly Stored<KpiAggregate>[], versions: readonly string[]): Kpi | undefined {
  const defined = kpis.flatMap(({ state }) => (isSeries(state) ? [] : state));
  return defined.toSorted((a, b) => versions.indexOf(b.planVersion) - versions.indexOf(a.planVersion))[0];
}
