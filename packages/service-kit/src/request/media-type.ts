// The media type of a body, checked exactly and before anything is parsed.
import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from '../problem/refusal.ts';

/** `type/subtype`, with no parameter but UTF-8 as charset. */
const form = /^([a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+)(?:\s*;\s*charset="?utf-8"?)?\s*$/i;

/** Whether a request brings a body at all. */
const bringsBody = (headers: IncomingHttpHeaders): boolean =>
  headers['transfer-encoding'] !== undefined ||
  (headers['content-length'] !== undefined && headers['content-length'] !== '0');

/** The media type that a request names, in lower case. */
const mediaTypeOf = (headers: IncomingHttpHeaders): string | undefined =>
  form.exec(headers['content-type'] ?? '')?.[1]?.toLowerCase();

/** The refusal, 415, of a body that has another media type, charset or content coding. */
export function mediaTypeRefusal(headers: IncomingHttpHeaders, accepted: readonly string[]): Refusal | undefined {
  if (headers['content-type'] === undefined && !bringsBody(headers)) return undefined;
  const coding = headers['content-encoding'];
  const type = mediaTypeOf(headers);
  if (type !== undefined && accepted.includes(type) && (coding === undefined || coding === 'identity'))
    return undefined;
  return new Refusal('UNSUPPORTED_MEDIA_TYPE', { values: { accepted }, headers: { accept: accepted.join(', ') } });
}
