// One address for everything: /<service>/… goes to that service without its prefix, /issuer/… to the issuer, / to reporting.
import proxy from '@fastify/http-proxy';
import { type ServiceName, services } from '@tributary/contracts';
import { problemBody } from '@tributary/service-kit';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

export interface FrontDoorOptions {
  /** base address by service */
  readonly upstreams: Readonly<Record<ServiceName, string>>;
  readonly issuer: string;
}

/** Parts of a service that are no business of the outside. */
const hidden = /^\/[a-z]+\/(internal|metrics)(\/|\?|$)/;

/** Composes the front door; the caller listens. */
export async function createFrontDoor({ upstreams, issuer }: FrontDoorOptions): Promise<FastifyInstance> {
  const app = fastify({ logger: false, forceCloseConnections: 'idle', bodyLimit: 16 * 1024 * 1024 });
  app.setNotFoundHandler((request, reply) => refuse(request, reply, 'NOT_FOUND'));
  app.addHook('onRequest', async (request, reply) => {
    if (hidden.test(decodeURI(request.url))) return refuse(request, reply, 'NOT_FOUND');
    return undefined;
  });
  const routes = [
    ...services.map((service) => ({ prefix: `/${service}`, upstream: upstreams[service] })),
    { prefix: '/issuer', upstream: issuer },
  ];
  for (const { prefix, upstream } of routes) {
    await app.register(proxy, { prefix, upstream, rewritePrefix: '/', replyOptions: { onError: unreachable } });
  }
  app.get('/', (request, reply) => reply.from(`${upstreams.reporting}/${queryOf(request)}`, { onError: unreachable }));
  return app;
}

const queryOf = ({ url }: FastifyRequest) => (url.includes('?') ? url.slice(url.indexOf('?')) : '');

// The proxy types its reply for HTTP/2 too; this server speaks HTTP/1.1 alone.
const unreachable = (reply: unknown) => {
  const answer = reply as FastifyReply;
  refuse(answer.request, answer, 'UNAVAILABLE');
};

function refuse(request: FastifyRequest, reply: FastifyReply, code: 'NOT_FOUND' | 'UNAVAILABLE') {
  const { status, body, language } = problemBody(code, request, { seconds: 1 });
  if (code === 'UNAVAILABLE') reply.header('Retry-After', '1');
  return reply.code(status).type('application/problem+json').header('Content-Language', language).send(body);
}
