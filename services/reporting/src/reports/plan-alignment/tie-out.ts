// Rounding of figures that stand beside their own total.
import { divideHalfUp } from '@tributary/contracts';

/**
 * Rounds the parts of a total so that they sum to the rounded total: each is rounded down, and what is left goes to the
 * largest remainders, the first of equals. Where rounding each part half up ties by itself, this is the same; where it
 * does not, one part differs from it by one unit.
 * @param parts numerators of zero or more over one denominator
 */
export function roundTogether(parts: readonly bigint[], denominator: bigint): readonly bigint[] {
  const total = divideHalfUp(
    parts.reduce((sum, part) => sum + part, 0n),
    denominator,
  );
  const floors = parts.map((part) => part / denominator);
  const left = Number(total - floors.reduce((sum, floor) => sum + floor, 0n));
  const raised = new Set(
    parts
      .map((part, index) => ({ index, remainder: part % denominator }))
      .sort((a, b) => Number(b.remainder - a.remainder))
      .slice(0, left)
      .map(({ index }) => index),
  );
  return floors.map((floor, index) => (raised.has(index) ? floor + 1n : floor));
}
