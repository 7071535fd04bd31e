// A loan: when how much of it is due, and what of it is late.
import {
  addMonths,
  daysBetween,
  divideHalfUp,
  fromMinor,
  type LoanInstalment,
  type LoanRule,
  type LocalDate,
  type Money,
  toHundredths,
  toMinor,
} from '@tributary/contracts';
import { least, most, sumOf } from '../match/amounts.ts';

const MONTHS_OF_PERCENT = 12n * 100_00n;

/**
 * The instalments of a loan: equal parts of the principal after the grace, to the minor unit, and with each month the
 * interest on what was owed. The last instalment takes what equal parts leave. A month in which nothing is due has none.
 * @param paidOn the day on which the loan was paid out
 */
export function scheduleOf(rule: LoanRule, principal: Money, paidOn: LocalDate): readonly LoanInstalment[] {
  const { months, graceMonths, annualRatePct = 0 } = rule;
  const { currency } = principal;
  const total = toMinor(principal);
  const count = BigInt(Math.max(1, months - graceMonths));
  const part = total / count;
  const rate = BigInt(toHundredths(annualRatePct));
  const instalments: LoanInstalment[] = [];
  let owed = total;
  for (let month = 1; month <= months; month += 1) {
    const interest = divideHalfUp(owed * rate, MONTHS_OF_PERCENT);
    const due = month === months ? owed : month > graceMonths ? part : 0n;
    owed -= due;
    if (due === 0n && interest === 0n) continue;
    instalments.push({
      no: instalments.length + 1,
      dueOn: addMonths(paidOn, month),
      principal: fromMinor(due, currency),
      interest: fromMinor(interest, currency),
    });
  }
  return instalments;
}

/** A repayment that was received. */
export interface Repayment {
  readonly amount: Money;
  readonly on: LocalDate;
}

/** What is late on a day, and since how long. */
export interface Arrears {
  readonly due: Money;
  readonly repaid: Money;
  readonly overdue: Money;
  /** days since the oldest instalment that is not repaid was due; 0 where nothing is late */
  readonly oldestDays: number;
  /** what is late by its age, from one age up to the next; the first begins with one day */
  readonly byAge: readonly { readonly fromDays: number; readonly amount: Money }[];
}

/** The arrears of a loan on a day. Repayments go to the oldest instalment first; later ones than the day do not count. */
export function arrearsOf(
  { arrearsDays }: Pick<LoanRule, 'arrearsDays'>,
  schedule: readonly LoanInstalment[],
  repayments: readonly Repayment[],
  on: LocalDate,
): Arrears {
  const currency = schedule[0]?.principal.currency ?? repayments[0]?.amount.currency ?? 'XXX';
  const repaid = sumOf(repayments.filter((each) => each.on <= on).map(({ amount }) => toMinor(amount)));
  let left = repaid;
  const late = schedule
    .filter(({ dueOn }) => dueOn < on)
    .map(({ dueOn, principal, interest }) => {
      const due = toMinor(principal) + toMinor(interest);
      const covered = least(left, due);
      left -= covered;
      return { days: daysBetween(dueOn, on), due, open: due - covered };
    });
  const open = late.filter((each) => each.open > 0n);
  const ages = [1, ...[...arrearsDays].sort((one, other) => one - other)];
  const money = (minor: bigint) => fromMinor(most(minor, 0n), currency);
  return {
    due: money(sumOf(late.map(({ due }) => due))),
    repaid: money(repaid),
    overdue: money(sumOf(open.map((each) => each.open))),
    oldestDays: open[0]?.days ?? 0,
    byAge: ages.map((fromDays, at) => {
      const next = ages[at + 1] ?? Number.POSITIVE_INFINITY;
      const ofAge = open.filter(({ days }) => days >= fromDays && days < next);
      return { fromDays, amount: money(sumOf(ofAge.map((each) => each.open))) };
    }),
  };
}
