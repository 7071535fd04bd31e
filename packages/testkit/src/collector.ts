// A collector of OpenTelemetry for suites, from Go modules, on loopback: it takes traces as services send them, by the
// configuration that installations run, and hands them on as JSON to whoever asks here.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { freePort, startChild } from './child.ts';
import { goProgram } from './go-program.ts';
import { until } from './until.ts';

/** A span as the collector handed it on. */
export interface CollectedSpan {
  readonly service: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Collector {
  /** for `OTEL_EXPORTER_OTLP_ENDPOINT` */
  readonly url: string;
  /** what it has handed on so far */
  readonly spans: readonly CollectedSpan[];
  close(): Promise<void>;
}

/** @param config path of the configuration that the installations' collector runs with. The first time, Go must be there. */
export async function startCollector(config: string): Promise<Collector> {
  const program = await goProgram('collector');
  const spans: CollectedSpan[] = [];
  const sink = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    spans.push(...spansIn(JSON.parse(Buffer.concat(chunks).toString()) as Export));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  }).listen(0, '127.0.0.1');
  await once(sink, 'listening');
  const [http, grpc, health, metrics] = [await freePort(), await freePort(), await freePort(), await freePort()];
  const own = {
    receivers: { otlp: { protocols: { grpc: at(grpc), http: at(http) } } },
    exporters: {
      otlp_http: {
        endpoint: `http://127.0.0.1:${(sink.address() as AddressInfo).port}`,
        encoding: 'json',
        compression: 'none',
      },
    },
    extensions: { health_check: at(health) },
    service: {
      pipelines: { traces: { exporters: ['otlp_http'] } },
      telemetry: {
        metrics: {
          readers: [{ pull: { exporter: { prometheus: { host: '127.0.0.1', port: metrics } } } }],
        },
      },
    },
  };
  const child = startChild(program, ['--config', config, '--config', `yaml:${JSON.stringify(own)}`], tmpdir());
  const close = async () => {
    await child.end();
    sink.close();
  };
  try {
    await until(
      'the collector',
      () => {
        if (!child.alive()) throw new Error(`the collector ended: ${child.output()}`);
        return child.output().includes('Everything is ready') ? true : undefined;
      },
      30_000,
    );
  } catch (error) {
    await close();
    throw error;
  }
  return { url: `http://127.0.0.1:${http}`, spans, close };
}

const at = (port: number) => ({ endpoint: `127.0.0.1:${port}` });

/** What an exporter of OTLP sends as JSON, as far as it is read here. */
interface Export {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: Attributes };
    readonly scopeSpans: readonly {
      readonly spans: readonly (Omit<CollectedSpan, 'service' | 'attributes'> & { readonly attributes?: Attributes })[];
    }[];
  }[];
}

type Attributes = readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];

const plain = (attributes: Attributes): Record<string, string> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, String(Object.values(value)[0])]));

const spansIn = ({ resourceSpans }: Export): CollectedSpan[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({
        ...span,
        service: plain(resource.attributes)['service.name'] ?? '',
        attributes: plain(span.attributes ?? []),
      })),
    ),
  );
