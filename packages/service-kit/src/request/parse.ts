// Parameters, query and body, parsed by the contract at the handler's own door: nothing else has checked them before.
import { type FieldError, forms, LangQuery, type Language, type RouteContract } from '@tributary/contracts';
import { z } from 'zod';
import { fieldErrors } from '../problem/field-errors.ts';
import { type FieldFault, fieldError } from '../problem/field-texts.ts';
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

const wholeNumber = /^(?:0|-?[1-9]\d{0,14})$/;

/** Makes the parser of a route. It throws one refusal with all faults of the request. */
export function parserOf(contract: RouteContract): (input: Input, language: Language) => Input {
  const query = contract.query ?? noQuery;
  const numbers = numbersOf(query);
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
      const result = schema?.safeParse(input[part], { reportInput: true });
      const read = result?.success ? result.data : input[part];
      const odd = part === 'body' ? [] : oddTexts(input[part], read, base, part === 'query' ? numbers : none);
      errors.push(...odd.map((fault) => fieldError(fault, language)));
      if (result === undefined) continue;
      const told = new Set(odd.map(({ pointer }) => pointer));
      if (result.success) parsed[part] = result.data;
      else {
        const found = fieldErrors(result.error, base, input[part], language, part !== 'body' || !contract.personal);
        errors.push(...found.filter(({ pointer }) => !told.has(pointer)));
      }
    }
    if (errors.length > 0) throw new Refusal('VALIDATION', { errors });
    return parsed;
  };
}

const none: ReadonlySet<string> = new Set();

/** The parameters of a query that are numbers: what else JavaScript takes for one, such as 0x10 or nothing at all, is none. */
function numbersOf(query: z.ZodType): ReadonlySet<string> {
  if (!(query instanceof z.ZodObject)) return none;
  const isNumber = (schema: unknown): boolean =>
    schema instanceof z.ZodNumber ||
    ((schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) && isNumber(schema.unwrap()));
  return new Set(Object.keys(query.shape).filter((name) => isNumber(query.shape[name])));
}

/**
 * What is wrong with parameters whatever their schemas say: given twice, unreadable as a number, nothing to see in it.
 * @param given as they came
 * @param read as their schema reads them, where it does
 */
function oddTexts(given: unknown, read: unknown, base: string, numbers: ReadonlySet<string>): readonly FieldFault[] {
  if (typeof given !== 'object' || given === null) return [];
  const readAs = new Map<string, unknown>(Object.entries(Object(read)));
  return Object.entries(given).flatMap(([name, value]): readonly FieldFault[] => {
    const pointer = `${base}/${name}`;
    if (Array.isArray(value)) return [{ pointer, code: 'REPEATED', values: {}, given: value.join(', ') }];
    const text = readAs.get(name);
    // No parameter has a use for NUL, half a character or what nobody sees; a contract that forgets to say so lets none in.
    if (typeof text === 'string' && text !== '' && !forms.line.pattern.test(text)) {
      return [{ pointer, code: 'CONTROL_CHARACTER', values: {}, given: value }];
    }
    if (numbers.has(name) && !wholeNumber.test(String(value))) {
      return [{ pointer, code: 'WRONG_FORMAT', values: { form: 'whole-number' }, given: value }];
    }
    return [];
  });
}
