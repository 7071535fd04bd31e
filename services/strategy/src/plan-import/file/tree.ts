// The nodes of an import against each other: each code once, each under a node of the file that stands higher. What
// follows from another error is not an error of its own.
import { foldedCode, nodeCode } from './cells.ts';
import type { Draft, NodeDraft, NodeRow } from './drafts.ts';
import { grouped } from './grouped.ts';
import type { Complain } from './rows.ts';

/** Those of a kind that share a code, in the order of their rows. */
export const repeated = <D extends Draft<unknown>>(drafts: readonly D[]): D[][] =>
  [...grouped(drafts, ({ code }) => code)]
    .filter(([code, group]) => code !== undefined && group.length > 1)
    .map(([, group]) => group);

/** Finds the node that a row names, and complains where the file has none. */
export type FindNode = (written: string, complain: Complain) => NodeDraft | undefined;

/**
 * The nodes by the codes that other rows write. A row that names one which is there, and wrong in itself, is not blamed.
 * @param strangers codes in rows of an unknown kind: they may be nodes
 */
export function finderOf(drafts: readonly NodeDraft[], strangers: readonly string[]): FindNode {
  const byCode = grouped(drafts, ({ code }) => code);
  const written = new Set([...drafts.map((draft) => draft.written), ...strangers]);
  return (code, complain) => {
    const known = nodeCode(code);
    const found = known === undefined ? [] : (byCode.get(known) ?? []);
    if (found.length === 1) return found[0];
    if (found.length > 1 || written.has(foldedCode(code))) return undefined;
    complain(known === undefined ? 'INVALID_CODE' : 'UNKNOWN_PARENT', 'parent', { value: code });
    return undefined;
  };
}

/**
 * Checks codes, parents and levels; a node may stand more than one level below its parent, so that the tree has no cycle.
 * @param depth how many levels the plan has
 */
export function checkTree(drafts: readonly NodeDraft[], find: FindNode, depth: number): NodeRow[] {
  const doubtful = new Set(repeated(drafts).flat());
  for (const group of repeated(drafts)) complainOfRepeat(group);
  return drafts.flatMap((node) => {
    const parent = node.parent === undefined ? undefined : find(node.parent, node.complain);
    if (!doubtful.has(node)) checkLevel(node, parent, depth);
    if (node.whole === undefined) return [];
    return { ...node.whole, ...(parent?.code !== undefined && { parentCode: parent.code }) };
  });
}

function checkLevel({ level, parent: named, complain }: NodeDraft, parent: NodeDraft | undefined, depth: number): void {
  if (level === undefined) return;
  if (level > depth) complain('LEVEL_TOO_DEEP', 'level', { level, depth });
  else if (named === undefined && level > 1) complain('PARENT_MISSING', 'parent', { level });
  else if (parent?.level !== undefined && parent.isSound() && level <= parent.level) {
    complain('WRONG_LEVEL', 'level', { level, parent: parent.written, above: parent.level });
  }
}

function complainOfRepeat(group: readonly NodeDraft[]): void {
  const [first, second] = group;
  if (first === undefined || second === undefined) return;
  const rows = group.map(({ row }) => row);
  const other = group.find(({ level }) => level !== first.level);
  if (other === undefined) second.complain('DUPLICATE_CODE', 'code', { value: first.written, rows });
  else {
    const levels = group.map(({ level }) => level ?? '?');
    second.complain('CODE_ON_TWO_LEVELS', 'code', { value: first.written, rows, levels });
  }
}
