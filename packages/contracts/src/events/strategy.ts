import { z } from 'zod';
import { defineEvent } from '../forms/event.ts';
import { Currency } from '../values/currency.ts';
import { LocalDate } from '../values/date.ts';
import { Decimal, PositiveDecimal } from '../values/decimal.ts';
import { Id, MinistryCode, NodeCode, PlanCode, PlanVersion } from '../values/identity.ts';
import { Label } from '../values/label.ts';
import { Percentage } from '../values/percentage.ts';
import { Code, Text } from '../values/text.ts';
import { KpiAggregation, KpiBaseline, KpiCategory, KpiDirection, KpiSeriesOf, KpiTarget } from './kpi-values.ts';

/** Known kinds of plan; an open list. */
export const planKinds = ['national', 'sector', 'diaspora', 'sdg', 'regional'] as const;

export const planRevised = defineEvent(
  'strategy.plan.revised.v1',
  'A plan was entered, or something of it changed that has no event of its own',
  z.strictObject({}),
);

export const planActivated = defineEvent(
  'strategy.plan.activated.v1',
  'A version of a plan was put in force from a day on',
  z.strictObject({
    planCode: PlanCode,
    planVersion: PlanVersion,
    kind: Code,
    from: LocalDate,
    programmeLevel: z.int().min(1).max(9),
    nodeCount: z.int().min(1),
    kpiCount: z.int().min(0),
    replacesVersion: PlanVersion.optional(),
  }),
  'from',
);

export const planNodeDefined = defineEvent(
  'strategy.plan-node.defined.v1',
  'A node of a plan version was defined',
  z.strictObject({
    planCode: PlanCode,
    planVersion: PlanVersion,
    code: NodeCode,
    parentCode: NodeCode.optional(),
    level: z.int().min(1).max(9),
    levelLabel: Label,
    title: Label,
    responsibleMinistry: MinistryCode,
    alsoResponsible: z.array(MinistryCode).optional().describe('beside the one that decides'),
    contributing: z.array(MinistryCode),
  }),
);

export const kpiDefined = defineEvent(
  'strategy.kpi.defined.v1',
  'A key performance indicator of a plan version was defined',
  z.strictObject({
    planCode: PlanCode,
    planVersion: PlanVersion,
    nodeCode: NodeCode,
    alsoUnder: z.array(NodeCode).optional().describe('further nodes that list it'),
    code: NodeCode,
    title: Label,
    unit: Text.optional(),
    direction: KpiDirection.optional(),
    aggregation: KpiAggregation.optional(),
    baseline: KpiBaseline.optional(),
    targets: z.array(KpiTarget),
    series: z.array(KpiSeriesOf).optional(),
    responsibleMinistry: MinistryCode,
    alsoResponsible: z.array(MinistryCode).optional().describe('beside the one that decides'),
  }),
);

export const kpiActualRecorded = defineEvent(
  'strategy.kpi.actual-recorded.v1',
  'The national value of an indicator was recorded for a day; the same day again replaces it',
  z.strictObject({
    planCode: PlanCode,
    code: NodeCode,
    actualOn: LocalDate,
    ...KpiCategory.partial().shape,
    unit: Text.optional().describe("where it is not the indicator's first unit"),
    value: Decimal,
    source: Text,
  }),
  'actualOn',
);

const alignmentKey = {
  initiativeId: Id,
  planCode: PlanCode,
  planVersion: PlanVersion,
  nodeCode: NodeCode,
  weightPct: Percentage,
  revision: z.int().min(1),
};

export const alignmentOpened = defineEvent(
  'strategy.alignment.opened.v1',
  'A link between an initiative and a plan node awaits the decision of the responsible ministry',
  z.strictObject({ ...alignmentKey, responsibleMinistry: MinistryCode, openedOn: LocalDate }),
  'openedOn',
);

export const alignmentAccepted = defineEvent(
  'strategy.alignment.accepted.v1',
  'The responsible ministry accepted a link',
  z.strictObject({ ...alignmentKey, decidedOn: LocalDate }),
  'decidedOn',
);

export const alignmentRejected = defineEvent(
  'strategy.alignment.rejected.v1',
  'A link was rejected',
  z.strictObject({ ...alignmentKey, reasonCode: Code, decidedOn: LocalDate }),
  'decidedOn',
);

export const alignmentWithdrawn = defineEvent(
  'strategy.alignment.withdrawn.v1',
  'A link is gone from the newest proposal of its initiative',
  z.strictObject({ ...alignmentKey, on: LocalDate }),
  'on',
);

export const exchangeRateSet = defineEvent(
  'strategy.exchange-rate.set.v1',
  'The rate from a currency to the base currency was set for a day',
  z.strictObject({ currency: Currency, base: Currency, date: LocalDate, rate: PositiveDecimal, source: Text }),
  'date',
);

export const exchangeRateRevised = defineEvent(
  'strategy.exchange-rate.revised.v1',
  'Something of an exchange rate changed that has no event of its own',
  z.strictObject({}),
);

export const strategyEvents = [
  planRevised,
  planActivated,
  planNodeDefined,
  kpiDefined,
  kpiActualRecorded,
  alignmentOpened,
  alignmentAccepted,
  alignmentRejected,
  alignmentWithdrawn,
  exchangeRateSet,
  exchangeRateRevised,
] as const;
