// What of registry/consent is hidden. Each person is in one cell of each purpose, so that registry/stock tells the total of
// all of them; how many of them are contactable, which it tells too, says how many can have ended that consent.
import { SMALLEST_SHOWN, suppress } from '@tributary/privacy/disclosure';
import { type CountedConsents, type CountedPurpose, hasEnded, mostEnded } from './consent-counts.ts';

/** What is hidden of a purpose. */
export interface PurposeHiding {
  /** the keys of the cells that are hidden, or `all` where it is not broken down */
  readonly cells: ReadonlySet<string> | 'all';
  readonly withdrawals: boolean;
}

export interface Hiding {
  /** how many persons there are */
  readonly persons: boolean;
  readonly purposes: ReadonlyMap<string, PurposeHiding>;
}

const nothing: Hiding = { persons: false, purposes: new Map() };
const nobody: CountedPurpose = { cells: new Map(), withdrew: 0 };

const isSmall = (count: number) => count > 0 && count < SMALLEST_SHOWN;

/**
 * @param persons whether registry/stock hides how many persons there are: then nothing here tells it either
 * @param anyway what is hidden whatever is counted here: what was hidden once is not told by another answer
 */
export function hidingIn(counted: CountedConsents, persons: boolean, anyway: Hiding = nothing): Hiding {
  const names = [...new Set([...counted.purposes.keys(), ...anyway.purposes.keys()])];
  return { persons, purposes: new Map(names.map((name) => [name, ofPurpose(name, counted, persons, anyway)])) };
}

function ofPurpose(name: string, counted: CountedConsents, isTotalHidden: boolean, anyway: Hiding): PurposeHiding {
  const purpose = counted.purposes.get(name) ?? nobody;
  const before = anyway.purposes.get(name);
  const withdrawals = (before?.withdrawals ?? false) || isSmall(purpose.withdrew);
  if (isTotalHidden || before?.cells === 'all') return { cells: 'all', withdrawals };
  const alsoHidden = before?.cells ?? new Set();
  const keys = [...new Set([...purpose.cells.keys(), ...alsoHidden])];
  const rows = keys.map((key) => ({ key, counts: [purpose.cells.get(key) ?? 0] }));
  const { hidden, hidesTotal } = suppress(rows, alsoHidden);
  return { cells: hidesTotal || tellsEnded(name, counted, hidden) ? 'all' : hidden, withdrawals };
}

/** Whether so few can have ended a consent that each hidden cell of those who did is one person. */
function tellsEnded(name: string, counted: CountedConsents, hidden: ReadonlySet<string>): boolean {
  const ended = [...hidden].filter(hasEnded);
  const shown = [...(counted.purposes.get(name) ?? nobody).cells].filter(([key]) => hasEnded(key) && !hidden.has(key));
  const most = mostEnded(name, counted) - shown.reduce((sum, [, count]) => sum + count, 0);
  return ended.length > 0 && most <= ended.length;
}
