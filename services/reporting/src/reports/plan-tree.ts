// The nodes of a plan version in the order of its tree: parents before children, codes as people count them.
import type { NodeRow } from '../views/nodes.ts';
import type { ActiveVersion } from './active-version.ts';

/** A node in its place; `parent` is the place of its parent, which comes before it. */
export interface Branch {
  readonly node: NodeRow;
  readonly parent: number | undefined;
}

const inOrder = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** Runs of digits as numbers of any length; equal numbers by their zeros, so that no two codes are the same. */
function byPart(a: string, b: string): number {
  if (!/^\d/.test(a) || !/^\d/.test(b)) return inOrder(a, b);
  const [left, right] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return left.length - right.length || inOrder(left, right) || inOrder(a, b);
}

/** Compares codes with the numbers in them as numbers: 1.2 before 1.10, 1.10 before 1.A. */
export function byCode(a: string, b: string): number {
  const [left, right] = [a.match(/\d+|\D+/g) ?? [], b.match(/\d+|\D+/g) ?? []];
  for (const [at, part] of left.entries()) {
    const other = right[at];
    const order = other === undefined ? 1 : byPart(part, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** A node whose parent has not arrived yet stands at the top. */
export function planTree(rows: Iterable<NodeRow>, { planCode, planVersion }: ActiveVersion): readonly Branch[] {
  const nodes = [...rows].filter((node) => node.planCode === planCode && node.planVersion === planVersion);
  const known = new Set(nodes.map(({ code }) => code));
  const children = new Map<string | undefined, NodeRow[]>();
  for (const node of nodes.sort((a, b) => byCode(a.code, b.code))) {
    const parent = node.parentCode !== undefined && known.has(node.parentCode) ? node.parentCode : undefined;
    children.set(parent, [...(children.get(parent) ?? []), node]);
  }
  const branches: Branch[] = [];
  const grow = (code: string | undefined, parent: number | undefined) => {
    for (const node of children.get(code) ?? []) grow(node.code, branches.push({ node, parent }) - 1);
  };
  grow(undefined, undefined);
  return branches;
}
