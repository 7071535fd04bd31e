// A link between an initiative and a plan node, under review by the node's ministry: awaiting → accepted or rejected,
// withdrawn when a newer proposal lacks it.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { defineEvent } from '../kernel/event.ts';
import { Acknowledged, BusinessDate, IdParams, PageQuery, pageOf, ReasonCode } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { Count } from '../values/count.ts';
import { LocalDate } from '../values/date.ts';
import { Id, MinistryCode, NodeCode, PlanCode, PlanVersion } from '../values/identity.ts';
import { Percentage } from '../values/percentage.ts';
import { Code } from '../values/text.ts';
import { LinkStatus } from './link-standing.ts';

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

/**
 * A link under review as it is read. While its node lives on in the version in force, `responsibleMinistry` is the one
 * responsible for it there; a drifted link keeps the one that it had, and what was decided on it.
 */
export const Alignment = z.strictObject({
  id: z.string(),
  seq: Count,
  initiativeId: z.string(),
  planCode: z.string(),
  planVersion: z.string(),
  nodeCode: z.string(),
  weightPct: z.number(),
  revision: Count,
  responsibleMinistry: z.string(),
  status: LinkStatus,
  openedOn: LocalDate,
  decidedOn: LocalDate.optional(),
  reasonCode: z.string().optional(),
});
export type Alignment = z.infer<typeof Alignment>;

export const listAlignments = defineRoute({
  service: 'strategy',
  method: 'GET',
  path: '/v1/alignments',
  summary: 'List the links between initiatives and plan nodes, by status and responsible ministry',
  access: allow(governmentRoles),
  query: z.strictObject({
    ...PageQuery,
    status: LinkStatus.optional(),
    responsibleMinistry: MinistryCode.optional(),
    initiativeId: Id.optional(),
  }),
  reply: { 200: pageOf(Alignment) },
});

export const decideAlignment = defineRoute({
  service: 'strategy',
  method: 'POST',
  path: '/v1/alignments/{id}/decision',
  summary: 'Accept or reject a link, as the ministry responsible for its node in the version in force',
  access: allow('ministry-reviewer', { ministry: 'responsible' }),
  params: IdParams,
  body: z.strictObject({
    decision: z.enum(['accept', 'reject']),
    reasonCode: ReasonCode.optional(),
    revision: z.int().min(1),
    decidedOn: BusinessDate,
  }),
  reply: { 200: Acknowledged },
  problems: ['REVISION_SUPERSEDED', 'REASON_REQUIRED', 'WRONG_STATE', 'FUTURE_DATE', 'DATES_REVERSED'],
});
