// One address for everything: /<service>/… goes to that service without its prefix, /issuer/… to the issuer, / to reporting.
import replyFrom from '@fastify/reply-from';
import { routesOf, type ServiceName } from '@tributary/contracts';
import {
  apiMethods,
  connectionsOf,
  methodRefusal,
  Refusal,
  refusalOf,
  sendFrameworkError,
  sendRefusal,
} from '@tributary/service-kit';
import fastify, { type FastifyInstance } from 'fastify';
import { type Destination, destinationOf, type Part } from './destination.ts';
import { createEndless } from './endless.ts';
import { bodyOf, passedOn, relayOf } from './relay.ts';

export interface FrontDoorOptions {
  /** base address by service */
  readonly upstreams: Readonly<Record<ServiceName, string>>;
  /** base address of the issuer; undefined: there is none behind the front door */
  readonly issuer: string | undefined;
  /** proxies before the front door whose word on where a request came from is taken; none unless told */
  readonly trustedProxies?: readonly string[] | undefined;
  /** whether callers are to come no more: each connection closes with the answer to its last request; never unless told */
  readonly draining?: () => boolean;
  /** time-outs other than those of a service */
  readonly limits?: Parameters<typeof connectionsOf>[1];
}

declare module 'fastify' {
  interface FastifyRequest {
    destination: Destination;
  }
}

/** What is answered behind the front door at all; a method that an API may have is passed on, and refused there. */
const methods = [
  'HEAD',
  ...Object.values(routesOf).flatMap((routes) => Object.values(routes).map(({ method }) => method)),
];

const GIVEN_UP_BEFORE_MS = 3_000;

/** To one part at once: a stream of events holds one for as long as it is followed, and more than a part allows is refused there. */
const CONNECTIONS = 512;

/** Composes the front door; the caller listens. */
export async function createFrontDoor(options: FrontDoorOptions): Promise<FastifyInstance> {
  const { upstreams, issuer, trustedProxies, draining = () => false, limits } = options;
  const parts: Readonly<Partial<Record<Part, string>>> = { ...upstreams, ...(issuer !== undefined && { issuer }) };
  const connections = connectionsOf(() => methods, limits);
  const app: FastifyInstance = fastify({
    ...connections.options,
    logger: false,
    trustProxy: trustedProxies === undefined ? false : [...trustedProxies],
    forceCloseConnections: 'idle',
    frameworkErrors: sendFrameworkError,
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (draining()) reply.header('connection', 'close');
    done(null, payload);
  });
  connections.serve(app);
  app.setErrorHandler((error, request, reply) => sendRefusal(refusalOf(error, request), request, reply));
  app.setNotFoundHandler((request, reply) => sendRefusal(methodRefusal(methods), request, reply));
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', bodyOf);
  // A part that hangs is given up before the caller's connection is.
  const headersTimeout = connections.options.connectionTimeout - GIVEN_UP_BEFORE_MS;
  await app.register(replyFrom, { disableRequestLogging: true, undici: { headersTimeout, connections: CONNECTIONS } });
  const endless = createEndless();
  const relay = relayOf(endless);
  app.addHook('preClose', async () => endless.end());
  // Before a body is looked at: of some methods Fastify asks for a media type first.
  app.addHook('onRequest', (request, _reply, done) => done(request.is404 ? methodRefusal(methods) : undefined));
  app.decorateRequest('destination');
  app.route({
    method: [...apiMethods],
    url: '*',
    onRequest: (request, _reply, done) => {
      const destination = destinationOf(request.url);
      if (destination === undefined || parts[destination.part] === undefined) return done(new Refusal('NOT_FOUND'));
      request.destination = destination;
      done();
    },
    handler: (request, reply) => {
      const { part, path, query } = request.destination;
      return reply.from(parts[part] + path, { ...relay, ...passedOn(request), queryString: () => query });
    },
  });
  return app;
}

/** Requests that are under way when the front door closes have so long. */
const CLOSE_MS = 5_000;

/** Closes the front door after the requests that are under way. */
export async function closeFrontDoor(app: FastifyInstance): Promise<void> {
  const late = setTimeout(() => app.server.closeAllConnections(), CLOSE_MS);
  await app.close();
  clearTimeout(late);
}
