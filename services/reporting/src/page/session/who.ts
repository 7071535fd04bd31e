// Who asks for something of the page, by the cookie; and what is asked of those who change something.
import { Refusal } from '@tributary/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Origins } from '../origin.ts';
import type { Cookies } from './cookies.ts';
import type { Keeper, Visitor } from './keeper.ts';
import { isSame } from './seals.ts';

export interface Who {
  /** @throws {Refusal} 401 where nobody is signed in; 403 where another site has had the browser ask */
  reads(request: FastifyRequest): Promise<Visitor>;
  /** @throws {Refusal} as above; 403 where the page did not send it, or without the token of its session */
  changes(request: FastifyRequest): Promise<Visitor>;
  /** Lets a browser have a session. */
  remember(id: string, visitor: Visitor, reply: FastifyReply): void;
  forget(reply: FastifyReply): void;
}

export function whoOf(
  keeper: Keeper,
  cookies: Cookies,
  { refuseStrangers, requirePage }: Origins,
  now: () => Date,
): Who {
  const visitor = (request: FastifyRequest) => keeper.visitor(cookies.read('session', request));
  return {
    async reads(request) {
      refuseStrangers(request);
      return visitor(request);
    },
    async changes(request) {
      requirePage(request);
      const found = await visitor(request);
      const { 'x-csrf-token': given } = request.headers;
      if (typeof given !== 'string' || !isSame(given, found.csrf)) throw new Refusal('NOT_FROM_THE_PAGE');
      return found;
    },
    remember(id, { endsAt }, reply) {
      const seconds = Math.max(1, Math.floor((endsAt.getTime() - now().getTime()) / 1000));
      cookies.set('session', id, seconds, reply);
    },
    forget: (reply) => cookies.set('session', '', 0, reply),
  };
}
