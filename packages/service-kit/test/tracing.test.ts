// Traces as a collector gets them: a server that takes OTLP stands in for it.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { traceOf } from '../src/request/trace.ts';
import type { RequestTracing } from '../src/tracing/ports.ts';
import { tracingOf } from '../src/tracing/tracing.ts';
import { as, type Fixture, NOTE_ID, startFixture } from './fixture.ts';

interface Sent {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly status: { readonly code: number };
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
}

let collector: Server;
let endpoint: string;
let sent: Sent[];
let resources: string[];

beforeAll(async () => {
  collector = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { resourceSpans } = JSON.parse(Buffer.concat(chunks).toString());
    for (const { resource, scopeSpans } of resourceSpans) {
      resources.push(`${request.url} ${JSON.stringify(resource.attributes)}`);
      for (const { spans } of scopeSpans) sent.push(...spans);
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
  endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
});
afterAll(() => collector.close());
beforeEach(() => {
  sent = [];
  resources = [];
});

const resource = { 'service.name': 'strategy' };

async function tracing(ratio?: number): Promise<RequestTracing> {
  const made = await tracingOf({ endpoint, resource, ...(ratio !== undefined && { ratio }) });
  if (made === undefined) throw new Error('no tracing');
  return made;
}

const attributesOf = ({ attributes }: Sent) => Object.fromEntries(attributes.map(({ key, value }) => [key, value]));

describe('without a collector', () => {
  it('there are no traces', async () => expect(await tracingOf({ resource })).toBeUndefined());
});

describe('a request', () => {
  let fixture: Fixture;
  let planner: Record<string, string>;
  beforeEach(async () => {
    fixture = await startFixture({ tracing: await tracing() });
    planner = await as(fixture, 'planner');
  });

  const write = (headers: Record<string, string> = {}) =>
    fixture.app.inject({
      method: 'POST',
      url: '/v1/notes',
      headers: { ...planner, ...headers },
      payload: { text: 'A' },
    });

  it('is told as a span of a trace that it begins, and what it changes carries that span on', async () => {
    await write();
    const [context] = fixture.contexts;
    await fixture.close();
    const [span] = sent;
    expect(sent).toHaveLength(1);
    expect(span).toMatchObject({ name: 'POST /v1/notes', kind: 2, status: { code: 0 } });
    expect(span?.parentSpanId ?? '').toBe('');
    expect(traceOf(context?.traceparent)).toEqual({ traceId: span?.traceId, spanId: span?.spanId, traceFlags: 1 });
    expect(span && attributesOf(span)).toEqual({
      'http.request.method': { stringValue: 'POST' },
      'http.route': { stringValue: '/v1/notes' },
      'http.response.status_code': { intValue: 201 },
    });
    expect(resources[0]).toBe('/v1/traces [{"key":"service.name","value":{"stringValue":"strategy"}}]');
  });

  it('stands in the trace of its caller, and is not told where the caller says so', async () => {
    const [traceId, parent] = ['a'.repeat(32), 'b'.repeat(16)];
    await write({ traceparent: `00-${traceId}-${parent}-01` });
    await write({ traceparent: `00-${'c'.repeat(32)}-${parent}-00` });
    const [, untold] = fixture.contexts;
    await fixture.close();
    expect(sent).toMatchObject([{ traceId, parentSpanId: parent }]);
    expect(sent[0]?.spanId).not.toBe(parent);
    expect(untold?.traceparent).toMatch(/^00-c{32}-[0-9a-f]{16}-00$/);
  });

  it('is told as failed where the service failed, by its route and never by its id', async () => {
    fixture.outcome = () => {
      throw new Error('a bug');
    };
    const headers = { ...planner, 'if-match': '"1"' };
    await fixture.app.inject({ method: 'PUT', url: `/v1/notes/${NOTE_ID}`, headers, payload: { text: 'A' } });
    await fixture.app.inject({ url: '/v1/unknown/secret', headers: planner });
    await fixture.app.inject({ url: '/health/live' });
    await fixture.close();
    expect(sent.map(({ name, status }) => [name, status.code])).toEqual([
      ['PUT /v1/notes/:id', 2],
      ['GET', 0],
    ]);
    expect(JSON.stringify(sent)).not.toContain(NOTE_ID);
    expect(JSON.stringify(sent)).not.toContain('secret');
  });
});

describe('a trace that begins here', () => {
  it('is recorded as often as the ratio says', async () => {
    const [none, some] = [await tracing(0), await tracing(0.5)];
    expect(none.begin(undefined)).toMatch(/-00$/);
    const begun = Array.from({ length: 200 }, () => some.begin('no traceparent').slice(-2));
    expect(new Set(begun)).toEqual(new Set(['00', '01']));
    await Promise.all([none.close(), some.close()]);
  });
});

describe('a collector that is away', () => {
  it('costs the spans, and nothing else', async () => {
    const away = await tracingOf({ endpoint: 'http://127.0.0.1:1', resource });
    const traceparent = away?.begin(undefined) ?? '';
    const times = { startedAt: 1, endedAt: 2, attributes: {} };
    away?.record({ name: 'GET', kind: 'server', traceparent, parent: undefined, ...times });
    await expect(away?.close()).resolves.toBeUndefined();
  });
});
