// A refusal as problem+json (RFC 9457) in the language that the request asks for.
import { randomUUID } from 'node:crypto';
import {
  type Language,
  type Problem,
  type ProblemCode,
  problemMessages,
  problemStatus,
  problemType,
} from '@tributary/contracts';
import { traceIdOf } from '../request/trace.ts';
import { localised } from './field-texts.ts';
import { type AskedLanguage, languageOf } from './language.ts';
import { problemSentence } from './problem-sentence.ts';
import type { RefusedPlace } from './refusal.ts';

/** The problem that a request is answered with, and the language it is said in. */
export function problemBody(
  code: ProblemCode,
  request: AskedLanguage,
  values: Readonly<Record<string, unknown>> = {},
  errors: readonly RefusedPlace[] = [],
  links?: Problem['links'],
): { readonly status: number; readonly language: Language; readonly body: Problem } {
  const language = languageOf(request);
  const body: Problem = {
    type: problemType(code),
    code,
    title: problemMessages.say(language, `${code}.title`),
    status: problemStatus[code],
    detail: problemSentence(code, values, language),
    errors: errors.map((error) => localised(error, language)),
    ...(links === undefined ? {} : { links }),
    traceId: traceIdOf(request.headers['traceparent']) ?? randomUUID().replaceAll('-', ''),
  };
  return { status: body.status, language, body };
}
