// Spans go to a collector by OTLP over HTTP. Loaded where a collector is named, and only there.
import { ROOT_CONTEXT, type SpanContext, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AlwaysOnSampler, BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Span } from '@tributary/eventing';
import { continued, started, traceOf } from '../request/trace.ts';
import type { CollectorOptions, RequestTracing } from './ports.ts';

/** How long spans are gathered before they are sent. */
const GATHERED_MS = 1_000;

const kinds = {
  server: SpanKind.SERVER,
  internal: SpanKind.INTERNAL,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const;

/** Sends spans to a collector, gathered. One that is away costs nothing but the spans. */
export function otlpTracing({ endpoint, ratio, resource }: CollectorOptions): RequestTracing {
  // The ids of a span are on their way with its events before it is over, so they are given, not made.
  let next = { traceId: '', spanId: '' };
  const provider = new TracerProvider({
    sampler: new AlwaysOnSampler(),
    idGenerator: { generateTraceId: () => next.traceId, generateSpanId: () => next.spanId },
    resource: resourceFromAttributes(resource),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter({ url: `${endpoint}/v1/traces` }),
        scheduledDelayMillis: GATHERED_MS,
      }),
    ],
  });
  const tracer = provider.getTracer('tributary');

  function record({ name, kind, traceparent, parent, startedAt, endedAt, attributes, failed }: Span): void {
    const own = contextOf(traceparent);
    if (own === undefined || own.traceFlags % 2 === 0) return;
    next = own;
    const outer = parent === undefined ? undefined : contextOf(parent);
    const context = outer === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, outer);
    const span = tracer.startSpan(name, { kind: kinds[kind], startTime: startedAt, attributes }, context);
    if (failed === true) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end(Math.max(startedAt, endedAt));
  }

  return {
    begin: (given) => (traceOf(given) === undefined ? started(ratio) : continued(given as string)),
    within: continued,
    record,
    close: () => provider.shutdown().catch(() => undefined),
  };
}

function contextOf(traceparent: string): SpanContext | undefined {
  const found = traceOf(traceparent);
  return found && { ...found, isRemote: true };
}
