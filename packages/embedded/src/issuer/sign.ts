// Access tokens by RFC 9068, signed with the installation's own key: for pilots and tests, never for production.
import { randomUUID } from 'node:crypto';
import { type CryptoKey, importJWK, type JWK, jwtVerify, SignJWT } from 'jose';

/** Every service accepts the token; each is a client of the issuer too. A test holds the list against that of the contracts. */
export const services = ['registry', 'initiatives', 'partnerships', 'strategy', 'reporting'];

const LIFETIME_S = 3600;

export interface TokenRequest {
  /** the private key, as in keys/issuer.jwk */
  readonly key: JWK;
  readonly issuer: string;
  readonly role: string;
  /** a person or an association belongs to none */
  readonly ministry?: string | undefined;
  /** whom a token of a person or an association stands for */
  readonly subject?: string | undefined;
  /** the subject: a person's name, or a machine's client id */
  readonly name: string;
  /** the OAuth client; equal to `name` for a machine; the command line's own unless told */
  readonly client?: string;
  readonly now: Date;
}

/** Signs an access token that holds for an hour. */
export async function signToken({
  key,
  issuer,
  role,
  ministry,
  subject,
  name,
  client = 'tributary-cli',
  now,
}: TokenRequest): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({
    client_id: client,
    roles: [role],
    ...(ministry !== undefined && { ministry }),
    ...(subject !== undefined && { subject_id: subject }),
  })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', ...(key.kid === undefined ? {} : { kid: key.kid }) })
    .setIssuer(issuer)
    .setSubject(name)
    .setAudience(services)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + LIFETIME_S)
    .setJti(randomUUID())
    .sign((await importJWK(key, 'EdDSA')) as CryptoKey);
}

/** The roles of a token of this issuer; undefined where it is none, or holds no more. */
export async function rolesOf(
  token: string,
  { key, issuer }: Pick<TokenRequest, 'key' | 'issuer'>,
): Promise<readonly string[] | undefined> {
  try {
    const options = { issuer, typ: 'at+jwt', algorithms: ['EdDSA'] };
    const { payload } = await jwtVerify(token, await importJWK(publicHalf(key), 'EdDSA'), options);
    return Array.isArray(payload['roles']) ? payload['roles'].map(String) : [];
  } catch {
    return undefined;
  }
}

/** The public half of a key, for the key set. */
export function publicHalf(key: JWK): JWK {
  const { d: _private, ...rest } = key;
  return rest;
}

export const lifetimeSeconds = LIFETIME_S;
