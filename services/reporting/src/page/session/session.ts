// What a session holds, and those who give and renew its tokens.
import { z } from 'zod';

/** The tokens of somebody who is signed in. They stay on the server. */
export interface Granted {
  readonly accessToken: string;
  /** seconds that the access token holds; undefined where the issuer does not say */
  readonly expiresIn: number | undefined;
  readonly refreshToken: string | undefined;
  readonly idToken: string | undefined;
  /** as a person reads it */
  readonly name: string | undefined;
}

export const ways = ['sample', 'provider', 'token'] as const;
export type Way = (typeof ways)[number];

export const SessionContent = z.object({
  way: z.enum(ways),
  accessToken: z.string(),
  /** milliseconds since 1970 */
  accessEndsAt: z.number(),
  /** from when on the access token is renewed */
  renewAt: z.number(),
  refreshToken: z.string().optional(),
  idToken: z.string().optional(),
  name: z.string().optional(),
});
export type SessionContent = z.infer<typeof SessionContent>;

/** The provider gives no more tokens for a session: it has ended there. */
export class GrantEnded extends Error {
  override readonly name = 'GrantEnded';
}

/** The provider does not answer as it should; it may do so later. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable';
}

/** Gives new tokens for a session. @throws {GrantEnded | ProviderUnavailable} */
export type Renew = (content: SessionContent) => Promise<Granted>;

/** A token of which nobody says how long it holds. */
const USUAL_SECONDS = 60;
/** An access token is renewed so long before it ends. */
const RENEWAL_MS = 30_000;

/** The content of a session with what was granted. @param now milliseconds since 1970 */
export function contentOf(way: Way, granted: Granted, now: number, before?: SessionContent): SessionContent {
  const life = (granted.expiresIn ?? USUAL_SECONDS) * 1000;
  const { accessToken } = granted;
  const [refreshToken, idToken, name] = [
    granted.refreshToken ?? before?.refreshToken,
    granted.idToken ?? before?.idToken,
    granted.name ?? before?.name,
  ];
  return {
    way,
    accessToken,
    accessEndsAt: now + life,
    renewAt: now + Math.max(life - RENEWAL_MS, life / 2),
    ...(refreshToken !== undefined && { refreshToken }),
    ...(idToken !== undefined && { idToken }),
    ...(name !== undefined && { name }),
  };
}
