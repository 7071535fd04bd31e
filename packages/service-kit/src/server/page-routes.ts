// A scope for a page that a service shows of itself: its routes stand beside the API, and no contract describes them.
import { open } from '@tributary/contracts';
import type { FastifyInstance } from 'fastify';
import type { PageGround } from '../ports.ts';
import { Refusal } from '../problem/refusal.ts';
import type { Life } from './health.ts';
import { dataHeaders } from './security-headers.ts';

/** Adds the routes of a page. Bodies reach it as the bytes that came. */
export async function addPage(
  app: FastifyInstance,
  page: (ground: PageGround) => void,
  { life, ...ground }: Omit<PageGround, 'app'> & { readonly life: Life },
): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, bytes, done) => done(null, bytes));
    scope.addHook('onRequest', (_request, reply, done) => {
      reply.headers(dataHeaders);
      done(life.started ? undefined : new Refusal('UNAVAILABLE'));
    });
    scope.addHook('onRequest', app.rateLimit());
    page({ app: scope, ...ground });
  });
}

/** What each route of a page is added with. */
export const ofPage = { config: { access: open } } as const;
