// Headers that tell a browser what an answer must never do.
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** For answers that are data: nothing may run, frame or reinterpret them. */
export const dataHeaders = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
} as const;

/** Makes a scope for pages: they load what comes from here, and nothing else. Helmet's work is not cheap, so it stays here. */
export async function pagesOf(app: FastifyInstance, add: (pages: FastifyInstance) => Promise<void>): Promise<void> {
  await app.register(async (pages) => {
    await pages.register(helmet, {
      // Whoever ends TLS says so; a pilot on one machine has none.
      strictTransportSecurity: false,
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'"],
          imgSrc: ["'self'", 'data:'],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
        },
      },
    });
    pages.addHook('onRequest', app.rateLimit());
    await add(pages);
  });
}
