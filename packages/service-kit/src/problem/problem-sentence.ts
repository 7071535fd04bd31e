// The detail of a problem, filled with the values of a refusal, in a language.
import { type Language, type ProblemCode, phraseMessages, problemMessages } from '@tributary/contracts';

const VALUE_LIMIT = 200;

/** Values where a refusal brings none: what to do next must always be a whole sentence. */
const usual: Readonly<Record<string, string>> = { seconds: '1', mediaType: 'JSON' };

function shown(value: unknown): string {
  const text = Array.isArray(value) ? value.join(', ') : String(value);
  return text.length > VALUE_LIMIT ? `${text.slice(0, VALUE_LIMIT)}…` : text;
}

/** Says the phrases that a value names, one or a list of them. */
const phrasesOf = (value: unknown, language: Language): string =>
  [value]
    .flat()
    .flatMap((name) => (phraseMessages.has(name) ? [phraseMessages.say(language, name)] : []))
    .join(' ');

/** What is said of a problem; every argument of its message is filled. */
export const problemSentence = (
  code: ProblemCode,
  values: Readonly<Record<string, unknown>>,
  language: Language,
): string =>
  problemMessages
    .sayWith(language, `${code}.detail`, (name) =>
      name === 'reason' || name === 'condition'
        ? phrasesOf(values[name], language)
        : shown(values[name] ?? usual[name] ?? '?'),
    )
    .trimEnd();
