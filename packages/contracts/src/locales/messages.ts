// The sentences that people read stand in <language>/<subject>.json as ICU messages, English being the source.
import { IntlMessageFormat } from 'intl-messageformat';
import type { MessageArguments } from '../../generated/message-arguments.ts';
import { type Language, languages } from '../values/label.ts';

/** One file of each language. */
export type Subject = keyof MessageArguments;

/** The arguments that one of these messages has. */
export type ArgumentOf<In extends Subject, Key extends string> = MessageArguments[In][Extract<
  keyof MessageArguments[In],
  Key
>];

/** What fills the arguments of a message: none, or one value for each. */
type Filled<Argument> = [Argument] extends [never] ? [] : [Readonly<Record<Argument & string, string | number>>];

/** The messages of a subject. */
export interface Messages<In extends Subject, Key extends string> {
  readonly keys: readonly Key[];
  has(key: unknown): key is Key;
  /** The message with its arguments filled. @example say('fr', 'TOO_LONG', { limit: 300 }) */
  say<One extends Key>(language: Language, key: One, ...values: Filled<ArgumentOf<In, One>>): string;
  /** The message with what `value` gives for each of its arguments; `?` where that is nothing. */
  sayWith(language: Language, key: Key, value: (argument: string) => string | number | undefined): string;
  /** The message in every language. */
  label(key: Exclude<Key, keyof MessageArguments[In]>): Readonly<Record<Language, string>>;
}

/** The keys of some messages. */
export type KeyOf<Some> = Some extends Messages<infer _In, infer Key> ? Key : never;

/** The locale by whose rules a language is written: day before month also in English, Portuguese as in Portugal. */
export const localeOf: Readonly<Record<Language, string>> = {
  en: 'en-GB',
  fr: 'fr',
  es: 'es',
  ru: 'ru',
  it: 'it',
  pt: 'pt-PT',
};

/** Binds the files of a subject; a key that English has and another language lacks does not compile. */
export function messages<const In extends Subject, Key extends string>(
  subject: In,
  texts: Readonly<Record<Language, Readonly<Record<Key, string>>>>,
): Messages<In, Key> {
  const parsed = new Map<string, IntlMessageFormat>();

  function messageOf(language: Language, key: Key): IntlMessageFormat {
    const name = `${language} ${key}`;
    const found = parsed.get(name);
    if (found !== undefined) return found;
    if (!Object.hasOwn(texts[language], key)) throw new RangeError(`there is no message ${subject}/${key}`);
    const message = new IntlMessageFormat(texts[language][key], localeOf[language], undefined, { ignoreTag: true });
    parsed.set(name, message);
    return message;
  }

  const sayWith: Messages<In, Key>['sayWith'] = (language, key, value) =>
    String(
      messageOf(language, key).format(
        new Proxy<Record<string, string | number>>(
          {},
          { has: () => true, get: (_values, argument) => value(String(argument)) ?? '?' },
        ),
      ),
    );

  return {
    keys: Object.keys(texts.en) as Key[],
    has: (key): key is Key => typeof key === 'string' && Object.hasOwn(texts.en, key),
    say: (language, key, ...[values]: [Readonly<Record<string, string | number>>?]) =>
      sayWith(language, key, (argument) => values?.[argument]),
    sayWith,
    label: (key) =>
      Object.fromEntries(languages.map((language) => [language, sayWith(language, key, () => undefined)])) as Record<
        Language,
        string
      >,
  };
}
