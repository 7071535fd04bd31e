// Traces of a process: which there are is said by its configuration.
import type { FastifyInstance } from 'fastify';
import { traceOf } from '../request/trace.ts';
import type { CollectorOptions, RequestTracing } from './ports.ts';

/** @returns undefined where no collector is named; nothing of OpenTelemetry is loaded then */
export async function tracingOf(options: Partial<CollectorOptions> & Pick<CollectorOptions, 'resource'>) {
  const { endpoint, ratio = 1, resource } = options;
  if (endpoint === undefined) return undefined;
  const { otlpTracing } = await import('./otlp.ts');
  return otlpTracing({ endpoint, ratio, resource });
}

/** Tells each request of a listener as a span, named by its route; not what watches the process, nor streams without an end. */
export function traceRequests(app: FastifyInstance, tracing: RequestTracing): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { config, url: route } = request.routeOptions;
    if (config.always === true || config.contract?.events !== undefined) return done();
    const { method, headers, requestContext } = request;
    const given = headers['traceparent'];
    const endedAt = Date.now();
    tracing.record({
      name: route === undefined ? method : `${method} ${route}`,
      kind: 'server',
      traceparent: requestContext.traceparent,
      parent: traceOf(given) && String(given),
      startedAt: endedAt - reply.elapsedTime,
      endedAt,
      attributes: {
        'http.request.method': method,
        ...(route !== undefined && { 'http.route': route }),
        'http.response.status_code': reply.statusCode,
      },
      failed: reply.statusCode >= 500,
    });
    done();
  });
}
