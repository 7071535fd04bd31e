// A tree over hashes (RFC 6962, 2.1): its root stands for all of them, and a path of a few hashes proves that one is among
// them without showing the others.
import { createHash } from 'node:crypto';

const sha256 = (prefix: number, ...parts: readonly Buffer[]) => {
  const hash = createHash('sha256').update(Buffer.from([prefix]));
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const leafOf = (hash: string) => sha256(0, Buffer.from(hash, 'hex'));

/** The largest power of two below `size`. */
const splitOf = (size: number): number => 2 ** Math.floor(Math.log2(size - 1));

function rootOfLeaves(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return createHash('sha256').digest();
  if (leaves.length === 1) return only;
  const split = splitOf(leaves.length);
  return sha256(1, rootOfLeaves(leaves.slice(0, split)), rootOfLeaves(leaves.slice(split)));
}

/** The root over hashes in hexadecimal digits. */
export const rootOf = (hashes: readonly string[]): string => rootOfLeaves(hashes.map(leafOf)).toString('hex');

/** A hash beside the way up, and on which side it stands. */
export interface Step {
  readonly side: 'left' | 'right';
  readonly hash: string;
}

/** The path from the hash at `index` up to the root. */
export function pathOf(hashes: readonly string[], index: number): readonly Step[] {
  if (hashes.length < 2) return [];
  const split = splitOf(hashes.length);
  const [left, right] = [hashes.slice(0, split), hashes.slice(split)];
  return index < split
    ? [...pathOf(left, index), { side: 'right', hash: rootOf(right) }]
    : [...pathOf(right, index - split), { side: 'left', hash: rootOf(left) }];
}

/** The root that a hash and its path lead to. */
export const rootBy = (hash: string, path: readonly Step[]): string =>
  path
    .reduce((below, step) => {
      const beside = Buffer.from(step.hash, 'hex');
      return step.side === 'left' ? sha256(1, beside, below) : sha256(1, below, beside);
    }, leafOf(hash))
    .toString('hex');
