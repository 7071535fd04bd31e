// Bearer access tokens (RFC 9068): verified once, then known by their text until they end.
import { MinistryCode, SubjectId } from '@tributary/contracts';
import type { Actor } from '@tributary/eventing';
import { errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { Refusal } from '../problem/refusal.ts';
import { type KeySet, KeysUnavailable } from './keys.ts';

export interface TokenOptions {
  /** compared as a string */
  readonly issuer: string;
  /** a token for one of these is for us */
  readonly audience: readonly string[];
  readonly keys: KeySet;
  /** where a token is had; said in every 401 */
  readonly tokenUrl: string;
  /** the subject of a natural person whose token names none; without it such a person has no rows of their own */
  readonly subjectOf?: (sub: string) => string;
  readonly now?: () => Date;
}

export interface Tokens {
  /**
   * Who a request comes from; undefined without a token. Without waiting where the token is known.
   * @throws {Refusal} 401 for a token that is not good, 503 where that cannot be told
   */
  read(authorization: string | undefined): Actor | undefined | Promise<Actor>;
  /** The caller where the token has been verified before. */
  known(authorization: string | undefined): Actor | undefined;
  /** When a token that has been verified is good no more, in milliseconds since 1970; undefined: it is unknown. */
  endsAt(authorization: string | undefined): number | undefined;
  /** The refusal of a caller without a token. */
  missing(): Refusal;
}

const algorithms = ['EdDSA', 'Ed25519', 'ES256', 'RS256'];
const LEEWAY_SECONDS = 5;
const KNOWN_LIMIT = 2_000;
const TEXT_LIMIT = 8_192;

const Claims = z.looseObject({
  sub: z.string().min(1).max(200),
  client_id: z.string().min(1).max(200),
  exp: z.number(),
  roles: z.array(z.string().max(64)).max(32).default([]),
  ministry: MinistryCode.optional(),
  subject_id: SubjectId.optional(),
});

type Reason = 'malformed' | 'signature' | 'issuer' | 'audience' | 'claims';

/** Reads tokens of one issuer. */
export function tokensOf({
  issuer,
  audience,
  keys,
  tokenUrl,
  subjectOf,
  now = () => new Date(),
}: TokenOptions): Tokens {
  const verified = new Map<string, { readonly actor: Actor; readonly endsAt: number }>();

  const challenge = (error?: string) =>
    `Bearer realm="tributary"${error === undefined ? '' : `, error="${error}"`}, token_uri="${tokenUrl}"`;
  // Only a pilot has an issuer without TLS; there a token is one command away.
  const hint = issuer.startsWith('http:') ? ['pilot'] : [];
  const refuse = (reason: Reason | undefined) =>
    new Refusal('UNAUTHENTICATED', {
      values: { issuer: tokenUrl, reason: [reason, ...hint] },
      headers: { 'WWW-Authenticate': challenge(reason === undefined ? undefined : 'invalid_token') },
    });

  function known(authorization: string | undefined): Actor | undefined {
    const entry = authorization === undefined ? undefined : verified.get(authorization);
    return entry !== undefined && entry.endsAt > now().getTime() ? entry.actor : undefined;
  }

  function remember(authorization: string, actor: Actor, endsAt: number): void {
    const oldest = verified.size >= KNOWN_LIMIT ? verified.keys().next().value : undefined;
    if (oldest !== undefined) verified.delete(oldest);
    verified.set(authorization, { actor, endsAt });
  }

  async function verify(authorization: string): Promise<Actor> {
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization)?.[1];
    if (token === undefined || authorization.length > TEXT_LIMIT) throw refuse('malformed');
    try {
      const { payload } = await jwtVerify(token, keys.find, {
        algorithms,
        issuer,
        audience: [...audience],
        typ: 'at+jwt',
        clockTolerance: LEEWAY_SECONDS,
        requiredClaims: ['sub', 'client_id', 'exp'],
        currentDate: now(),
      });
      const claims = Claims.safeParse(payload);
      if (!claims.success) throw refuse('claims');
      const { sub, client_id: client, ministry = '', roles, subject_id: named, exp } = claims.data;
      const isPerson = roles.includes('person') && sub !== client;
      const subjectId = named ?? (isPerson ? subjectOf?.(sub) : undefined);
      const actor: Actor = Object.freeze({
        sub,
        client,
        ministry,
        roles: Object.freeze(roles),
        ...(subjectId !== undefined && { subjectId }),
      });
      remember(authorization, actor, (exp + LEEWAY_SECONDS) * 1000);
      return actor;
    } catch (error) {
      throw refusalOf(error);
    }
  }

  function refusalOf(error: unknown): unknown {
    if (error instanceof Refusal) return error;
    if (error instanceof KeysUnavailable) return new Refusal('UNAVAILABLE', { values: { seconds: 2 } });
    if (error instanceof errors.JWTExpired) {
      const headers = { 'WWW-Authenticate': challenge('invalid_token') };
      return new Refusal('TOKEN_EXPIRED', { values: { issuer: tokenUrl }, headers });
    }
    return error instanceof errors.JOSEError ? refuse(reasonOf(error)) : error;
  }

  return {
    read: (authorization) => {
      if (authorization === undefined) return undefined;
      return known(authorization) ?? verify(authorization);
    },
    known,
    endsAt: (authorization) => (authorization === undefined ? undefined : verified.get(authorization)?.endsAt),
    missing: () => refuse(undefined),
  };
}

function reasonOf(error: errors.JOSEError): Reason {
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'iss') return 'issuer';
    if (error.claim === 'aud') return 'audience';
    return error.claim === 'typ' ? 'malformed' : 'claims';
  }
  const unverifiable =
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSEAlgNotAllowed;
  return unverifiable ? 'signature' : 'malformed';
}
