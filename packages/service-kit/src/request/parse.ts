// Parameters, query and body, parsed by the contract at the handler's own door: nothing else has checked them before.
import { type FieldError, LangQuery, type Language, type RouteContract } from '@tributary/contracts';
import { z } from 'zod';
import { fieldErrors } from '../problem/field-errors.ts';
import { fieldError } from '../problem/field-texts.ts';
import { Refusal } from '../problem/refusal.ts';
import { isRawBody } from './media-type.ts';

/** What a request brings in, as it came. */
export interface Input {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** The query of a route that asks for none: every route takes `?lang=`. */
export const noQuery = z.strictObject(LangQuery);

const control = /\p{Cc}/u;

/** Makes the parser of a route. It throws one refusal with all faults of the request. */
export function parserOf(contract: RouteContract): (input: Input, language: Language) => Input {
  const query = contract.query ?? noQuery;
  const parts = [
    { part: 'params', base: '/params', schema: contract.params },
    { part: 'query', base: '/query', schema: query },
    { part: 'body', base: '', schema: contract.body },
  ] as const;

  return (input, language) => {
    const parsed: Record<keyof Input, unknown> = { params: undefined, query: undefined, body: undefined };
    const errors: FieldError[] = [];
    for (const { part, base, schema } of parts) {
      if (part === 'body' && isRawBody(input.body)) {
        parsed.body = input.body;
        continue;
      }
      if (part !== 'body') errors.push(...controlCharacters(input[part], base, language));
      if (schema === undefined) continue;
      const result = schema.safeParse(input[part]);
      if (result.success) parsed[part] = result.data;
      else errors.push(...fieldErrors(result.error, base, input[part], language));
    }
    if (errors.length > 0) throw new Refusal('VALIDATION', { errors });
    return parsed;
  };
}

/** No parameter has a use for NUL and its like; a contract that forgets to say so is no way in for them. */
function controlCharacters(values: unknown, base: string, language: Language): readonly FieldError[] {
  if (typeof values !== 'object' || values === null) return [];
  return Object.entries(values)
    .filter(([, value]) => typeof value === 'string' && control.test(value))
    .map(([name]) => fieldError({ pointer: `${base}/${name}`, code: 'CONTROL_CHARACTER', values: {} }, language));
}
