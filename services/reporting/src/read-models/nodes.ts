// Nodes of plan versions, as they were imported.
import { defineView, type Label, planNodeDefined } from '@tributary/contracts';

export interface NodeRow {
  readonly planCode: string;
  readonly planVersion: string;
  readonly code: string;
  readonly parentCode?: string | undefined;
  readonly level: number;
  readonly levelLabel: Label;
  readonly title: Label;
  readonly responsibleMinistry: string;
}

const undefinedNode: NodeRow = {
  planCode: '',
  planVersion: '',
  code: '',
  level: 0,
  levelLabel: {},
  title: {},
  responsibleMinistry: '',
};

export const nodes = defineView<NodeRow>(
  'plan-nodes',
  () => undefinedNode,
  (when) => [when(planNodeDefined, (_row, { data }) => data)],
);
