// Metrics for Prometheus: requests by route template, and the gauges of eventing. No id is ever a label.
import type { Eventing } from '@tributary/eventing';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Gauge, Histogram, Registry } from 'prom-client';
import type { KeySet } from '../access/keys.ts';
import type { Measure } from '../ports.ts';
import type { EventStreams } from './event-streams.ts';
import { inTime } from './in-time.ts';
import type { LoopDelay } from './loop-delay.ts';
import { openToAll } from './open.ts';

/** Whoever scrapes waits a few seconds at most, then has nothing of the process at all, milliseconds. */
const GAUGES_WITHIN_MS = 2_000;

const isStream = (reply: FastifyReply): boolean =>
  String(reply.getHeader('content-type')).startsWith('text/event-stream');

const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Makes the metrics of a process: `count` takes in the requests of a listener, `serve` adds `GET /metrics` to one. */
export function metricsOf(
  eventing: Eventing,
  keys: KeySet,
  loop: LoopDelay,
  streams: Pick<EventStreams, 'open'>,
  own: () => readonly Measure[] = () => [],
) {
  const registry = new Registry();
  const requests = new Histogram({
    name: 'tributary_http_request_duration_seconds',
    help: 'Time to answer a request, by route template and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: SECONDS,
    registers: [registry],
  });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  gauge('process_resident_memory_bytes', 'Memory of the process', () => process.memoryUsage.rss());
  gauge('process_cpu_seconds', 'Processor time of the process', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  gauge('process_start_time_seconds', 'When the process started', () => Date.now() / 1000 - process.uptime());
  gauge('nodejs_eventloop_delay_seconds', 'Mean delay of the event loop', () => loop.meanMs() / 1000);
  gauge('tributary_event_streams', 'Streams of events that are open', () => streams.open);
  gauge('tributary_jwks_age_seconds', 'Age of the keys of the issuer; -1 before they are read', keys.ageSeconds);

  const observers = new Map<string, Histogram.Internal<'method' | 'route' | 'status'>>();
  const count = (app: FastifyInstance): void => {
    app.addHook('onResponse', (request, reply, done) => {
      // a stream is as long as its caller stays, which says nothing of how fast anything is
      if (isStream(reply) && reply.statusCode === 200) return done();
      const route = request.routeOptions.url ?? 'none';
      const key = `${request.method} ${route} ${reply.statusCode}`;
      let observer = observers.get(key);
      if (observer === undefined) {
        observer = requests.labels({ method: request.method, route, status: String(reply.statusCode) });
        observers.set(key, observer);
      }
      observer.observe(reply.elapsedTime / 1000);
      done();
    });
  };

  const eventingGauges = new Map<string, Gauge>();
  const readable = new Gauge({
    name: 'tributary_gauges_readable',
    help: 'Whether the store told its gauges',
    registers: [registry],
  });

  function set(measure: string, value: number): void {
    const name = `tributary_${measure}`;
    const known = eventingGauges.get(name);
    const own = known ?? new Gauge({ name, help: measure.replaceAll('_', ' '), registers: [registry] });
    if (known === undefined) eventingGauges.set(name, own);
    own.set(value);
  }

  const ownGauges = new Map<string, Gauge>();

  /** Sets what the service itself tells; what it tells no more is gone. */
  function setOwn(): void {
    for (const gauge of ownGauges.values()) gauge.reset();
    for (const { name, help, labels = {}, value } of own()) {
      const known = ownGauges.get(name);
      const gauge = known ?? new Gauge({ name, help, labelNames: Object.keys(labels), registers: [registry] });
      if (known === undefined) ownGauges.set(name, gauge);
      gauge.set(labels, value);
    }
  }

  const serve = (app: FastifyInstance): void => {
    app.get('/metrics', openToAll, async (_request, reply) => {
      // A store that is away, or hangs, takes its gauges with it, not those of the process.
      const measures = await inTime(eventing.gauges(), GAUGES_WITHIN_MS).catch(() => undefined);
      readable.set(measures === undefined ? 0 : 1);
      for (const gauge of eventingGauges.values()) gauge.reset();
      for (const [measure, value] of Object.entries(measures ?? {})) set(measure, value);
      setOwn();
      return reply.type(registry.contentType).send(await registry.metrics());
    });
  };

  return { count, serve };
}
