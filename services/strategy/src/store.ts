// How plans, nodes, KPIs, alignments and exchange rates are kept, and under which natural keys they are found.
import { exchangeRateRevised, planRevised } from '@tributary/contracts';
import type { AggregateDefinition } from '@tributary/eventing';
import type { Alignment } from './domain/alignment.ts';
import type { ExchangeRate } from './domain/exchange-rate.ts';
import { isSeries, type Kpi, type KpiAggregate, type KpiSeries } from './domain/kpi.ts';
import type { Plan } from './domain/plan.ts';
import type { PlanNode } from './domain/plan-node.ts';

export const keys = {
  plan: (code: string) => `plan:${code}`,
  node: ({ planCode, planVersion, code }: Pick<PlanNode, 'planCode' | 'planVersion' | 'code'>) =>
    `node:${planCode}:${planVersion}:${code}`,
  kpi: ({ planCode, planVersion, code }: Pick<Kpi, 'planCode' | 'planVersion' | 'code'>) =>
    `kpi:${planCode}:${planVersion}:${code}`,
  series: ({ planCode, code }: Pick<KpiSeries, 'planCode' | 'code'>) => `kpi:${planCode}:${code}`,
  alignment: (link: Pick<Alignment, 'initiativeId' | 'planCode' | 'planVersion' | 'nodeCode'>) =>
    `alignment:${link.initiativeId}:${link.planCode}:${link.planVersion}:${link.nodeCode}`,
  rate: ({ currency, date }: Pick<ExchangeRate, 'currency' | 'date'>) => `rate:${currency}:${date}`,
};

const text = { type: String, required: true };
const number = { type: Number, required: true };
/** a text by language tag; contracts check what is in it */
const label = { type: Object, required: true };
/** absent where there is nothing to list */
const texts = { type: [String], default: undefined };

const time = { year: Number, period: { _id: false, type: { label: text, from: String, to: String } } };
const baseline = { _id: false, type: { ...time, value: String, text: String, source: String } };
const targets = [{ _id: false, ...time, value: String, low: String, high: String, keep: Boolean, text: String }];
const category = { dimension: String, category: String, unit: String };

export const planDefinition: AggregateDefinition<Plan> = {
  service: 'strategy',
  name: 'plan',
  self: (_id, { code }) => `/v1/plans/${code}`,
  status: ({ versions }) =>
    versions.some(({ status }) => status === 'active') ? 'active' : (versions.at(-1)?.status ?? 'entered'),
  fields: {
    code: text,
    kind: text,
    title: label,
    levels: { type: [Object], required: true },
    programmeLevel: number,
    fiscalYearFirstMonth: Number,
    versions: [
      {
        _id: false,
        version: text,
        status: text,
        nodes: number,
        kpis: number,
        importedBy: text,
        fingerprint: text,
        from: String,
      },
    ],
  },
  indexes: [],
  order: { code: 1 },
  revised: planRevised,
};

export const nodeDefinition: AggregateDefinition<PlanNode> = {
  service: 'strategy',
  name: 'plan-node',
  self: (_id, { planCode, planVersion }) => `/v1/plans/${planCode}/versions/${planVersion}`,
  status: () => 'defined',
  fields: {
    planCode: text,
    planVersion: text,
    code: text,
    parentCode: String,
    level: number,
    levelLabel: label,
    title: label,
    responsibleMinistry: text,
    alsoResponsible: texts,
    contributing: [String],
  },
  indexes: [],
  order: { planCode: 1, planVersion: 1, code: 1 },
};

/** Both kinds tell their facts as `strategy.kpi.*`, so one collection keeps them; a series has no version. */
export const kpiDefinition: AggregateDefinition<KpiAggregate> = {
  service: 'strategy',
  name: 'kpi',
  self: (_id, kpi) =>
    isSeries(kpi) ? `/v1/plans/${kpi.planCode}` : `/v1/plans/${kpi.planCode}/versions/${kpi.planVersion}`,
  status: (kpi) => (isSeries(kpi) ? 'recorded' : 'defined'),
  fields: {
    planCode: text,
    planVersion: String,
    nodeCode: String,
    alsoUnder: texts,
    code: text,
    title: Object,
    unit: String,
    direction: String,
    aggregation: String,
    baseline,
    targets: { type: targets, default: undefined },
    series: { type: [{ _id: false, ...category, baseline, targets }], default: undefined },
    responsibleMinistry: String,
    alsoResponsible: texts,
    actuals: { type: [{ _id: false, actualOn: text, ...category, value: text, source: text }], default: undefined },
  },
  indexes: [{ keys: { planCode: 1, planVersion: 1, code: 1 } }, { keys: { planCode: 1, code: 1 } }],
};

export const alignmentDefinition: AggregateDefinition<Alignment> = {
  service: 'strategy',
  name: 'alignment',
  self: (_id, { initiativeId }) => `/v1/alignments?initiativeId=${initiativeId}`,
  status: ({ status }) => status,
  fields: {
    initiativeId: text,
    planCode: text,
    planVersion: text,
    nodeCode: text,
    weightPct: number,
    revision: number,
    responsibleMinistry: text,
    status: text,
    openedOn: text,
    decidedOn: String,
    reasonCode: String,
  },
  indexes: [
    { keys: { initiativeId: 1, planCode: 1 } },
    { keys: { planCode: 1, nodeCode: 1 } },
    { keys: { responsibleMinistry: 1, status: 1, _id: 1 } },
    { keys: { status: 1, _id: 1 } },
  ],
};

export const rateDefinition: AggregateDefinition<ExchangeRate> = {
  service: 'strategy',
  name: 'exchange-rate',
  self: (_id, { currency }) => `/v1/exchange-rates?currency=${currency}`,
  status: () => 'set',
  fields: { currency: text, base: text, date: text, rate: text, source: text },
  indexes: [],
  order: { currency: 1, date: -1 },
  revised: exchangeRateRevised,
};
