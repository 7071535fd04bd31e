// The API of the five services below `/page/api`, for those who are signed in: a route for each that a contract
// declares, so that no spelling of a path reaches another.
import { kitRoutesOf, type RouteContract, routesOf, type ServiceName, services } from '@tributary/contracts';
import { callerOf, ofPage, type PageGround, Refusal } from '@tributary/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Keeper, Visitor } from '../session/keeper.ts';
import type { Who } from '../session/who.ts';
import { answeredHeaders, askedHeaders, relay } from './relay.ts';

export interface ApiParts {
  readonly who: Who;
  readonly keeper: Keeper;
  /** base address of the public port by service */
  readonly upstreams: ReadonlyMap<ServiceName, string>;
  /** milliseconds in which a service answers what does not say otherwise */
  readonly handlerMs: number;
}

type Offered = Pick<RouteContract, 'service' | 'method' | 'path' | 'bodyLimit' | 'answerMs' | 'events'>;

const BODY_LIMIT = 16 * 1024;
/** A service that is late says so itself. */
const GRACE_MS = 1_000;

const openPaths = ['/health/live', '/health/ready', '/openapi.json'];

/** Whatever reads, and whatever is created or done by POST; files that are read as they come are not sent through here. */
export function offeredOf(service: ServiceName): readonly Offered[] {
  const ofKit = Object.values(kitRoutesOf(service));
  const declared: readonly RouteContract[] = [...Object.values(routesOf[service]), ...ofKit];
  const passed = declared.filter(
    ({ method, path, internal, upload }) =>
      !internal && upload === undefined && path.startsWith('/v1/') && (method === 'GET' || method === 'POST'),
  );
  return [...passed, ...openPaths.map((path): Offered => ({ service, method: 'GET', path }))];
}

const urlOf = ({ service, path }: Offered) => `/page/api/${service}${path.replace(/\{(\w+)\}/g, ':$1')}`;

export function addApi({ app, streams }: Pick<PageGround, 'app' | 'streams'>, parts: ApiParts): void {
  const { who, keeper, upstreams, handlerMs } = parts;

  async function ask(offered: Offered, visitor: Visitor, request: FastifyRequest) {
    const base = upstreams.get(offered.service);
    if (base === undefined) throw new Refusal('UNAVAILABLE', { values: { seconds: 60 } });
    const { pathname, search } = request.requestContext;
    const authorization = `Bearer ${visitor.content.accessToken}`;
    return relay(base, {
      method: request.method,
      path: pathname.slice(`/page/api/${offered.service}`.length) + search,
      headers: { ...askedHeaders(request.headers), authorization },
      body: Buffer.isBuffer(request.body) ? request.body : undefined,
      timeoutMs: (offered.answerMs ?? handlerMs) + GRACE_MS,
    }).catch(() => {
      throw new Refusal('UNAVAILABLE', { values: { seconds: 2 } });
    });
  }

  async function answer(offered: Offered, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    if (Object.values(Object(request.params)).some((part) => part === '.' || part === '..')) {
      throw new Refusal('NOT_FOUND');
    }
    const visitor = await (offered.method === 'GET' ? who.reads(request) : who.changes(request));
    const answered = await ask(offered, visitor, request);
    const { statusCode = 502, headers } = answered;
    if (statusCode === 401) {
      answered.resume();
      await keeper.end(visitor.key);
      throw new Refusal('SESSION_ENDED');
    }
    if (offered.events !== undefined) {
      const release = held(visitor, request, answered);
      answered.once('close', release);
    }
    reply.raw.once('close', () => answered.destroy());
    reply.code(statusCode).header('cache-control', 'no-store').headers(answeredHeaders(headers));
    reply.header('vary', [headers.vary ?? [], 'Cookie'].flat().join(', '));
    return reply.send(answered);
  }

  function held(visitor: Visitor, request: FastifyRequest, answered: { destroy(): unknown }): () => void {
    try {
      return streams.hold(`page ${callerOf(visitor.actor, request)}`, () => void answered.destroy());
    } catch (error) {
      answered.destroy();
      throw error;
    }
  }

  for (const offered of services.flatMap(offeredOf)) {
    app.route({
      ...ofPage,
      method: offered.method,
      url: urlOf(offered),
      bodyLimit: offered.bodyLimit ?? BODY_LIMIT,
      handler: (request, reply) => answer(offered, request, reply),
    });
  }
}
