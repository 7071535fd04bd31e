// Shares of a whole in per cent with two decimals: they sum to exactly 100.00, or there is a proposal how they would.
import { fromHundredths, type RuleFault, toHundredths } from '@tributary/contracts';

const WHOLE = 100_00;

/** Shares that sum to 100.00; or their sum and, where there is one, a proposal in the same order. */
export type Shared =
  | { readonly shares: readonly number[] }
  | { readonly total: string; readonly proposal: readonly number[] | undefined };

/** Holds shares against 100.00. @param normalise takes the proposal where they do not sum to it */
export function shared(percentages: readonly number[], normalise: boolean): Shared {
  const hundredths = percentages.map(toHundredths);
  const total = hundredths.reduce((sum, share) => sum + share, 0);
  if (total === WHOLE) return { shares: percentages };
  const proposal = proportionate(hundredths, total)?.map(fromHundredths);
  if (normalise && proposal !== undefined) return { shares: proposal };
  return { total: fromHundredths(total).toFixed(2), proposal };
}

/**
 * The whole in the proportion of shares, by largest remainder; among equal remainders the earlier share is first.
 * Undefined where nothing is shared, or where a share would vanish.
 */
function proportionate(shares: readonly number[], total: number): readonly number[] | undefined {
  if (total === 0) return undefined;
  const floors = shares.map((share) => Math.floor((share * WHOLE) / total));
  const left = WHOLE - floors.reduce((sum, floor) => sum + floor, 0);
  const byRemainder = shares
    .map((share, index) => ({ index, remainder: (share * WHOLE) % total }))
    .sort((one, other) => other.remainder - one.remainder || one.index - other.index);
  const raised = new Set(byRemainder.slice(0, left).map(({ index }) => index));
  const proposal = floors.map((floor, index) => (raised.has(index) ? floor + 1 : floor));
  return proposal.some((share, index) => share === 0 && shares[index] !== 0) ? undefined : proposal;
}

/** A proposal at the place of each share. */
export const proposed = (
  proposal: readonly number[] | undefined,
  pointerOf: (index: number) => string,
): readonly RuleFault[] =>
  (proposal ?? []).map((pct, index) => ({
    pointer: pointerOf(index),
    code: 'SHARE_PROPOSED',
    values: { pct: pct.toFixed(2) },
    proposed: pct,
  }));
