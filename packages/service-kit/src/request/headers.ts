// The request headers that commands and reads know; a malformed one is refused, never ignored.
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Language, RouteContract } from '@tributary/contracts';
import { planted } from '@tributary/eventing/cut-points';
import { type FieldFault, fieldError, type WordedForm } from '../problem/field-texts.ts';
import { Refusal } from '../problem/refusal.ts';

/** What the headers of a command say. */
export interface CommandHeaders {
  readonly ifMatch: number | undefined;
  readonly mustCreate: boolean;
  readonly preconditionMissing: boolean;
  readonly key: string;
  readonly keyGiven: boolean;
}

/** `service:aggregate:seq`, as a command answered it. */
const consistencyToken = /^[a-z]{1,32}:[^\s:,]{1,128}:\d{1,15}$/;
const TOKENS_LIMIT = 8;

const idempotencyKey = /^(?! )[ -~]{1,128}$/;

/** The headers whose values have a form. */
type Header = 'if-match' | 'if-none-match' | 'idempotency-key' | 'consistency-token';

const fault = (header: Header, given: unknown): FieldFault => ({
  pointer: `/headers/${header}`,
  code: 'WRONG_FORMAT',
  values: { form: header satisfies WordedForm },
  given,
});

const invalid = (faults: readonly FieldFault[], language: Language) =>
  new Refusal('VALIDATION', { errors: faults.map((one) => fieldError(one, language)) });

/** `If-Match: "5"` or `5`; a weak validator, a list or `*` names no version to change. */
function ifMatchOf(value: string | undefined): number | undefined | 'malformed' {
  if (value === undefined) return undefined;
  const seq = /^(?:"(\d{1,15})"|(\d{1,15}))$/.exec(value.trim());
  return seq === null ? 'malformed' : Number(seq[1] ?? seq[2]);
}

/**
 * Reads the headers of a command.
 * @throws {Refusal} 400 for those that are malformed, and for a key that the contract asks for and is not there
 */
export function commandHeaders(
  contract: Pick<RouteContract, 'idempotency' | 'precondition'>,
  headers: IncomingHttpHeaders,
  language: Language,
): CommandHeaders {
  const ifMatch = ifMatchOf(headers['if-match']);
  const mustCreate = headers['if-none-match'] === '*';
  const key = contract.idempotency === 'ignored' ? undefined : headers['idempotency-key'];
  const keyIsGood = key === undefined || (typeof key === 'string' && idempotencyKey.test(key));

  const faults = [
    ...(ifMatch === 'malformed' ? [fault('if-match', headers['if-match'])] : []),
    ...(headers['if-none-match'] === undefined || mustCreate ? [] : [fault('if-none-match', headers['if-none-match'])]),
    ...(keyIsGood ? [] : [fault('idempotency-key', key)]),
  ];
  if (faults.length > 0 || ifMatch === 'malformed') throw invalid(faults, language);

  const { precondition } = contract;
  const unconditional = ifMatch === undefined && !(precondition === 'creates' && mustCreate);
  if (contract.idempotency === 'required' && key === undefined) throw new Refusal('IDEMPOTENCY_KEY_MISSING');
  return {
    ifMatch: planted('if-match-ignored') ? undefined : ifMatch,
    mustCreate: precondition === 'creates' && mustCreate,
    preconditionMissing: precondition !== 'none' && unconditional,
    key: typeof key === 'string' ? key : randomUUID(),
    keyGiven: typeof key === 'string',
  };
}

/**
 * The facts that an answer must already know, from `Consistency-Token`; commas part several.
 * @throws {Refusal} 400 where one is malformed
 */
export function consistencyTokens(value: string | string[] | undefined, language: Language): readonly string[] {
  if (value === undefined) return [];
  const tokens = String(value)
    .split(',')
    .map((token) => token.trim());
  if (tokens.length <= TOKENS_LIMIT && tokens.every((token) => consistencyToken.test(token))) return tokens;
  throw invalid([fault('consistency-token', value)], language);
}
