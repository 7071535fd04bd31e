// Shares that have names, such as sectors and areas: each name once, and each with its percentage.
import { fromHundredths, type RuleFault, toHundredths } from '@tributary/contracts';

/** A share as it was given, with its place there. */
export interface NamedShare {
  readonly name: string;
  readonly pct: number | undefined;
  readonly place: number;
}

export interface Checked {
  readonly shares: readonly (NamedShare & { readonly pct: number })[];
  readonly faults: readonly RuleFault[];
}

/**
 * Shares of one whole. One that stands alone is all of it where it says nothing; where names repeat, the caller is told
 * so, unless `merge` adds their percentages up.
 * @param pointerOf leads to a part of the share at a place
 */
export function checkedShares(
  given: readonly NamedShare[],
  merge: boolean,
  pointerOf: (place: number, part: 'name' | 'pct') => string,
): Checked {
  const [alone] = given;
  if (given.length === 1 && alone !== undefined) return { shares: [{ ...alone, pct: alone.pct ?? 100 }], faults: [] };
  const first = new Map<string, NamedShare & { readonly pct: number }>();
  const faults: RuleFault[] = [];
  for (const { name, pct, place } of given) {
    const before = first.get(name);
    if (before !== undefined && !merge) {
      faults.push({ pointer: pointerOf(place, 'name'), code: 'REPEATED', given: name });
    } else if (pct === undefined) {
      faults.push({ pointer: pointerOf(place, 'pct'), code: 'SHARE_NEEDED' });
    } else {
      const sum = fromHundredths(toHundredths(before?.pct ?? 0) + toHundredths(pct));
      first.set(name, { name, pct: sum, place: before?.place ?? place });
    }
  }
  return { shares: [...first.values()], faults };
}
