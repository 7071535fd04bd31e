// The messages of one subject in one language: all that a page in a browser has to load.
import { IntlMessageFormat } from 'intl-messageformat';
import type { MessageArguments } from '../../generated/message-arguments.ts';
import { type Language, localeOf } from '../values/language.ts';

/** One file of each language. */
export type Subject = keyof MessageArguments;

/** The arguments that one of these messages has. */
export type ArgumentOf<In extends Subject, Key extends string> = MessageArguments[In][Extract<
  keyof MessageArguments[In],
  Key
>];

/** What fills the arguments of a message: none, or one value for each. */
export type Filled<Argument> = [Argument] extends [never] ? [] : [Readonly<Record<Argument & string, string | number>>];

/** The messages of a subject in one language. */
export interface Wording<In extends Subject, Key extends string> {
  has(key: unknown): key is Key;
  /** The message with its arguments filled. @example say('TOO_LONG', { limit: 300 }) */
  say<One extends Key>(key: One, ...values: Filled<ArgumentOf<In, One>>): string;
  /** The message with what `value` gives for each of its arguments; `?` where that is nothing. */
  sayWith(key: Key, value: (argument: string) => string | number | undefined): string;
}

/** Binds one file of a subject. @throws RangeError from `say` for a key that the file does not have */
export function wording<const In extends Subject, Key extends string>(
  subject: In,
  language: Language,
  texts: Readonly<Record<Key, string>>,
): Wording<In, Key> {
  const parsed = new Map<string, IntlMessageFormat>();

  function messageOf(key: Key): IntlMessageFormat {
    const found = parsed.get(key);
    if (found !== undefined) return found;
    if (!Object.hasOwn(texts, key)) throw new RangeError(`there is no message ${subject}/${key}`);
    const message = new IntlMessageFormat(texts[key], localeOf[language], undefined, { ignoreTag: true });
    parsed.set(key, message);
    return message;
  }

  const sayWith: Wording<In, Key>['sayWith'] = (key, value) =>
    String(
      messageOf(key).format(
        new Proxy<Record<string, string | number>>(
          {},
          { has: () => true, get: (_values, argument) => value(String(argument)) ?? '?' },
        ),
      ),
    );

  return {
    has: (key): key is Key => typeof key === 'string' && Object.hasOwn(texts, key),
    say: (key, ...[values]: [Readonly<Record<string, string | number>>?]) =>
      sayWith(key, (argument) => values?.[argument]),
    sayWith,
  };
}
