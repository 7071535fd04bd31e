// A refusal as problem+json (RFC 9457) in the language that the request asks for.
import { randomUUID } from 'node:crypto';
import {
  type FieldError,
  type Language,
  type Problem,
  type ProblemCode,
  problemStatus,
  problemTexts,
  problemType,
  type RuleFault,
} from '@tributary/contracts';
import { traceIdOf } from '../request/trace.ts';
import { localised } from './field-texts.ts';
import { filled } from './filled.ts';
import { type AskedLanguage, languageOf } from './language.ts';
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
export const fill = (sentence: string, values: Readonly<Record<string, unknown>>): string =>
  filled(sentence, (name) => shown(values[name] ?? usual[name] ?? '?')).trimEnd();

function inWords(values: Readonly<Record<string, unknown>>, language: Language): Readonly<Record<string, unknown>> {
  const say = (name: unknown) => (isPhrase(name) ? phrases[language][name] : '');
  return {
    ...values,
    ...Object.fromEntries(phrased.map((name) => [name, [values[name]].flat().map(say).filter(Boolean).join(' ')])),
  };
}

/** The problem that a request is answered with, and the language it is said in. */
export function problemBody(
  code: ProblemCode,
  request: AskedLanguage,
  values: Readonly<Record<string, unknown>> = {},
  errors: readonly (FieldError | RuleFault)[] = [],
  links?: Problem['links'],
): { readonly status: number; readonly language: Language; readonly body: Problem } {
  const language = languageOf(request);
  const { title, detail } = problemTexts[language][code];
  const body: Problem = {
    type: problemType(code),
    code,
    title,
    status: problemStatus[code],
    detail: fill(detail, inWords(values, language)),
    errors: errors.map((error) => localised(error, language)),
    ...(links === undefined ? {} : { links }),
    traceId: traceIdOf(request.headers['traceparent']) ?? randomUUID().replaceAll('-', ''),
  };
  return { status: body.status, language, body };
}
