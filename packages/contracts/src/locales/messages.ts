// The sentences that people read stand in <language>/<subject>.json as ICU messages, English being the source.
import type { MessageArguments } from '../../generated/message-arguments.ts';
import { type Language, languages } from '../values/language.ts';
import { type ArgumentOf, type Filled, type Subject, type Wording, wording } from './wording.ts';

export type { ArgumentOf, Subject };

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

/** Binds the files of a subject; a key that English has and another language lacks does not compile. */
export function messages<const In extends Subject, Key extends string>(
  subject: In,
  texts: Readonly<Record<Language, Readonly<Record<Key, string>>>>,
): Messages<In, Key> {
  const worded = new Map<Language, Wording<In, Key>>();

  function inLanguage(language: Language): Wording<In, Key> {
    const found = worded.get(language) ?? wording(subject, language, texts[language]);
    worded.set(language, found);
    return found;
  }

  const sayWith: Messages<In, Key>['sayWith'] = (language, key, value) => inLanguage(language).sayWith(key, value);

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
