// The tranches of the rules: parts of the central share, each with what must be there before it.
import { type Award, fromMinor, type Money, toHundredths, toMinor } from '@tributary/contracts';
import { partsOf } from '@tributary/match-engine';
import { centralOf, othersOf } from './verified.ts';

/** A part of the central share, as the rules plan it. */
export interface PlannedPart {
  readonly amount: Money;
  /** what the programme has paid with it, in minor units */
  readonly until: bigint;
  /** what the other parties together must have verified before; rounded up */
  readonly counterpart: Money;
  readonly requires: readonly string[];
}

/** The parts that the rules plan of an award; they sum to its central share. */
export function partsPlanned(award: Pick<Award, 'tranchePlan' | 'cost' | 'shares'>): readonly PlannedPart[] {
  const { tranchePlan, cost } = award;
  const central = centralOf(award);
  const others = othersOf(award);
  const amounts = partsOf(
    central,
    tranchePlan.map(({ pct }) => pct),
  );
  let until = 0n;
  return tranchePlan.map(({ counterpartPct = 0, requires }, at) => {
    const amount = amounts[at] ?? central;
    until += toMinor(amount);
    const counterpart = (others * BigInt(toHundredths(counterpartPct)) + 9_999n) / 10_000n;
    return { amount, until, counterpart: fromMinor(counterpart, cost.amount.currency), requires };
  });
}
