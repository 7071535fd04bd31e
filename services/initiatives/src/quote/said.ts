// What a quote says in a language: why something is refused, and how a condition was decided.
import {
  type KeptRejection,
  type Language,
  type MatchRejection,
  type Money,
  type ProgrammeRules,
  type QuoteCondition,
  type QuoteRejection,
  quoteMessages,
  show,
} from '@tributary/contracts';
import type { Answer, RuleTrace } from '@tributary/match-engine';

const written = (value: Money | string | undefined): string =>
  value === undefined ? '–' : typeof value === 'string' ? value : `${value.amount} ${value.currency}`;

/** A refusal with its sentence. */
export const rejectionIn =
  (language: Language, rules: ProgrammeRules) =>
  (rejection: MatchRejection): QuoteRejection => {
    const partyLabel = rules.match?.parties.find(({ code }) => code === rejection.party)?.label;
    return keptRejectionIn(language)({ ...rejection, ...(partyLabel !== undefined && { partyLabel }) });
  };

/** A refusal that was kept with the name of its party, with its sentence. */
export const keptRejectionIn =
  (language: Language) =>
  ({ partyLabel, ...rejection }: KeptRejection): QuoteRejection => {
    const { code, party, limit, given, passes } = rejection;
    const values = {
      party: partyLabel === undefined ? (party ?? '–') : show(partyLabel, language).text,
      limit: written(limit),
      given: written(given),
      passes: written(passes),
    };
    return { ...rejection, detail: quoteMessages.say(language, code, values) };
  };

/** A condition as it was decided, by what its sentence needs of its rule. */
type Decided = Pick<RuleTrace, 'outcome' | 'unanswered'> & {
  readonly facts: readonly { readonly name: string; readonly value?: Answer | undefined }[];
  readonly rule: Pick<RuleTrace['rule'], 'code' | 'label' | 'reasonCode'>;
};

/** How a condition was decided, with what it leaned on. */
export const conditionIn =
  (language: Language) =>
  ({ rule, outcome, facts, unanswered }: Decided): QuoteCondition => {
    const asks = show(rule.label, language).text;
    const told = facts.map(({ name, value }) =>
      value === undefined
        ? quoteMessages.say(language, 'hidden', { name })
        : quoteMessages.say(language, 'fact', { name, value: shown(value, language) }),
    );
    const sentences = [
      quoteMessages.say(language, `condition.${outcome}`, { asks }),
      ...(told.length === 0 ? [] : [`${told.join(', ')}.`]),
      ...(unanswered.length === 0 ? [] : [quoteMessages.say(language, 'unanswered', { names: unanswered.join(', ') })]),
    ];
    const reason = outcome === 'not-met' ? { reasonCode: rule.reasonCode } : {};
    return { code: rule.code, outcome, ...reason, asks, detail: sentences.join(' '), unanswered: [...unanswered] };
  };

function shown(value: Answer, language: Language): string {
  if (typeof value === 'boolean') return quoteMessages.say(language, value ? 'yes' : 'no');
  return Array.isArray(value) ? value.join(', ') || '–' : String(value);
}
