// What the rules of a programme say of a project: how its cost is shared out or lent, and which conditions it meets.
import {
  type CrossRate,
  fromMinor,
  type LoanRule,
  type LocalDate,
  type MatchAsk,
  type MatchRejection,
  type ProgrammeRules,
  toMinor,
} from '@tributary/contracts';
import { type Answer, eligibilityOf, matchOf, scheduleOf } from '@tributary/match-engine';

/** What is known of a project, beside what it asks for. */
export interface AssessedBy {
  readonly rules: ProgrammeRules;
  readonly on: LocalDate;
  readonly rates: readonly CrossRate[];
  readonly answers: Readonly<Record<string, Answer>>;
}

/** Holds a project against rules. */
export function assess(ask: MatchAsk, { rules, on, rates, answers }: AssessedBy) {
  const match = rules.match && matchOf(rules.match, ask, rates);
  const loan = rules.loan && loanOf(rules.loan, ask, on);
  const eligibleCost = match === undefined ? toMinor(ask.cost) : toMinor(match.eligibleCost);
  const trace = eligibilityOf(rules, ask.cost.currency).decide({ ask, on, eligibleCost, answers });
  const rejections = [...(match?.rejections ?? []), ...(loan?.rejections ?? [])];
  return { match, loan, trace, rejections };
}

/** The schedule of a loan of the cost; none where it is not lent. */
function loanOf(rule: LoanRule, { cost }: MatchAsk, on: LocalDate) {
  const limitIn = (amounts: LoanRule['minAmount']) => amounts.find(({ currency }) => currency === cost.currency);
  const [lowest, highest] = [limitIn(rule.minAmount), limitIn(rule.maxAmount)];
  const asked = fromMinor(toMinor(cost), cost.currency);
  const common = { pointer: '/cost/amount', given: asked } as const;
  const rejections: MatchRejection[] = [];
  if (lowest === undefined || highest === undefined) {
    const passes = rule.minAmount.map(({ currency }) => currency).join(', ');
    rejections.push({ ...currencyRefused, given: cost.currency, limit: passes, passes });
  } else if (toMinor(cost) < toMinor(lowest)) {
    rejections.push({ ...common, code: 'LOAN_BELOW_MIN', rule: 'minAmount', limit: lowest, passes: lowest });
  } else if (toMinor(cost) > toMinor(highest)) {
    rejections.push({ ...common, code: 'LOAN_ABOVE_MAX', rule: 'maxAmount', limit: highest, passes: highest });
  }
  return { rejections, schedule: rejections.length > 0 ? [] : [...scheduleOf(rule, cost, on)] };
}

const currencyRefused = { code: 'CURRENCY_NOT_ACCEPTED', pointer: '/cost/currency', rule: 'minAmount' } as const;
