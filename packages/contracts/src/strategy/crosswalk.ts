// Which nodes of another plan a node counts under: national plan ↔ SDGs, sector or regional plans. Each node of the first
// plan has one crosswalk to the second, whose weights sum to 100 per cent; set anew it holds from its day on.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { BusinessDate } from '../kernel/requests.ts';
import { LocalDate } from '../values/date.ts';
import { NodeCode, PlanCode, PlanVersion } from '../values/identity.ts';
import { Percentage } from '../values/percentage.ts';

/** A node of the other plan, with how much counts under it. */
export const CrosswalkTarget = z.strictObject({
  nodeCode: NodeCode,
  weightPct: Percentage.gt(0).describe('how much of what counts under the node counts here, in per cent'),
});
export type CrosswalkTarget = z.infer<typeof CrosswalkTarget>;

const toPlan = PlanCode.describe('the plan that it leads to');

const targets = z
  .array(CrosswalkTarget)
  .max(100)
  .describe('each node once, their weights summing to 100; none where the node has no counterpart any more');

export const crosswalk = defineAggregate(
  'strategy.crosswalk',
  z.strictObject({
    planCode: PlanCode,
    toPlan,
    nodeCode: NodeCode,
    planVersion: PlanVersion.describe('the version of the plan that was in force when it was set'),
    toVersion: PlanVersion.describe('that of the plan that it leads to'),
    targets,
    setOn: LocalDate.describe('the day from which on it holds'),
  }),
  {
    path: '/v1/crosswalks',
    called: ['the crosswalk of a node', 'crosswalks of nodes'],
    key: { of: 'crosswalk', fields: ['planCode', 'toPlan', 'nodeCode'] },
    filters: ['planCode', 'toPlan'],
    days: ['setOn'],
    status: ({ targets: all }) => (all.length === 0 ? 'empty' : 'set'),
  },
);
export type Crosswalk = z.infer<typeof crosswalk.state>;

export const crosswalkSet = crosswalk.event(
  'set.v1',
  'A node of a plan counts under nodes of another plan from a day on',
  crosswalk.state,
  'setOn',
);

export const crosswalkRevised = crosswalk.revised;

export const setCrosswalk = crosswalk.put({
  summary: 'Set which nodes of another plan a node counts under from a day on, and how much of it under each',
  by: allow('planner'),
  place: { planCode: PlanCode, toPlan, nodeCode: NodeCode },
  body: z.strictObject({ targets, setOn: BusinessDate.describe('today unless told, and never later') }),
  dated: 'setOn',
  precondition: 'creates',
  refuses: ['PLAN_UNKNOWN', 'PLAN_NODE_UNKNOWN', 'WEIGHTS_NOT_100', 'DATES_REVERSED'],
});

export const { list: listCrosswalks, get: getCrosswalk } = crosswalk.reads({ by: allow(governmentRoles) });
