// One address for everything: /<service>/… goes to that service without its prefix, /issuer/… to the issuer, / to reporting.
import proxy, { type FastifyHttpProxyOptions } from '@fastify/http-proxy';
import { type ServiceName, services } from '@tributary/contracts';
import { Refusal, refusalOf, sendRefusal } from '@tributary/service-kit';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';

export interface FrontDoorOptions {
  /** base address by service */
  readonly upstreams: Readonly<Record<ServiceName, string>>;
  readonly issuer: string;
}

/** Parts of a service that are no business of the outside. */
const hidden = /^\/[a-z]+\/(internal|metrics)(\/|\?|$)/i;

/** Bodies pass through unread; each service has limits of its own. */
const LARGEST_BODY = 64 * 1024 * 1024;

/** Composes the front door; the caller listens. */
export async function createFrontDoor({ upstreams, issuer }: FrontDoorOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    forceCloseConnections: 'idle',
    bodyLimit: LARGEST_BODY,
    frameworkErrors: (error, request, reply) => void sendRefusal(refusalOf(error, request), request, reply),
  });
  app.setNotFoundHandler((request, reply) => sendRefusal(new Refusal('NOT_FOUND'), request, reply));
  app.setErrorHandler((error, request, reply) => sendRefusal(refusalOf(error, request), request, reply));
  app.addHook('onRequest', async (request) => {
    if (hidden.test(decoded(request.url))) throw new Refusal('NOT_FOUND');
  });
  const routes: FastifyHttpProxyOptions[] = [
    ...services.map((service) => ({ prefix: `/${service}`, upstream: upstreams[service], rewritePrefix: '/' })),
    { prefix: '/issuer', upstream: issuer, rewritePrefix: '/' },
    { prefix: '/', upstream: upstreams.reporting, routes: ['/'], httpMethods: ['GET'] },
  ];
  for (const route of routes) {
    await app.register(proxy, { ...route, replyOptions });
  }
  return app;
}

const replyOptions = {
  onError(reply) {
    const answer = reply as FastifyReply;
    sendRefusal(new Refusal('UNAVAILABLE'), answer.request, answer);
  },
  // The host that was asked for, unless somebody further out has named it: the page at `/` repeats it.
  rewriteRequestHeaders: (request, headers) => ({ 'x-forwarded-host': request.headers.host, ...headers }),
} satisfies FastifyHttpProxyOptions['replyOptions'];

/** The path as a service would read it; one that cannot be decoded reaches no service. */
function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    throw new Refusal('NOT_FOUND');
  }
}
