// Ids: UUIDv7 for what is new, UUIDv8 for what must come out the same when asked again. None holds a `.` or a `$`.
import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { Actor } from './ports/commands.ts';

/** A new id (RFC 9562 version 7), sorting by `now`, milliseconds since 1970. */
export function uuidv7(now: number = Date.now()): string {
  const time = Math.trunc(now).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8, 12)}-7${randomUUID().slice(15)}`;
}

/** A UUID (RFC 9562 version 8) from the first 16 bytes of a digest. */
export function uuidv8(digest: Buffer): string {
  const hex = digest.toString('hex', 0, 16);
  const variant = ((digest.readUInt8(8) & 0x3f) | 0x80).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20)}`;
}

/** The id of what has a natural key, e.g. `plan:SDG`. */
export const naturalId = (key: string): string => uuidv8(createHash('sha256').update(key).digest());

/** What tells one keyed request from another: a key belongs to who sends it, not to the programme it is sent with. */
export interface KeyedRequest {
  readonly actor: Pick<Actor, 'client' | 'sub' | 'ministry' | 'subjectId'>;
  readonly route: string;
  readonly target: string;
  readonly key: string;
}

/** The digest of a request by who asked for what under which key; receipts and ids of creates are made of it. */
export const requestDigest = (
  installationKey: Buffer,
  { actor: { client, sub, ministry, subjectId }, route, target, key }: KeyedRequest,
): Buffer =>
  createHmac('sha256', installationKey)
    .update(
      JSON.stringify([client, sub, ministry, route, target, key, ...(subjectId === undefined ? [] : [subjectId])]),
    )
    .digest();

/** The id of what a request with a key creates, where it is not made under a natural key. */
export const createdId = (installationKey: Buffer, request: KeyedRequest): string =>
  uuidv8(requestDigest(installationKey, request));
