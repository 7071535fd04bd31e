// The nodes of a plan version in the order of its tree: parents before children, codes as people count them.
import type { NodeRow } from '../views/nodes.ts';
import type { ActiveVersion } from './active-version.ts';

/** A node in its place; `parent` is the place of its parent, which comes before it. */
export interface Branch {
  readonly node: NodeRow;
  readonly parent: number | undefined;
}

const inOrder = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** A code in its runs of digits and of other characters. */
const partsOf = (code: string): readonly string[] => code.match(/\d+|\D+/g) ?? [];

const isNumber = (part: string) => part >= '0' && part < ':';

/** Runs of digits as numbers of any length; equal numbers by their zeros, so that no two codes are the same. */
function byPart(a: string, b: string): number {
  if (a === b || !isNumber(a) || !isNumber(b)) return inOrder(a, b);
  const [left, right] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return left.length - right.length || inOrder(left, right) || inOrder(a, b);
}

function byParts(left: readonly string[], right: readonly string[]): number {
  for (const [at, part] of left.entries()) {
    const other = right[at];
    const order = other === undefined ? 1 : byPart(part, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** Compares codes with the numbers in them as numbers: 1.2 before 1.10, 1.10 before 1.A. */
export const byCode = (a: string, b: string): number => byParts(partsOf(a), partsOf(b));

/** A node whose parent has not arrived yet stands at the top. */
export function planTree(rows: Iterable<NodeRow>, { planCode, planVersion }: ActiveVersion): readonly Branch[] {
  const nodes = [...rows]
    .filter((node) => node.planCode === planCode && node.planVersion === planVersion)
    .map((node) => ({ node, parts: partsOf(node.code) }))
    .sort((a, b) => byParts(a.parts, b.parts));
  const known = new Set(nodes.map(({ node }) => node.code));
  const children = new Map<string | undefined, NodeRow[]>();
  for (const { node } of nodes) {
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
