// An amount in parts by percentages that sum to 100: to the minor unit, by largest remainder, the earlier first.
import { fromMinor, type Money, toHundredths, toMinor } from '@tributary/contracts';
import { sumOf } from '../match/amounts.ts';

const WHOLE = 100_00n;

export function partsOf(total: Money, percentages: readonly number[]): readonly Money[] {
  const minor = toMinor(total);
  const exact = percentages.map((pct) => minor * BigInt(toHundredths(pct)));
  const parts = exact.map((value) => value / WHOLE);
  const left = Number(minor - sumOf(parts));
  const raised = exact
    .map((value, at) => ({ at, remainder: value % WHOLE }))
    .sort((one, other) => Number(other.remainder - one.remainder) || one.at - other.at)
    .slice(0, left);
  const places = new Set(raised.map(({ at }) => at));
  return parts.map((value, at) => fromMinor(places.has(at) ? value + 1n : value, total.currency));
}
