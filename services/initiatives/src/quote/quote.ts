// What a programme would pay for a project, by one version of its rules.

import type { KnownRates } from '@tributary/contracts';
import {
  type CrossRate,
  type Language,
  type LocalDate,
  type Programme,
  type Quote,
  type QuoteAsk,
  type Rejection,
  type RulesVersion,
  reject,
  show,
} from '@tributary/contracts';
import { reimbursementOf } from '@tributary/match-engine';
import { publishedRules, rulesInForce } from '../programme/rules-in-force.ts';
import { assess } from './assessed.ts';
import { crossRates, currenciesIn } from './rates.ts';
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
  const { match, loan, trace, rejections } = assess(ask, { rules, on, rates, answers: ask.answers });
  const refused = rejectionIn(language, rules);
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
