// Parameters, query and body, parsed by the contract at the handler's own door: nothing else has checked them before.
import { type FieldError, forms, LangQuery, type Language, type RouteContract } from '@tributary/contracts';
import { z } from 'zod';
import { fieldErrors } from '../problem/field-errors.ts';
import { fieldError } from '../problem/field-texts.ts';
import { Refusal } from '../problem/refusal.ts';

/** What a request brings in, as it came. */
export interface Input {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** The query of a route that asks for none: every route takes `?lang=`. */
export const noQuery = z.strictObject(LangQuery);

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
      const result = schema?.safeParse(input[part]);
      if (part !== 'body') errors.push(...unreadable(result?.data ?? input[part], base, language));
      if (result === undefined) continue;
      if (result.success) parsed[part] = result.data;
      else errors.push(...fieldErrors(result.error, base, input[part], language));
    }
    if (errors.length > 0) throw new Refusal('VALIDATION', { errors });
    return parsed;
  };
}

/** No parameter has a use for NUL, half a character or what nobody sees; a contract that forgets to say so lets none in. */
function unreadable(values: unknown, base: string, language: Language): readonly FieldError[] {
  if (typeof values !== 'object' || values === null) return [];
  return Object.entries(values)
    .filter(([, value]) => typeof value === 'string' && value !== '' && !forms.line.pattern.test(value))
    .map(([name]) => fieldError({ pointer: `${base}/${name}`, code: 'CONTROL_CHARACTER', values: {} }, language));
}
