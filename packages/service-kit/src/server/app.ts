// The Fastify instance under every listener of a service: time-outs, parsers, headers, and one way for anything to go wrong.
import type { ServiceName } from '@tributary/contracts';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Logger } from 'pino';
import { PolicyMissing } from '../access/policy.ts';
import type { Tokens } from '../access/tokens.ts';
import { languageOf } from '../problem/language.ts';
import { Refusal } from '../problem/refusal.ts';
import { jsonOf } from '../request/json.ts';
import { traceIdOf, traceparentOf } from '../request/trace.ts';
import type { RequestTracing } from '../tracing/ports.ts';
import { connectionsOf } from './connections.ts';
import { refusalOf, sendFrameworkError, sendRefusal } from './errors.ts';
import type { Life } from './health.ts';
import { addLimits, type Limits } from './limits.ts';
import type { LoopDelay } from './loop-delay.ts';
import { signposts } from './signposts.ts';
import { targetWithin } from './target.ts';
import './request.ts';

export interface AppOptions {
  readonly service: ServiceName;
  readonly log: Logger;
  readonly limits: Limits;
  readonly tokens: Tokens;
  readonly life: Life;
  readonly loop: LoopDelay;
  /** a request has a span of its own; without it, its `traceparent` is carried on as it came */
  readonly tracing?: RequestTracing | undefined;
  /** proxies whose word on where a request came from is taken; those of the own machine unless told */
  readonly trustedProxies?: readonly string[] | undefined;
}

/** Makes the instance; routes come after, and each must name who may call it. */
export async function appOf({
  service,
  log,
  limits,
  tokens,
  life,
  loop,
  tracing,
  trustedProxies = ['loopback'],
}: AppOptions): Promise<FastifyInstance> {
  const { lost, astray, note, offered } = signposts();
  const connections = connectionsOf(offered, limits);
  const targetOf = targetWithin(service);
  const app: FastifyInstance = fastify({
    loggerInstance: log as FastifyBaseLogger,
    // Requests are counted, not logged; what fails is logged where it fails.
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: (logger) => logger,
    ...connections.options,
    rewriteUrl: ({ url }) => targetOf(url ?? '/'),
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    return503OnClosing: false,
    trustProxy: [...trustedProxies],
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
    frameworkErrors: (error, request, reply) =>
      sendFrameworkError(error, request as FastifyRequest, reply as FastifyReply),
  });

  // Requests are parsed by their contract at the handler's door, and answers are written as they are.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ['application/json', 'application/merge-patch+json'],
    { parseAs: 'buffer' },
    (request, bytes, done) => {
      parsed(done, () => jsonOf(bytes as Buffer, languageOf(request.raw)));
    },
  );
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, bytes, done) => done(null, bytes));

  app.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error, request);
    if (refusal.statusCode >= 500) noteFailure(log, error, refusal, request);
    return sendRefusal(refusal, request, reply);
  });

  app.decorateRequest('requestContext');
  app.addHook('onRoute', (route) => {
    if (route.config?.access === undefined) {
      throw new PolicyMissing(`${String(route.method)} ${route.url} says of nobody that they may call it`);
    }
    note(route);
  });
  app.addHook('onRequest', (request, _reply, done) => {
    beginContext(request, tracing?.begin ?? traceparentOf);
    done();
  });
  // Said with the answer, not at the door: a request under way when the service begins to close is its connection's last.
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (life.draining) reply.header('connection', 'close');
    done(null, payload);
  });
  connections.serve(app);
  await addLimits(app, limits, tokens, loop);
  const limitMisses = app.rateLimit({ max: limits.missesPerMinute });
  app.addHook('onRequest', (request, reply, done) => {
    if (!request.is404 && !astray(request)) return done();
    limitMisses.call(app, request, reply).then(() => done(lost(request)), done);
  });
  app.setNotFoundHandler((request, reply) => sendRefusal(lost(request), request, reply));
  return app;
}

function parsed(done: (error: Error | null, value?: unknown) => void, read: () => unknown): void {
  let value: unknown;
  try {
    value = read();
  } catch (error) {
    done(error as Error);
    return;
  }
  done(null, value);
}

/** Begins the request context of a request. */
function beginContext(request: FastifyRequest, traced: typeof traceparentOf): void {
  const url = request.raw.url ?? '/';
  const mark = url.indexOf('?');
  request.requestContext = {
    pathname: mark < 0 ? url : url.slice(0, mark),
    search: mark < 0 ? '' : url.slice(mark),
    traceparent: traced(request.headers['traceparent']),
    actor: undefined,
  };
}

function noteFailure(log: Logger, error: unknown, refusal: Refusal, request: FastifyRequest): void {
  const fields = {
    method: request.method,
    route: request.routeOptions.url,
    status: refusal.statusCode,
    code: refusal.code,
    traceId: traceIdOf(request.requestContext?.traceparent),
    ...(error instanceof Refusal ? {} : { err: error }),
  };
  if (refusal.code === 'INTERNAL') log.error(fields, 'a request failed');
  else log.debug(fields, 'a request was turned away');
}
