// The nodes of a plan version in the order of its tree: parents before children, codes as people count them.
import { byCode } from '@tributary/contracts';
import type { NodeRow } from '../../read-models/nodes.ts';
import type { ActiveVersion } from './active-version.ts';

/** A node in its place; `parent` is the place of its parent, which comes before it. */
export interface Branch {
  readonly node: NodeRow;
  readonly parent: number | undefined;
}

/** A node whose parent has not arrived yet stands at the top. */
export function planTree(
  rows: Iterable<NodeRow>,
  { planCode, planVersion }: Pick<ActiveVersion, 'planCode' | 'planVersion'>,
): readonly Branch[] {
  const nodes = [...rows]
    .filter((node) => node.planCode === planCode && node.planVersion === planVersion)
    .sort((a, b) => byCode(a.code, b.code));
  const known = new Set(nodes.map(({ code }) => code));
  const children = new Map<string | undefined, NodeRow[]>();
  for (const node of nodes) {
    const parent = node.parentCode !== undefined && known.has(node.parentCode) ? node.parentCode : undefined;
    const siblings = children.get(parent) ?? [];
    siblings.push(node);
    children.set(parent, siblings);
  }
  const branches: Branch[] = [];
  const grow = (code: string | undefined, parent: number | undefined) => {
    for (const node of children.get(code) ?? []) grow(node.code, branches.push({ node, parent }) - 1);
  };
  grow(undefined, undefined);
  return branches;
}
