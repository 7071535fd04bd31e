// The request headers that commands and reads know; a malformed one is refused, never ignored, and so is one that has
// no meaning where it was sent.
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type Language, type RouteContract, services } from '@tributary/contracts';
import { planted } from '@tributary/eventing/cut-points';
import type { FieldCode, WordedForm } from '../problem/field-codes.ts';
import { type FieldFault, fieldError } from '../problem/field-texts.ts';
import { Refusal } from '../problem/refusal.ts';

/** What the headers of a command say. */
export interface CommandHeaders {
  readonly ifMatch: number | undefined;
  readonly mustCreate: boolean;
  readonly preconditionMissing: boolean;
  readonly key: string;
  readonly keyGiven: boolean;
}

/** The most tokens that one request may wait for. */
const TOKENS_LIMIT = 8;

/** What the values of headers must match, as the description of the API tells it too. */
export const headerForms = {
  /** a version, as a command answered it, or as a read did, with a hash of what it said */
  'if-match': /^(?:"\d{1,15}(?:\.[A-Za-z0-9_-]{1,43})?"|\d{1,15})$/,
  'if-none-match': /^(?:\*|(?:W\/)?"[!#-~]*"(?: *, *(?:W\/)?"[!#-~]*")*)$/,
  'idempotency-key': /^[!-~][ -~]{0,127}$/,
  'last-event-id': /^[!-~]{1,200}$/,
  /** `service:aggregate:seq`, as a command answered it; commas part several */
  'consistency-token': tokensForm(),
} as const;

function tokensForm(): RegExp {
  const token = `(?:${services.join('|')}):[A-Za-z0-9._-]{1,128}:\\d{1,15}`;
  return new RegExp(`^${token}(?: *, *${token}){0,${TOKENS_LIMIT - 1}}$`);
}

type Header = keyof typeof headerForms;

const fault = (header: Header, code: FieldCode, given: unknown): FieldFault => ({
  pointer: `/headers/${header}`,
  code,
  values: code === 'WRONG_FORMAT' ? { form: header satisfies WordedForm } : {},
  given,
});

const refuse = (faults: readonly FieldFault[], language: Language): void => {
  if (faults.length > 0) {
    throw new Refusal('VALIDATION', { errors: faults.map((one) => fieldError(one, language)) });
  }
};

/** The fault of a header whose value has another form; none where it is not there. */
function malformed(header: Header, headers: IncomingHttpHeaders): readonly FieldFault[] {
  const value = headers[header];
  const isGood = value === undefined || (typeof value === 'string' && headerForms[header].test(value.trim()));
  return isGood ? [] : [fault(header, 'WRONG_FORMAT', value)];
}

/** What is wrong with the conditions of a command; a condition that cannot be kept must not be passed over. */
function conditionFaults(precondition: RouteContract['precondition'], headers: IncomingHttpHeaders) {
  const { 'if-match': ifMatch, 'if-none-match': given } = headers;
  if (ifMatch !== undefined && precondition === 'none') return [fault('if-match', 'IF_MATCH_NOTHING_YET', ifMatch)];
  if (given === undefined) return malformed('if-match', headers);
  if (precondition !== 'creates') return [fault('if-none-match', 'IF_NONE_MATCH_NOT_TAKEN', given)];
  if (given.trim() !== '*') return [fault('if-none-match', 'IF_NONE_MATCH_NOT_STAR', given)];
  return ifMatch === undefined ? [] : [fault('if-match', 'IF_MATCH_BESIDE_NONE', ifMatch)];
}

/** Whether a route takes no command without a condition. */
export const mustBeConditional = (precondition: RouteContract['precondition']): boolean =>
  precondition === 'required' || precondition === 'creates';

/**
 * Reads the headers of a command.
 * @throws {Refusal} 400 for those that are malformed or misplaced, and for a key that the contract asks for and is not there
 */
export function commandHeaders(
  { idempotency, precondition }: Pick<RouteContract, 'idempotency' | 'precondition'>,
  headers: IncomingHttpHeaders,
  language: Language,
): CommandHeaders {
  const takesKey = idempotency !== 'ignored';
  refuse(
    [...conditionFaults(precondition, headers), ...(takesKey ? malformed('idempotency-key', headers) : [])],
    language,
  );
  const ifMatch = headers['if-match'] === undefined ? undefined : Number(headers['if-match'].replaceAll(/"|\..*/g, ''));
  const mustCreate = headers['if-none-match'] !== undefined;
  const key = takesKey ? headers['idempotency-key'] : undefined;
  if (idempotency === 'required' && key === undefined) throw new Refusal('IDEMPOTENCY_KEY_MISSING');
  return {
    ifMatch: planted('if-match-ignored') ? undefined : ifMatch,
    mustCreate,
    preconditionMissing: mustBeConditional(precondition) && ifMatch === undefined && !mustCreate,
    key: typeof key === 'string' ? key : randomUUID(),
    keyGiven: typeof key === 'string',
  };
}

/**
 * Checks the conditions of a read.
 * @throws {Refusal} 400 for an If-None-Match without a form, for an If-Match, and for a Last-Event-ID without a form
 */
export function checkReadHeaders(
  { events }: Pick<RouteContract, 'events'>,
  headers: IncomingHttpHeaders,
  language: Language,
): void {
  const ifMatch = headers['if-match'];
  refuse(
    [
      ...(ifMatch === undefined ? [] : [fault('if-match', 'IF_MATCH_NOT_TAKEN', ifMatch)]),
      ...malformed('if-none-match', headers),
      ...(events === undefined ? [] : malformed('last-event-id', headers)),
    ],
    language,
  );
}

/**
 * The facts that an answer must already know, from `Consistency-Token`.
 * @throws {Refusal} 400 where it is malformed
 */
export function consistencyTokens(headers: IncomingHttpHeaders, language: Language): readonly string[] {
  const value = headers['consistency-token'];
  if (value === undefined) return [];
  refuse(malformed('consistency-token', headers), language);
  return String(value)
    .split(',')
    .map((token) => token.trim());
}
