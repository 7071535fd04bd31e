// The detail of a problem, filled with the values of a refusal, in a language.
import { type Language, type ProblemCode, problemTexts } from '@tributary/contracts';
import { filled } from './filled.ts';
import { isPhrase, phrases } from './phrases.ts';

const VALUE_LIMIT = 200;

/** Values where a refusal brings none: what to do next must always be a whole sentence. */
const usual: Readonly<Record<string, string>> = { seconds: '1', mediaType: 'JSON' };

/** Values that are names of phrases, or lists of them. */
const phrased = ['reason', 'condition'] as const;

function shown(value: unknown): string {
  const text = Array.isArray(value) ? value.join(', ') : String(value);
  return text.length > VALUE_LIMIT ? `${text.slice(0, VALUE_LIMIT)}…` : text;
}

/** Fills `{name}` in a sentence. */
const fill = (sentence: string, values: Readonly<Record<string, unknown>>): string =>
  filled(sentence, (name) => shown(values[name] ?? usual[name] ?? '?')).trimEnd();

function inWords(values: Readonly<Record<string, unknown>>, language: Language): Readonly<Record<string, unknown>> {
  const say = (name: unknown) => (isPhrase(name) ? phrases[language][name] : '');
  return {
    ...values,
    ...Object.fromEntries(phrased.map((name) => [name, [values[name]].flat().map(say).filter(Boolean).join(' ')])),
  };
}

/** What is said of a problem; every brace of its sentence is filled. */
export const problemSentence = (
  code: ProblemCode,
  values: Readonly<Record<string, unknown>>,
  language: Language,
): string => fill(problemTexts[language][code].detail, inWords(values, language));
