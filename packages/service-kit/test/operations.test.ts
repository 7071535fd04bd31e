import { languages, problemMessages } from '@tributary/contracts';
import { CopyFilling } from '@tributary/eventing/failure';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { as, type Fixture, NOTE_ID, startFixture, usualOutcome } from './fixture.ts';

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
    expect(response.json().errors[0].detail).toContain('registry 120/3400');
  });

  it('rule 35: while copies are filled, only who leans on one waits: high watermarks, feed and other routes answer', async () => {
    fixture.eventing.ready = false;
    const service = await as(fixture, 'service');
    for (const url of ['/internal/high-watermarks', '/internal/feed?partition=0']) {
      expect((await fixture.internal.inject({ url, headers: service })).statusCode).toBe(200);
    }
    const headers = await as(fixture, 'planner');
    expect((await fixture.app.inject({ url: '/v1/notes', headers })).statusCode).toBe(200);
    fixture.outcome = () => {
      throw new CopyFilling('registry');
    };
    const leaning = await fixture.app.inject({ method: 'POST', url: '/v1/notes', headers, payload: { text: 'a' } });
    fixture.outcome = usualOutcome;
    expect(leaning.statusCode).toBe(503);
    expect(leaning.json().code).toBe('NOT_CAUGHT_UP');
    expect(leaning.headers['retry-after']).toBe('1');
  });

  it('answers on both listeners, and is all that a worker serves, beside its metrics', async () => {
    const worker = await startFixture({ config: { role: 'worker' } });
    const statusesOf = async (url: string) => {
      const headers = await as(worker, 'service');
      const answers = [worker.app, worker.internal].map((listener) => listener.inject({ url, headers }));
      return (await Promise.all(answers)).map(({ statusCode }) => statusCode);
    };
    for (const url of ['/health/live', '/health/ready']) expect(await statusesOf(url)).toEqual([200, 200]);
    for (const url of ['/v1/notes', '/docs', '/internal/high-watermarks'])
      expect(await statusesOf(url)).toEqual([404, 404]);
    expect(await statusesOf('/metrics')).toEqual([404, 200]);
    await worker.close();
  });
});

describe('what is meant for the installation alone', () => {
  let calm: Fixture;
  beforeAll(async () => {
    calm = await startFixture();
  });
  afterAll(() => calm.close());

  it.each(['/metrics', '/internal/high-watermarks', '/internal/feed?partition=0'])(
    '%s has a listener of its own',
    async (url) => {
      const headers = await as(calm, 'service');
      expect((await calm.internal.inject({ url, headers })).statusCode).toBe(200);
      for (const spelling of [url, `/strategy${url}`, `http://any${url}`]) {
        expect((await calm.app.inject({ url: spelling, headers })).json().code).toBe('NOT_FOUND');
      }
    },
  );

  it.each(['/v1/notes', '/v1/changes', '/docs', '/openapi.json'])('has no %s', async (url) => {
    const headers = await as(calm, 'planner');
    expect((await calm.internal.inject({ url, headers })).statusCode).toBe(404);
  });
});

describe('metrics', () => {
  it('count requests by template and status, without an id, beside the gauges of eventing', async () => {
    const headers = await as(fixture, 'planner');
    await fixture.app.inject({ url: `/v1/notes/${NOTE_ID}`, headers });
    await fixture.app.inject({ url: `/v1/unknown/${NOTE_ID}` });
    const { body, headers: answered } = await fixture.internal.inject('/metrics');
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

  it('are told by the service beside them, with labels, and gone when it tells them no more', async () => {
    const held = { name: 'tributary_tranches_held', help: 'held', labels: { reason: 'AUDIT' }, value: 3 } as const;
    let told = [held];
    const telling = await startFixture({ measures: () => told });
    try {
      expect((await telling.internal.inject('/metrics')).body).toContain('tributary_tranches_held{reason="AUDIT"} 3');
      told = [];
      expect((await telling.internal.inject('/metrics')).body).not.toContain('reason="AUDIT"');
    } finally {
      await telling.close();
    }
  });

  it.each([
    ['is away', () => Promise.reject(new Error('away'))],
    ['hangs', () => new Promise<never>(() => undefined)],
  ])('of the process are there while the store %s', async (_how, asked) => {
    const gauges = fixture.eventing.gauges;
    fixture.eventing.gauges = asked;
    const { body, statusCode } = await fixture.internal.inject('/metrics');
    fixture.eventing.gauges = gauges;
    expect(statusCode).toBe(200);
    expect(body).toContain('tributary_gauges_readable 0');
    expect(body).toMatch(/^process_resident_memory_bytes \d+/m);
    expect((await fixture.internal.inject('/metrics')).body).toContain('tributary_gauges_readable 1');
  });
});

describe('limits', () => {
  it('are told with every answer, and refuse one caller without touching another', async () => {
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

  /** What callers without a token are answered, one after the other, for an address that is not there. */
  async function miss(app: Fixture['app'], remoteAddress: string, ...forwarded: string[]): Promise<number[]> {
    const statuses: number[] = [];
    for (const claim of forwarded) {
      const headers = { 'x-forwarded-for': claim };
      statuses.push((await app.inject({ url: '/wp-admin', remoteAddress, headers })).statusCode);
    }
    return statuses;
  }

  it('hold for addresses that are not there, and a header does not make a caller another one', async () => {
    const claims = ['198.51.100.1', '198.51.100.2', '127.0.0.1', '::1', 'anything'];
    expect(await miss(fixture.app, '203.0.113.9', ...claims)).toEqual([404, 404, 404, 429, 429]);
    expect(await miss(fixture.app, '203.0.113.10', '203.0.113.9')).toEqual([404]);
  });

  it('count for the address that a proxy of the own machine names, behind whatever the caller claimed', async () => {
    const claims = ['1.1.1.1, 203.0.113.20', '2.2.2.2, 203.0.113.20', '203.0.113.20', '3.3.3.3, 203.0.113.20'];
    expect(await miss(fixture.app, '127.0.0.1', ...claims, '203.0.113.21')).toEqual([404, 404, 404, 429, 404]);
  });

  it('count for the address that a proxy of the configuration names, and no other', async () => {
    const limits = { missesPerMinute: 1 };
    const behind = await startFixture({ limits, config: { trustedProxies: ['10.0.0.0/8'] } });
    expect(await miss(behind.app, '10.1.1.1', '203.0.113.1', '203.0.113.1', '203.0.113.2')).toEqual([404, 429, 404]);
    expect(await miss(behind.app, '127.0.0.1', '203.0.113.3', '203.0.113.4')).toEqual([404, 429]);
    await behind.close();
  });

  it('count for the network of an address of IPv6, where one host has many', async () => {
    const many = ['2001:db8:0:7::1', '2001:db8:0:7:ffff::2', '2001:db8::7:0:0:0:3', '2001:db8:0:7:a:b:c:d'];
    expect(await miss(fixture.app, '::1', ...many, '2001:db8:0:8::1')).toEqual([404, 404, 404, 429, 404]);
    expect(await miss(fixture.app, '::ffff:127.0.0.1', '::ffff:203.0.113.30')).toEqual([404]);
  });

  it('count for the person of a token, not for all who use the same client', async () => {
    const shared = await startFixture({ limits: { perMinute: 2 } });
    const askedBy = async (sub: string) => {
      const token = await shared.issuer.token('analyst', 'MPLA', { sub, client_id: 'dashboard' });
      const headers = { authorization: `Bearer ${token}` };
      const asked = { url: '/v1/notes', headers, remoteAddress: `2001:db8:${sub}::1` };
      return async () => (await shared.app.inject(asked)).statusCode;
    };
    const [a, b] = [await askedBy('a'), await askedBy('b')];
    // The first request of each is counted for its address: its token was not known yet.
    expect([await a(), await a(), await a(), await a()]).toEqual([200, 200, 200, 429]);
    expect([await b(), await b()]).toEqual([200, 200]);
    await shared.close();
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

describe('a store without room', () => {
  it.each(languages)(
    'is a problem of its own that says when to come back, and nothing of the store: in %s',
    async (lang) => {
      fixture.outcome = () => {
        throw Object.assign(new Error('/data/mongo'), { name: 'MongoServerError', code: 14031 });
      };
      const response = await fixture.app.inject({
        method: 'POST',
        url: `/v1/notes?lang=${lang}`,
        headers: { ...(await as(fixture, 'planner', 'MROOM')), 'idempotency-key': `full-${lang}` },
        payload: { text: 'a note' },
      });
      fixture.outcome = usualOutcome;
      expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '15']);
      expect(response.json()).toMatchObject({
        code: 'STORAGE_FULL',
        title: problemMessages.say(lang, 'STORAGE_FULL.title'),
      });
      expect(response.json().detail).toContain('15');
      expect(response.body).not.toContain('/data');
    },
  );
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
    const [first, internal, second] = fixture.logs.map((line) => JSON.parse(line));
    expect(first.message).toMatch(/^listening at http:\/\/127\.0\.0\.1:\d+$/);
    expect(internal.message).toMatch(/^listening at http:\/\/127\.0\.0\.1:\d+$/);
    expect(second).toMatchObject({ message: 'ready', role: 'all', version: '0.1.0', instance: 'strategy-0' });
  });
});
