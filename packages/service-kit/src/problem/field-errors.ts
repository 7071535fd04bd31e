// What zod finds, as field errors of the house: a pointer that leads to the place, a stable code, a sentence that mends.
import type { FieldError, Language } from '@tributary/contracts';
import type { z } from 'zod';
import { type FieldCode, type FieldFault, fieldError, type Kind } from './field-texts.ts';

type Issue = z.core.$ZodIssue;

/** At most this many errors are listed: the rest shows when these are mended. */
export const ERRORS_LIMIT = 100;

/** Sentences of our own checks, by the message that the contract gives them. */
const ownChecks: Readonly<Record<string, FieldCode>> = {
  'must hold a visible character and no control character': 'CONTROL_CHARACTER',
  'is not a currency code of ISO 4217': 'UNKNOWN_CURRENCY',
  'is not a decimal amount': 'NOT_AN_AMOUNT',
  'has more decimals than the currency': 'TOO_MANY_DECIMALS',
  'needs at least one language': 'NO_LANGUAGE',
};

const kinds: Readonly<Record<string, Kind>> = {
  string: 'text',
  number: 'number',
  int: 'integer',
  boolean: 'boolean',
  array: 'list',
  object: 'object',
  record: 'object',
};

const formats: Readonly<Record<string, string>> = {
  date: 'YYYY-MM-DD',
  datetime: 'YYYY-MM-DDTHH:MM:SS.sssZ',
  uuid: '00000000-0000-0000-0000-000000000000',
};

/** A JSON Pointer (RFC 6901) below `base`. */
export const pointerTo = (base: string, path: readonly PropertyKey[]): string =>
  path.reduce<string>((pointer, key) => `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`, base);

/**
 * The field errors of a failed parse; where two checks of one field say the same, one is enough.
 * @param base where the input sits: '' for a body, else `/query` or `/params`
 * @param input what was parsed, to tell what is missing from what is wrong
 */
export function fieldErrors(
  error: z.core.$ZodError,
  base: string,
  input: unknown,
  language: Language,
): readonly FieldError[] {
  const faults = new Map<string, FieldFault>();
  for (const fault of error.issues.flatMap((issue) => faultsOf(issue, base, input))) {
    const key = `${fault.code} ${fault.pointer}`;
    if (faults.size < ERRORS_LIMIT && !faults.has(key)) faults.set(key, fault);
  }
  return [...faults.values()].map((fault) => fieldError(fault, language));
}

function faultsOf(issue: Issue, base: string, input: unknown): readonly FieldFault[] {
  const pointer = pointerTo(base, issue.path);
  const fault = (code: FieldCode, values: FieldFault['values'] = {}): readonly FieldFault[] => [
    { pointer, code, values },
  ];
  const own = ownChecks[issue.message ?? ''];
  if (own !== undefined) return fault(own);
  switch (issue.code) {
    case 'invalid_type':
      if (valueAt(input, issue.path) === undefined) return fault('REQUIRED');
      return fault('WRONG_TYPE', { kind: kinds[issue.expected] ?? 'value' });
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ pointer: pointerTo(pointer, [key]), code: 'UNKNOWN_FIELD', values: {} }));
    case 'too_small':
      return fault(sizeCode(issue.origin, 'small'), { limit: String(issue.minimum) });
    case 'too_big':
      return fault(sizeCode(issue.origin, 'big'), { limit: String(issue.maximum) });
    case 'not_multiple_of':
      return fault('NOT_A_STEP', { step: String(issue.divisor) });
    case 'invalid_format':
      return fault('WRONG_FORMAT', { format: formats[issue.format] ?? issue.pattern ?? issue.format });
    case 'invalid_value':
      return fault('NOT_ONE_OF', { values: issue.values.map(String).join(', ') });
    case 'invalid_key':
      return fault('WRONG_KEY', { format: formatOf(issue.issues) });
    case 'invalid_union':
      if (valueAt(input, issue.path) === undefined) return fault('REQUIRED');
      return nearest(issue.errors, pointer, valueAt(input, issue.path)) ?? fault('WRONG_TYPE', { kind: 'value' });
    default:
      return fault('REFUSED');
  }
}

function sizeCode(origin: string, side: 'small' | 'big'): FieldCode {
  if (origin === 'string') return side === 'small' ? 'TOO_SHORT' : 'TOO_LONG';
  if (origin === 'array' || origin === 'set' || origin === 'map') return side === 'small' ? 'TOO_FEW' : 'TOO_MANY';
  return side === 'small' ? 'TOO_SMALL' : 'TOO_LARGE';
}

function formatOf(issues: readonly Issue[]): string {
  const format = issues.find((issue) => issue.code === 'invalid_format');
  return format === undefined ? '?' : (format.pattern ?? format.format);
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
