// A link between an initiative and a plan node, under review by the node's ministry: awaiting → accepted or rejected,
// withdrawn when a newer proposal lacks it.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import type { NaturalKey } from '../kernel/aggregate-contract.ts';
import { PageQuery, pageOf } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { Count } from '../values/count.ts';
import { LocalDate } from '../values/date.ts';
import { Id, MinistryCode, NodeCode, PlanCode, PlanVersion } from '../values/identity.ts';
import { Percentage } from '../values/percentage.ts';
import { Code } from '../values/text.ts';
import { Drift } from './drift.ts';
import { LinkStatus } from './link-standing.ts';
import { review } from './review.ts';

const link = {
  initiativeId: Id,
  planCode: PlanCode,
  planVersion: PlanVersion,
  nodeCode: NodeCode,
  weightPct: Percentage,
  revision: z.int().min(1),
};

/** One link as a proposal states it. */
export const AlignedLink = z.strictObject(link);
export type AlignedLink = z.infer<typeof AlignedLink>;

/** What was said of a link; whether it has drifted since depends on the plan. */
const SaidStatus = LinkStatus.exclude(['drifted']);

export const alignment = defineAggregate(
  'strategy.alignment',
  z.strictObject({
    ...link,
    responsibleMinistry: MinistryCode,
    status: SaidStatus,
    openedOn: LocalDate,
    decidedOn: LocalDate.optional(),
    reasonCode: Code.optional(),
  }),
  {
    path: '/v1/alignments',
    called: ['a link', 'links'],
    listed: false,
    readAt: '/v1/alignments?initiativeId={initiativeId}',
    soughtBy: [['initiativeId', 'planCode'], ['planCode', 'nodeCode'], ['responsibleMinistry', 'status'], ['status']],
    status: ({ status }) => status,
  },
);
export type Alignment = z.infer<typeof alignment.state>;

/** What makes a link one, over all proposals of its initiative. */
export const alignmentKey: NaturalKey<'initiativeId' | 'planCode' | 'planVersion' | 'nodeCode'> = {
  of: 'alignment',
  fields: ['initiativeId', 'planCode', 'planVersion', 'nodeCode'],
};

export const alignmentOpened = alignment.event(
  'opened.v1',
  'A link between an initiative and a plan node awaits the decision of the responsible ministry',
  z.strictObject({ ...link, responsibleMinistry: MinistryCode, openedOn: LocalDate }),
  'openedOn',
);

export const alignmentAccepted = alignment.event(
  'accepted.v1',
  'The responsible ministry accepted a link',
  z.strictObject({ ...link, decidedOn: LocalDate }),
  'decidedOn',
);

export const alignmentRejected = alignment.event(
  'rejected.v1',
  'A link was rejected',
  z.strictObject({ ...link, reasonCode: Code, decidedOn: LocalDate }),
  'decidedOn',
);

export const alignmentWithdrawn = alignment.event(
  'withdrawn.v1',
  'A link is gone from the newest proposal of its initiative',
  z.strictObject({ ...link, on: LocalDate }),
  'on',
);

/**
 * A link under review as it is read. While its node lives on in the version in force, `responsibleMinistry` is the one
 * responsible for it there; a drifted link keeps the one that it had, and what was decided on it. `ministry` is that of
 * its initiative, which maps it again or takes it back.
 */
export const ShownAlignment = z.strictObject({
  id: z.string(),
  seq: Count,
  ministry: MinistryCode,
  ...alignment.state.shape,
  status: LinkStatus,
  drift: Drift.optional().describe('how it drifted, and where it can go'),
});
export type ShownAlignment = z.infer<typeof ShownAlignment>;

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
  reply: { 200: pageOf(ShownAlignment) },
});

export const decideAlignment = alignment.change('decision', {
  summary: 'Accept or reject a link, as the ministry responsible for its node in the version in force',
  ...review,
});
