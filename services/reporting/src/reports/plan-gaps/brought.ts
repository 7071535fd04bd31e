// What initiatives bring to a node, a KPI or an SDG target, and whether that leaves a gap.
import type { Funds } from '../plan-alignment/tally.ts';

/** Money is in minor units of the base currency times a whole that is the same for all of a kind. */
export interface Brought {
  initiatives: number;
  awaiting: number;
  budget: bigint;
  funded: bigint;
}

export const nothingBrought = (): Brought => ({ initiatives: 0, awaiting: 0, budget: 0n, funded: 0n });

/** What is missing: any accepted initiative, or any money that was paid or verified on those that there are. */
export type Gap = 'no-initiative' | 'no-money' | 'over-concentrated';

export function gapOf({ initiatives, funded }: Brought): Gap | undefined {
  if (initiatives === 0) return 'no-initiative';
  return funded === 0n ? 'no-money' : undefined;
}

/** What was paid on an initiative, and what others have verified. */
export const fundedOf = ({ paid, mobilised }: Funds): bigint => paid + mobilised;
