// What an indicator of an initiative adds to a KPI, under review by the KPI's ministry: awaiting → accepted or rejected,
// withdrawn when the mapping is gone, or the link of its initiative to the node of the KPI; drifted when the KPI itself is.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import type { NaturalKey } from '../kernel/aggregate-contract.ts';
import { IdParams, LangQuery, PageQuery, pageOf } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { Count } from '../values/count.ts';
import { Instant, LocalDate } from '../values/date.ts';
import { Id, MinistryCode, NodeCode, PlanCode } from '../values/identity.ts';
import { Code } from '../values/text.ts';
import { Drift } from './drift.ts';
import { KpiContributionStatus, KpiMapping } from './kpi-mapping.ts';
import { LinkStatus } from './link-standing.ts';
import { review } from './review.ts';

const { code: kpiCode, ...mapping } = KpiMapping.shape;
const contributed = {
  initiativeId: Id,
  indicatorCode: Code.describe('the indicator of the initiative, by its code'),
  kpiCode,
  ...mapping,
  revision: z.int().min(1),
};

/** A contribution as the definition of an indicator states it. */
export const StatedContribution = z.strictObject(contributed);
export type StatedContribution = z.infer<typeof StatedContribution>;

export const kpiContribution = defineAggregate(
  'strategy.kpi-contribution',
  StatedContribution.extend({
    nodeCode: NodeCode.optional().describe('the node that the KPI stands under; absent where the KPI is not known'),
    responsibleMinistry: MinistryCode,
    status: KpiContributionStatus,
    openedOn: LocalDate,
    decidedOn: LocalDate.optional(),
    reasonCode: Code.optional(),
  }),
  {
    path: '/v1/kpi-contributions',
    called: ['a contribution to a KPI', 'contributions to KPIs'],
    listed: false,
    soughtBy: [
      ['initiativeId', 'indicatorCode'],
      ['planCode', 'kpiCode'],
      ['responsibleMinistry', 'status'],
      ['status'],
    ],
    status: ({ status }) => status,
  },
);
export type KpiContribution = z.infer<typeof kpiContribution.state>;

/** What makes a contribution one, over all definitions of its indicator. */
export const kpiContributionKey: NaturalKey<'initiativeId' | 'indicatorCode' | 'planCode' | 'planVersion' | 'kpiCode'> =
  {
    of: 'kpi-contribution',
    fields: ['initiativeId', 'indicatorCode', 'planCode', 'planVersion', 'kpiCode'],
  };

export const kpiContributionOpened = kpiContribution.event(
  'opened.v1',
  'A contribution of an initiative to a KPI awaits the decision of the responsible ministry',
  StatedContribution.extend({ responsibleMinistry: MinistryCode, openedOn: LocalDate }),
  'openedOn',
);

export const kpiContributionAccepted = kpiContribution.event(
  'accepted.v1',
  'The responsible ministry accepted a contribution to a KPI',
  StatedContribution.extend({ decidedOn: LocalDate }),
  'decidedOn',
);

export const kpiContributionRejected = kpiContribution.event(
  'rejected.v1',
  'A contribution to a KPI was rejected',
  StatedContribution.extend({ reasonCode: Code, decidedOn: LocalDate }),
  'decidedOn',
);

export const kpiContributionWithdrawn = kpiContribution.event(
  'withdrawn.v1',
  'The indicator of an initiative does not count towards a KPI any more',
  StatedContribution.extend({ on: LocalDate }),
  'on',
);

/**
 * A contribution as it is read. While its KPI lives on in the version in force, `responsibleMinistry` is the one
 * responsible for it there; a drifted one keeps the one that it had, and what was decided on it. `ministry` is that of its
 * initiative, which maps its indicator again.
 */
export const ShownKpiContribution = z.strictObject({
  id: z.string(),
  seq: Count,
  ministry: MinistryCode,
  updatedAt: Instant,
  ...kpiContribution.state.shape,
  status: LinkStatus,
  drift: Drift.optional().describe('how it drifted, and where it can go'),
});
export type ShownKpiContribution = z.infer<typeof ShownKpiContribution>;

export const listKpiContributions = defineRoute({
  service: 'strategy',
  method: 'GET',
  path: '/v1/kpi-contributions',
  summary: 'List what indicators of initiatives add to KPIs, by status and responsible ministry',
  access: allow(governmentRoles),
  query: z.strictObject({
    ...PageQuery,
    status: LinkStatus.optional(),
    responsibleMinistry: MinistryCode.optional(),
    planCode: PlanCode.optional(),
    initiativeId: Id.optional(),
    kpiCode: NodeCode.optional(),
  }),
  reply: { 200: pageOf(ShownKpiContribution) },
});

export const getKpiContribution = defineRoute({
  service: 'strategy',
  method: 'GET',
  path: '/v1/kpi-contributions/{id}',
  summary: 'Read what an indicator of an initiative adds to a KPI, and what was decided of it',
  access: allow(governmentRoles),
  params: IdParams,
  query: z.strictObject(LangQuery),
  reply: { 200: ShownKpiContribution },
});

export const decideKpiContribution = kpiContribution.change('decision', {
  summary: 'Accept or reject a contribution to a KPI, as the ministry responsible for the KPI in the version in force',
  ...review,
});
