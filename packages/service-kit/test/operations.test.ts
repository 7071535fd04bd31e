import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { as, type Fixture, NOTE_ID, startFixture } from './fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture({ limits: { perMinute: 40, missesPerMinute: 3 } });
});
afterAll(() => fixture.close());

describe('health', () => {
  afterEach(() => {
    fixture.eventing.ready = true;
    fixture.eventing.polls = true;
  });

  it('is live while its loops turn, whatever it talks to', async () => {
    expect((await fixture.app.inject('/health/live')).json()).toEqual({ status: 'live' });
    fixture.eventing.polls = false;
    const response = await fixture.app.inject('/health/live');
    expect(response.statusCode).toBe(503);
    expect(response.json().errors).toMatchObject([{ code: 'STALLED' }]);
  });

  it('is ready once its read models are filled', async () => {
    expect((await fixture.app.inject('/health/ready')).json()).toEqual({ status: 'ready' });
    fixture.eventing.ready = false;
    const response = await fixture.app.inject('/health/ready');
    expect(response.statusCode).toBe(503);
    expect(response.json().errors).toMatchObject([{ code: 'FILLING' }]);
  });

  it('of a worker is all that it serves, beside its metrics', async () => {
    const worker = await startFixture({ config: { role: 'worker' } });
    const statusOf = async (url: string) =>
      (await worker.app.inject({ url, headers: await as(worker, 'planner') })).statusCode;
    expect(await Promise.all(['/health/live', '/metrics', '/v1/notes', '/docs'].map(statusOf))).toEqual([
      200, 200, 404, 404,
    ]);
    await worker.close();
  });
});

describe('metrics', () => {
  it('count requests by template and status, without an id, beside the gauges of eventing', async () => {
    const headers = await as(fixture, 'planner');
    await fixture.app.inject({ url: `/v1/notes/${NOTE_ID}`, headers });
    await fixture.app.inject({ url: `/v1/unknown/${NOTE_ID}` });
    const { body, headers: answered } = await fixture.app.inject('/metrics');
    expect(answered['content-type']).toContain('text/plain');
    expect(body).toContain(
      'tributary_http_request_duration_seconds_count{method="GET",route="/v1/notes/:id",status="200"} 1',
    );
    expect(body).toMatch(/tributary_http_request_duration_seconds_count\{method="GET",route="none",status="404"\} 1/);
    expect(body).toContain('tributary_outbox_aggregates 3');
    expect(body).toMatch(/^tributary_jwks_age_seconds \d/m);
    expect(body).toMatch(/^process_resident_memory_bytes \d+/m);
    expect(body).not.toContain(NOTE_ID);
  });

  it('of the process are there while the store is away', async () => {
    const gauges = fixture.eventing.gauges;
    fixture.eventing.gauges = async () => Promise.reject(new Error('away'));
    const { body, statusCode } = await fixture.app.inject('/metrics');
    fixture.eventing.gauges = gauges;
    expect(statusCode).toBe(200);
    expect(body).toContain('tributary_gauges_readable 0');
    expect(body).toMatch(/^process_resident_memory_bytes \d+/m);
    expect((await fixture.app.inject('/metrics')).body).toContain('tributary_gauges_readable 1');
  });
});

describe('limits', () => {
  it('are told with every answer, and refuse one client without touching another', async () => {
    const ask = async (ministry: string) =>
      fixture.app.inject({
        url: '/v1/notes',
        headers: { ...(await as(fixture, 'analyst', ministry)), 'accept-language': 'fr' },
      });
    const first = await ask('MPLA');
    expect(first.headers).toMatchObject({ 'ratelimit-limit': '40', 'ratelimit-policy': '40;w=60' });
    let last = first;
    for (let sent = 0; sent < 60 && last.statusCode === 200; sent += 1) last = await ask('MPLA');
    expect(last.statusCode).toBe(429);
    expect(last.json()).toMatchObject({ code: 'TOO_MANY_REQUESTS', title: 'Trop de requêtes' });
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
    expect((await ask('MFIN')).statusCode).toBe(200);
  });

  it('hold for addresses that are not there', async () => {
    const statuses: number[] = [];
    for (let sent = 0; sent < 5; sent += 1) {
      statuses.push((await fixture.app.inject({ url: `/wp-admin/${sent}`, remoteAddress: '203.0.113.9' })).statusCode);
    }
    expect(statuses).toEqual([404, 404, 404, 429, 429]);
  });

  it('turn requests away while the event loop lags, but not those that ask for health', async () => {
    const busy = await startFixture({ limits: { loopDelayMs: 0.000_001 } });
    const headers = await as(busy, 'analyst');
    const ask = () => busy.app.inject({ url: '/v1/notes', headers });
    await vi.waitFor(async () => expect((await ask()).statusCode).toBe(503), { timeout: 10_000 });
    const response = await ask();
    expect(response.statusCode).toBe(503);
    expect(response.json().code).toBe('UNAVAILABLE');
    expect(response.headers['retry-after']).toBe('2');
    expect((await busy.app.inject('/health/live')).statusCode).toBe(200);
    await busy.close();
  });
});

describe('the log', () => {
  it('lets nothing through that a request carried', async () => {
    const canary = 'canary-4711';
    fixture.outcome = () => {
      throw new Error(`E11000 duplicate key error dup key: { email: "${canary}" }`);
    };
    const response = await fixture.app.inject({
      method: 'POST',
      url: `/v1/notes?lang=en`,
      headers: {
        ...(await as(fixture, 'planner', 'MCAN')),
        'x-canary': canary,
        traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
      },
      payload: { text: canary },
    });
    expect(response.statusCode).toBe(500);
    expect(response.body).not.toContain(canary);
    const lines = fixture.logs.map((line) => JSON.parse(line));
    expect(lines.at(-1)).toMatchObject({
      level: 'error',
      message: 'a request failed',
      service: 'strategy',
      route: '/v1/notes',
      status: 500,
      traceId: 'a'.repeat(32),
      err: { type: 'Error', message: 'E11000 duplicate key error dup key: { email: "…" }' },
    });
    expect(fixture.logs.join('')).not.toContain(canary);
  });

  it('begins with where the service listens, and when it is ready', () => {
    const [first, second] = fixture.logs.map((line) => JSON.parse(line));
    expect(first.message).toMatch(/^listening at http:\/\/127\.0\.0\.1:\d+$/);
    expect(second).toMatchObject({ message: 'ready', role: 'all', version: '0.1.0', instance: 'strategy-0' });
  });
});
