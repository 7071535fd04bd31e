// What operators are told of money: whether ledgers tie, which tranches are held for what, and which orders wait for an
// answer of the bank.
import { type Award, holdReasons, type LocalDate } from '@tributary/contracts';
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

/** Since when each tranche of an award that the bank was asked to pay waits for its answer. */
export const orderedOn = ({ tranches }: Pick<Award, 'tranches'>): readonly LocalDate[] =>
  tranches.flatMap(({ status, instruction }) =>
    status === 'instructed' && instruction !== undefined ? [instruction.instructedOn] : [],
  );
