// A node of one plan version: defined once by an import, never changed after.
import { type Decision, planNodeDefined } from '@tributary/contracts';

export type PlanNode = Parameters<typeof planNodeDefined>[0];

export const defineNode = (node: PlanNode): Decision<PlanNode> => ({ state: node, events: [planNodeDefined(node)] });
