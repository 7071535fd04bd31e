// The media type of a body, checked before anything is parsed, and a body that is handed over as its bytes.
import type { IncomingHttpHeaders } from 'node:http';
import type { RouteContract } from '@tributary/contracts';
import { safeParse } from 'fast-content-type-parse';
import type { RawBody } from '../ports.ts';
import { Refusal } from '../problem/refusal.ts';

const JSON_CHARSETS = ['utf-8'];

/** The media types that a route takes, each with the charsets that it may have. */
export type Accepted = ReadonlyMap<string, readonly string[]>;

/** What a contract takes. */
export function acceptedBy({ body, bodyTypes = ['application/json'], rawBody = {}, upload }: RouteContract): Accepted {
  if (upload !== undefined) return new Map(upload.types.map((type) => [type, []]));
  return new Map([
    ...(body === undefined ? [] : bodyTypes.map((type) => [type, JSON_CHARSETS] as const)),
    ...Object.entries(rawBody).map(([type, { charsets }]) => [type, charsets] as const),
  ]);
}

/** Whether a request brings a body at all. */
const bringsBody = (headers: IncomingHttpHeaders): boolean =>
  headers['transfer-encoding'] !== undefined ||
  (headers['content-length'] !== undefined && headers['content-length'] !== '0');

/** The media type that a request names, in lower case and empty where it has no form, with its parameters. */
function typeOf(headers: IncomingHttpHeaders) {
  const { type, parameters } = safeParse(headers['content-type'] ?? '');
  const charset = parameters['charset']?.toLowerCase();
  // `utf8` is no registered name of UTF-8, but many a client's.
  return { type, charset: charset === 'utf8' ? 'utf-8' : charset, header: parameters['header'] };
}

/** The refusal, 415, of a body that has another media type, charset or content coding, or a CSV that lacks its header. */
export function mediaTypeRefusal(headers: IncomingHttpHeaders, accepted: Accepted): Refusal | undefined {
  if (headers['content-type'] === undefined && !bringsBody(headers)) return undefined;
  const { type, charset, header = 'present' } = typeOf(headers);
  const coding = headers['content-encoding'] ?? 'identity';
  const charsets = accepted.get(type);
  if (charsets === undefined || coding !== 'identity') return refused([...accepted.keys()], accepted);
  if (charset !== undefined && !charsets.includes(charset)) {
    return refused(
      charsets.map((one) => `${type}; charset=${one}`),
      accepted,
    );
  }
  if (type === 'text/csv' && header.toLowerCase() !== 'present') return refused([`${type}; header=present`], accepted);
  return undefined;
}

const refused = (told: readonly string[], accepted: Accepted) =>
  new Refusal('UNSUPPORTED_MEDIA_TYPE', {
    values: { accepted: told },
    headers: { accept: [...accepted.keys()].join(', ') },
  });

/** The body of a request whose media type the contract takes raw; undefined for any other. */
export function rawBodyOf(
  { rawBody }: RouteContract,
  headers: IncomingHttpHeaders,
  body: unknown,
): RawBody | undefined {
  if (rawBody === undefined) return undefined;
  const { type: mediaType, charset } = typeOf(headers);
  if (!Object.hasOwn(rawBody, mediaType)) return undefined;
  return { bytes: Buffer.isBuffer(body) ? body : Buffer.alloc(0), mediaType, charset };
}

/** Whether a body is the bytes of one. */
export const isRawBody = (body: unknown): body is RawBody =>
  typeof body === 'object' && body !== null && 'bytes' in body && Buffer.isBuffer(body.bytes);
