// What zod finds, as field errors of the house: a pointer that leads to the place, a stable code, a sentence that mends.
import { type FieldError, fieldMessages, type Language } from '@tributary/contracts';
import type { z } from 'zod';
import { codeOfForm, type FieldCode, type Kind } from './field-codes.ts';
import { type FieldFault, fieldError, isWorded } from './field-texts.ts';

type Issue = z.core.$ZodIssue;

/** At most this many errors are listed: the rest shows when these are mended. */
export const ERRORS_LIMIT = 100;

const kinds: Readonly<Record<string, Kind>> = {
  string: 'text',
  number: 'number',
  int: 'integer',
  boolean: 'boolean',
  array: 'list',
  object: 'object',
  record: 'object',
};

/** A JSON Pointer (RFC 6901) below `base`. */
export const pointerTo = (base: string, path: readonly PropertyKey[]): string =>
  path.reduce<string>((pointer, key) => `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`, base);

/** What a failed parse found, before it is said in a language; each is plain data that quotes no value. */
export const fieldFaults = (
  error: z.core.$ZodError,
  base: string,
  input: unknown,
): readonly Pick<FieldFault, 'pointer' | 'code' | 'values'>[] =>
  distinctFaults(error, base, input).map(({ pointer, code, values }) => ({ pointer, code, values }));

/**
 * The field errors of a failed parse; where two checks of one field say the same, one is enough.
 * @param base where the input sits: '' for a body, else `/query` or `/params`
 * @param input what was parsed, to tell what is missing from what is wrong
 * @param quotes whether a sentence may repeat what was given: never where that is about a person
 */
export function fieldErrors(
  error: z.core.$ZodError,
  base: string,
  input: unknown,
  language: Language,
  quotes = true,
): readonly FieldError[] {
  const faults = distinctFaults(error, base, input);
  return faults.map((fault) => fieldError(quotes ? fault : { ...fault, given: undefined }, language));
}

function distinctFaults(error: z.core.$ZodError, base: string, input: unknown): readonly FieldFault[] {
  const faults = new Map<string, FieldFault>();
  for (const fault of error.issues.flatMap((issue) => faultsOf(issue, base, input))) {
    const key = `${fault.code} ${fault.pointer}`;
    if (faults.size < ERRORS_LIMIT && !faults.has(key)) faults.set(key, fault);
  }
  return [...faults.values()];
}

function faultsOf(issue: Issue, base: string, input: unknown): readonly FieldFault[] {
  const pointer = pointerTo(base, issue.path);
  // A value that was made of another, such as one part of a list in a text, is in the issue alone.
  const value = valueAt(input, issue.path) ?? issue.input;
  const fault = (code: FieldCode, values: FieldFault['values'] = {}): readonly FieldFault[] => [
    { pointer, code, values },
  ];
  /** Quotes the value: never one of free text, which may tell of a person. */
  const quoting = (code: FieldCode, values: FieldFault['values'] = {}): readonly FieldFault[] => [
    { pointer, code, values, given: value },
  ];
  /** A sentence with values of its own says what it refuses. */
  const ofRule = (code: FieldCode, values: FieldFault['values'] = {}): FieldFault =>
    Object.keys(values).length > 0 ? { pointer, code, values } : { pointer, code, values, given: value };
  switch (issue.code) {
    case 'invalid_type':
      if (value === undefined) return fault('REQUIRED');
      if (issue.expected === 'string') return fault('WRONG_TYPE', { kind: 'text' });
      return quoting('WRONG_TYPE', { kind: kinds[issue.expected] ?? 'value' });
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ pointer: pointerTo(pointer, [key]), code: 'UNKNOWN_FIELD', values: {} }));
    case 'too_small':
      if (isNumber(issue.origin) && issue.inclusive === false) {
        return quoting('NOT_ABOVE', { limit: String(issue.minimum) });
      }
      return (isNumber(issue.origin) ? quoting : fault)(sizeCode(issue.origin, 'small'), {
        limit: String(issue.minimum),
      });
    case 'too_big':
      return (isNumber(issue.origin) ? quoting : fault)(sizeCode(issue.origin, 'big'), {
        limit: String(issue.maximum),
      });
    case 'not_multiple_of':
      return quoting('NOT_A_STEP', { step: String(issue.divisor) });
    case 'invalid_format':
      if (issue.format === 'line') return fault(codeOfForm.line);
      if (issue.format === 'amount') return quoting(codeOfForm.amount);
      if (issue.format === 'date' && isWritten(value)) return [missingDay(pointer, value)];
      return quoting('WRONG_FORMAT', { form: wordedForm(issue.format) });
    case 'invalid_value':
      return quoting('NOT_ONE_OF', { values: issue.values.map(String).join(', ') });
    case 'invalid_key':
      return [{ pointer, code: 'WRONG_KEY', values: { form: formOf(issue.issues) }, given: issue.path.at(-1) }];
    case 'invalid_union':
      if (value === undefined) return fault('REQUIRED');
      return nearest(issue.errors, pointer, value) ?? fault('WRONG_TYPE', { kind: 'value' });
    case 'custom':
      return fieldMessages.has(issue.params?.['code'])
        ? [ofRule(issue.params['code'], issue.params['values'])]
        : fault('REFUSED');
    default:
      return fault('REFUSED');
  }
}

const written = /^\d{4}-(\d{2})-\d{2}$/;

const isWritten = (date: unknown): date is string => typeof date === 'string' && written.test(date);

/** A day that is written as one, and is in no calendar. */
function missingDay(pointer: string, date: string): FieldFault {
  const month = written.exec(date)?.[1] ?? '';
  if (month >= '01' && month <= '12') return { pointer, code: 'NO_SUCH_DAY', values: { day: date } };
  return { pointer, code: 'NO_SUCH_MONTH', values: { month }, given: date };
}

function sizeCode(origin: string, side: 'small' | 'big'): FieldCode {
  if (origin === 'string') return side === 'small' ? 'TOO_SHORT' : 'TOO_LONG';
  if (origin === 'array' || origin === 'set' || origin === 'map') return side === 'small' ? 'TOO_FEW' : 'TOO_MANY';
  return side === 'small' ? 'TOO_SMALL' : 'TOO_LARGE';
}

const isNumber = (origin: string) => ['number', 'int', 'bigint'].includes(origin);

const wordedForm = (format: string) => (isWorded(format) ? format : 'other');

function formOf(issues: readonly Issue[]): string {
  const format = issues.find((issue) => issue.code === 'invalid_format')?.format;
  return wordedForm(format ?? 'other');
}

/** The errors of the alternative that the input comes nearest to: one whose own kind it has. */
function nearest(
  alternatives: readonly (readonly Issue[])[],
  pointer: string,
  input: unknown,
): readonly FieldFault[] | undefined {
  const sameKind = (issues: readonly Issue[]) =>
    !issues.some(({ code, path }) => path.length === 0 && (code === 'invalid_type' || code === 'invalid_value'));
  return alternatives.find(sameKind)?.flatMap((issue) => faultsOf(issue, pointer, input));
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  );
}
