// What a programme would pay for a project, by one version of its rules.
import {
  type CrossRate,
  fromMinor,
  type Language,
  type LoanRule,
  type LocalDate,
  type MatchRejection,
  type Programme,
  type Quote,
  type QuoteAsk,
  type Rejection,
  type RulesVersion,
  reject,
  show,
  toMinor,
} from '@tributary/contracts';
import { eligibilityOf, matchOf, reimbursementOf, scheduleOf } from '@tributary/match-engine';
import { publishedRules, rulesInForce } from '../programme/rules-in-force.ts';
import { crossRates, currenciesIn, type KnownRates } from './rates.ts';
import { conditionIn, rejectionIn } from './said.ts';

/** What is known where a quote is asked for. */
export interface QuoteKnown {
  /** undefined: there is no programme of that code */
  readonly programme: Programme | undefined;
  readonly today: LocalDate;
  readonly upstream: KnownRates;
  readonly language: Language;
}

/** Quotes a project by the rules in force on the day that is asked for. */
export function quoteFor(
  ask: QuoteAsk,
  { programme, today, upstream, language }: QuoteKnown,
): Quote | Rejection<'PROGRAMME_UNKNOWN' | 'RULES_NOT_IN_FORCE'> {
  const { on = today, programme: code } = ask;
  if (programme === undefined) {
    return reject('PROGRAMME_UNKNOWN', { programme: code }, [
      { pointer: '/programme', code: 'PROGRAMME_UNKNOWN', detail: `there is no programme ${code}` },
    ]);
  }
  const version = rulesInForce(programme, on);
  if (version === undefined) {
    const published = publishedRules(programme).map(
      ({ rulesVersion, effectiveFrom }) => `${rulesVersion} (${effectiveFrom})`,
    );
    const values = { programme: code, date: on, published: published.join(', ') || '–' };
    return reject('RULES_NOT_IN_FORCE', values, [
      { pointer: '/on', code: 'RULES_NOT_IN_FORCE', detail: `no rules of ${code} are in force on ${on}` },
    ]);
  }
  const rates = crossRates(currenciesIn(version.rules), ask.cost.currency, on, upstream);
  return quoteOf(ask, { programme, version, on, rates, language });
}

/** What a quote is made from. */
export interface QuoteGround {
  readonly programme: Programme;
  readonly version: RulesVersion;
  readonly on: LocalDate;
  readonly rates: readonly CrossRate[];
  readonly language: Language;
}

/** Quotes a project. The same ground gives the same quote. */
export function quoteOf(ask: QuoteAsk, { programme, version, on, rates, language }: QuoteGround): Quote {
  const { rules, rulesVersion, effectiveFrom } = version;
  const match = rules.match && matchOf(rules.match, ask, rates);
  const loan = rules.loan && loanOf(rules.loan, ask, on);
  const { answers } = ask;
  const eligibleCost = match === undefined ? toMinor(ask.cost) : toMinor(match.eligibleCost);
  const trace = eligibilityOf(rules, ask.cost.currency).decide({ ask, on, eligibleCost, answers });
  const refused = rejectionIn(language, rules);
  const rejections = [...(match?.rejections ?? []), ...(loan?.rejections ?? [])];
  const isRejected = rejections.length > 0 || trace.some(({ outcome }) => outcome === 'not-met');
  const isOpen = match?.outcome === 'incomplete' || trace.some(({ outcome }) => outcome === 'unknown');
  const labelOf = (code: string) => rules.match?.parties.find((party) => party.code === code)?.label ?? { en: code };
  return {
    programme: programme.code,
    rulesVersion,
    effectiveFrom,
    on,
    currency: programme.currency,
    outcome: isRejected ? 'rejected' : isOpen ? 'incomplete' : 'complete',
    ...(match && {
      match: {
        ...match,
        shares: match.shares.map((share) => ({ ...share, label: show(labelOf(share.party), language).text })),
        rejections: match.rejections.map(refused),
      },
    }),
    ...(loan && { loan: { ...loan, rejections: loan.rejections.map(refused) } }),
    ...(rules.reimbursement && { reimbursement: paidBack(rules.reimbursement, ask) }),
    conditions: trace.map(conditionIn(language)),
  };
}

function paidBack(rule: Parameters<typeof reimbursementOf>[0], { cost, done }: QuoteAsk): Quote['reimbursement'] {
  const { amount, waitsFor } = reimbursementOf(rule, [cost], done);
  return { amount, ...(waitsFor !== undefined && { waitsFor }) };
}

/** The schedule of a loan of the cost; none where it is not lent. */
function loanOf(rule: LoanRule, { cost }: QuoteAsk, on: LocalDate) {
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
