// What operators are told of money: whether ledgers tie, and which tranches are held for what.
import { type Award, holdReasons } from '@tributary/contracts';
import { balancesOf } from './ledger.ts';

/** Why somebody holds a tranche is an open list, which is told as one. */
export const BY_SOMEBODY = 'BY_SOMEBODY';

/** The reasons that are told apart. */
export const watchedReasons: readonly string[] = [...holdReasons, BY_SOMEBODY];

/** The currencies in which the postings of an award do not sum to zero. There is none, whatever was done with it. */
export function untied({ ledger }: Pick<Award, 'ledger'>): readonly string[] {
  const sums = new Map<string, bigint>();
  for (const { currency, minor } of balancesOf(ledger)) sums.set(currency, (sums.get(currency) ?? 0n) + minor);
  return [...sums].filter(([, sum]) => sum !== 0n).map(([currency]) => currency);
}

/** For what each held tranche of an award is held. */
export const heldFor = ({ tranches }: Pick<Award, 'tranches'>): readonly string[] =>
  tranches
    .filter(({ status }) => status === 'held')
    .map(({ reasonCode }) => holdReasons.find((one) => one === reasonCode) ?? BY_SOMEBODY);
