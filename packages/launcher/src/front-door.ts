// One address for everything: /<service>/… goes to that service without its prefix, /issuer/… to the issuer, / to reporting.
import proxy, { type FastifyHttpProxyOptions } from '@fastify/http-proxy';
import { type ServiceName, services } from '@tributary/contracts';
import { Refusal, refusalOf, sendRefusal } from '@tributary/service-kit';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';

export interface FrontDoorOptions {
  /** base address by service */
  readonly upstreams: Readonly<Record<ServiceName, string>>;
  readonly issuer: string;
  /** proxies before the front door whose word on where a request came from is taken; none unless told */
  readonly trustedProxies?: readonly string[] | undefined;
}

/** Parts of a service that are no business of the outside. */
const hidden = /^\/[a-z]+\/(internal|metrics)(\/|\?|$)/i;

/** Bodies pass through unread; each service has limits of its own. */
const LARGEST_BODY = 64 * 1024 * 1024;

/** Composes the front door; the caller listens. */
export async function createFrontDoor(options: FrontDoorOptions): Promise<FastifyInstance> {
  const { upstreams, issuer, trustedProxies } = options;
  const app = fastify({
    logger: false,
    trustProxy: trustedProxies === undefined ? false : [...trustedProxies],
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
  // Services believe what the front door says of a request, so it passes on nothing that a caller may have made up. Who
  // expects 100 Continue has had it here, and the client that speaks to services refuses to say it again.
  rewriteRequestHeaders: ({ ip, host, protocol }, { forwarded: _claimed, expect: _met, ...headers }) => ({
    ...headers,
    'x-forwarded-for': ip,
    'x-forwarded-host': host,
    'x-forwarded-proto': protocol,
  }),
} satisfies FastifyHttpProxyOptions['replyOptions'];

/** The path as a service would read it; one that cannot be decoded reaches no service. */
function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    throw new Refusal('NOT_FOUND');
  }
}
