// Signing in with a token of one's own, as `tributary token` prints it: on the machine of a pilot that holds no sample.
import { z } from 'zod';
import type { Granted } from '../session/session.ts';

/** The most that a token has, in characters. */
const LONGEST = 4_096;

export const WithToken = z.strictObject({ token: z.string().trim().min(1).max(LONGEST) });

const Claims = z.object({ exp: z.number() });

/**
 * What a token grants, until it ends; whether it is one of the platform is found by who reads it.
 * @param now milliseconds since 1970
 */
export function grantedBy({ token }: z.infer<typeof WithToken>, now: number): Granted {
  const claims = Claims.safeParse(payloadOf(token));
  return {
    accessToken: token,
    expiresIn: claims.success ? Math.floor(claims.data.exp - now / 1000) : undefined,
    refreshToken: undefined,
    idToken: undefined,
    name: undefined,
  };
}

function payloadOf(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
