// Nodes of plan versions, as they were imported.
import { defineView, type Label, planNodeDefined, type ReplacedPart } from '@tributary/contracts';

export interface NodeRow {
  readonly planCode: string;
  readonly planVersion: string;
  readonly code: string;
  readonly parentCode?: string | undefined;
  readonly level: number;
  readonly levelLabel: Label;
  readonly title: Label;
  readonly responsibleMinistry: string;
  readonly replaces?: readonly ReplacedPart[] | undefined;
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
