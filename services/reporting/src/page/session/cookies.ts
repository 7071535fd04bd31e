// The two cookies of the page: the session, and the attempts to sign in that are under way. Neither is for scripts.
import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

export type CookieName = 'session' | 'sign-in';

export interface Cookies {
  read(name: CookieName, request: FastifyRequest): string | undefined;
  /** @param maxAge seconds; 0 removes it */
  set(name: CookieName, value: string, maxAge: number, reply: FastifyReply): void;
}

/**
 * @param publicUrl without https there is no prefix that browsers hold a host to; the port stands in the name then,
 * since browsers share the cookies of one host among its ports
 */
export function cookiesOf(publicUrl: string): Cookies {
  const { protocol, port } = new URL(publicUrl);
  const secure = protocol === 'https:';
  const nameOf = (name: CookieName) => (secure ? `__Host-tributary-${name}` : `tributary-${name}-${port || '80'}`);
  return {
    read: (name, { headers: { cookie } }) => (cookie === undefined ? undefined : parseCookie(cookie)[nameOf(name)]),
    set(name, value, maxAge, reply) {
      // The provider leads back from its own site, and the attempt must come along.
      const sameSite = name === 'session' ? 'strict' : 'lax';
      const text = stringifySetCookie({
        name: nameOf(name),
        value,
        maxAge,
        path: '/',
        httpOnly: true,
        secure,
        sameSite,
      });
      reply.header('set-cookie', text);
    },
  };
}
