// Attempts to sign in, sealed in a cookie of the browser that makes them: nothing is kept here, and any process goes on.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Cookies } from '../session/cookies.ts';
import { isSame, type Seals } from '../session/seals.ts';

const Attempts = z.array(
  z.object({
    state: z.string(),
    nonce: z.string(),
    verifier: z.string(),
    /** the view to come back to */
    to: z.string(),
    /** milliseconds since 1970 */
    until: z.number(),
  }),
);
export type KeptAttempt = z.infer<typeof Attempts>[number];

const BOUND_TO = 'sign-in';
const LIFE_S = 600;
/** Of one browser at a time, as many as its tabs may want; with longest views they fit into a cookie. */
const MOST = 3;

export function attemptsOf(cookies: Cookies, seals: Seals, now: () => Date) {
  function kept(request: FastifyRequest): readonly KeptAttempt[] {
    const sealed = cookies.read('sign-in', request);
    const read = Attempts.safeParse(sealed === undefined ? [] : seals.open(sealed, BOUND_TO));
    return read.success ? read.data.filter(({ until }) => until > now().getTime()) : [];
  }

  function keep(attempts: readonly KeptAttempt[], reply: FastifyReply): void {
    const isNone = attempts.length === 0;
    cookies.set('sign-in', isNone ? '' : seals.seal(attempts, BOUND_TO), isNone ? 0 : LIFE_S, reply);
  }

  return {
    add(attempt: Omit<KeptAttempt, 'until'>, request: FastifyRequest, reply: FastifyReply): void {
      const until = now().getTime() + LIFE_S * 1000;
      keep([...kept(request), { ...attempt, until }].slice(-MOST), reply);
    },
    /** The attempt of a state, which is forgotten with it; undefined where this browser has made none, or too long ago. */
    take(state: string, request: FastifyRequest, reply: FastifyReply): KeptAttempt | undefined {
      const all = kept(request);
      const found = all.find((attempt) => isSame(attempt.state, state));
      keep(
        all.filter((attempt) => attempt !== found),
        reply,
      );
      return found;
    },
  };
}
export type AttemptsKept = ReturnType<typeof attemptsOf>;
