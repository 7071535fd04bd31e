// What is true of every connection to a service, on both of its listeners, whatever is sent over it.
import type { AddressInfo } from 'node:net';
import { Problem } from '@tributary/contracts';
import { ambiguousRequests, type RawAnswer, rawConnection } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, type Fixture, NOTE_ID, startFixture } from './fixture.ts';

const limits = { perMinute: 1_000, missesPerMinute: 1_000 };
let fixture: Fixture;
/** one that turns requests away at its door, as under too much load */
let shedding: Fixture;
let planner: Record<string, string>;
beforeAll(async () => {
  fixture = await startFixture({ limits });
  shedding = await startFixture({ limits: { ...limits, loopDelayMs: -1 } });
  planner = await as(fixture, 'planner');
});
afterAll(() => Promise.all([fixture.close(), shedding.close()]));

const listeners = ['app', 'internal'] as const;

const connect = (listener: (typeof listeners)[number] = 'app', to = fixture) =>
  rawConnection((to[listener].server.address() as AddressInfo).port);

/** A connection to the fixture that answers so. */
const connectFor = (status: number) => connect('app', status === 503 ? shedding : fixture);

const head = (line: string, headers: Readonly<Record<string, string>> = {}) =>
  [line, ...Object.entries({ host: 'x', ...headers }).map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n');

function expectProblem({ headers, body }: RawAnswer): Problem {
  expect(headers['content-type']).toBe('application/problem+json');
  return Problem.parse(JSON.parse(body));
}

describe.each(listeners)('a connection to the listener %s', (listener) => {
  it.each(ambiguousRequests('/v1/notes'))('whose request has %s is refused and closed', async (_wrong, bytes) => {
    const connection = await connect(listener);
    connection.send(bytes);
    const answer = await connection.answer();
    expect([answer.status, answer.headers['connection']]).toEqual([400, 'close']);
    expect(expectProblem(answer).errors).toMatchObject([{ pointer: '/headers', code: 'NOT_HTTP' }]);
    expect(await connection.closed()).toBe('');
    expect(fixture.contexts).toEqual([]);
  });

  it.each(['FOO', 'TRACE', 'PROPFIND', 'CONNECT'])(
    'is told the methods that there are when it says %s',
    async (method) => {
      for (const path of ['/v1/notes', '/none', '/metrics']) {
        const connection = await connect(listener);
        const target = method === 'CONNECT' ? 'x:80' : path;
        connection.send(head(`${method} ${target} HTTP/1.1`, { 'accept-language': 'fr', connection: 'close' }));
        const answer = await connection.answer();
        expect([path, answer.status]).toEqual([path, 405]);
        expect(answer.headers['allow']).toContain('GET, HEAD');
        expect(answer.headers['content-language']).toBe('fr');
        expect(expectProblem(answer).title).toBe('Méthode non autorisée');
        await connection.closed();
      }
    },
  );

  it('is refused in its language where the parser gives up', async () => {
    const connection = await connect(listener);
    connection.send(head('GET /v1/notes HTTP/1.1', { 'accept-language': 'ru', 'content-length': 'x' }));
    const problem = expectProblem(await connection.answer());
    expect(problem.errors[0]?.detail).toMatch(/^Это не HTTP/);
    await connection.closed();
  });

  it('is not told twice, however much comes after what cannot be read', async () => {
    const connection = await connect(listener);
    connection.send(head('GET / HTTP/1.1', { long: 'x'.repeat(300_000) }));
    expect((await connection.answer()).status).toBe(431);
    connection.send('x'.repeat(300_000));
    expect(await connection.closed()).toBe('');
  });

  it('hears the answers in the order of its requests', async () => {
    const connection = await connect(listener);
    connection.send(`${head('GET /health/live HTTP/1.1')}FOO / HTTP/1.1\r\n\r\n`);
    expect((await connection.answer()).status).toBe(200);
    expect((await connection.answer()).status).toBeGreaterThanOrEqual(400);
    expect(await connection.closed()).toBe('');
  });

  it('closes when it says so, and says so', async () => {
    const connection = await connect(listener);
    connection.send(head('GET /health/live HTTP/1.1', { connection: 'close' }));
    expect((await connection.answer()).headers['connection']).toBe('close');
    expect(await connection.closed()).toBe('');
  });

  it('of HTTP/1.0 closes, unless it asks to be kept', async () => {
    const plain = await connect(listener);
    plain.send('GET /health/live HTTP/1.0\r\n\r\n');
    expect((await plain.answer()).headers['connection']).toBe('close');
    expect(await plain.closed()).toBe('');
    const kept = await connect(listener);
    for (let sent = 0; sent < 2; sent += 1) {
      kept.send('GET /health/live HTTP/1.0\r\nConnection: keep-alive\r\n\r\n');
      expect((await kept.answer()).headers['connection']).toBe('keep-alive');
    }
    kept.destroy();
  });

  it('may name its target in absolute form', async () => {
    const connection = await connect(listener);
    connection.send(head('GET http://any.example/health/live?x HTTP/1.1'));
    expect((await connection.answer()).status).toBe(200);
    connection.destroy();
  });
});

const LARGE = 2 * 1024 * 1024;
const json = { 'content-type': 'application/json' };

/** Requests that are answered before their body is read, with what is answered. */
const early = [
  [401, 'POST /v1/notes', json],
  [404, 'POST /none', json],
  [405, 'PUT /v1/notes', json],
  [405, 'PROPFIND /none', json],
  [413, 'POST /v1/notes', { ...json, authorization: 'planner' }],
  [415, 'POST /v1/notes', { 'content-type': 'image/png', authorization: 'planner' }],
  [503, 'POST /v1/notes', { ...json, authorization: 'planner' }],
  [400, 'POST /v1/%zz', json],
  [200, 'GET /health/live', {}],
] as const;

/** Headers with the planner's token where they name the planner. */
const withToken = (headers: Readonly<Record<string, string>>) =>
  'authorization' in headers ? { ...headers, ...planner } : headers;

describe('a connection whose large body nobody wants', () => {
  it.each(early)('goes on after %i to %s', async (status, line, headers) => {
    const connection = await connectFor(status);
    connection.send(head(`${line} HTTP/1.1`, { ...withToken(headers), 'content-length': String(LARGE) }));
    connection.send(Buffer.alloc(LARGE, 0x20));
    expect((await connection.answer()).status).toBe(status);
    connection.send(head('GET /health/live HTTP/1.1'));
    expect(await connection.answer()).toMatchObject({ status: 200, body: '{"status":"live"}' });
    connection.destroy();
  });

  it.each(early)('hears the whole %i to %s before it closes', async (status, line, headers) => {
    const connection = await connectFor(status);
    const closing = { connection: 'close', 'content-length': String(LARGE) };
    connection.send(head(`${line} HTTP/1.1`, { ...withToken(headers), ...closing }));
    expect(await connection.staysOpen(50)).toBe(true);
    connection.send(Buffer.alloc(LARGE, 0x20));
    const answer = await connection.answer();
    expect([answer.status, answer.headers['connection']]).toEqual([status, 'close']);
    expect(await connection.closed()).toBe('');
  });

  it('goes on after a body in chunks that became too large', async () => {
    const connection = await connect();
    connection.send(head('POST /v1/notes HTTP/1.1', { ...planner, ...json, 'transfer-encoding': 'chunked' }));
    const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(0x10000, 0x20), Buffer.from('\r\n')]);
    for (let sent = 0; sent < 16; sent += 1) connection.send(chunk);
    expect((await connection.answer()).status).toBe(413);
    connection.send(`0\r\n\r\n${head('GET /health/live HTTP/1.1')}`);
    expect((await connection.answer()).status).toBe(200);
    connection.destroy();
  });

  it('goes on after 429', async () => {
    const busy = await startFixture({ limits: { perMinute: 1 } });
    const connection = await rawConnection((busy.app.server.address() as AddressInfo).port);
    const bytes = Buffer.alloc(LARGE, 0x20);
    for (const status of [401, 429, 429]) {
      connection.send(head('POST /v1/notes HTTP/1.1', { ...json, 'content-length': String(LARGE) }));
      connection.send(bytes);
      expect((await connection.answer()).status).toBe(status);
    }
    connection.destroy();
    await busy.close();
  });

  it('is closed, without a second answer, where the rest does not come', async () => {
    const slow = await startFixture({ limits: { requestMs: 200 } });
    const connection = await rawConnection((slow.app.server.address() as AddressInfo).port);
    connection.send(head('POST /v1/notes HTTP/1.1', { ...json, 'content-length': String(LARGE) }));
    expect((await connection.answer()).status).toBe(401);
    expect(await connection.closed()).toBe('');
    await slow.close();
  });
});

describe('the name of a service in front of a path', () => {
  it('may stand there or not: links lead somewhere on its own port too', async () => {
    const ask = (url: string) => fixture.app.inject({ url, headers: planner });
    for (const path of [`/v1/notes/${NOTE_ID}`, '/v1/notes?limit=1', '/openapi.json', '/docs', '/health/ready']) {
      const [plain, named] = [await ask(path), await ask(`/strategy${path}`)];
      expect([path, named.statusCode, named.body]).toEqual([path, 200, plain.body]);
    }
    expect((await ask('/strategyv1/notes')).statusCode).toBe(404);
    expect((await ask('/registry/v1/notes')).statusCode).toBe(404);
  });

  it('makes the servers of the description right there as behind a front door', async () => {
    const { servers, paths } = (await fixture.app.inject('/openapi.json')).json();
    const tried = await fixture.app.inject({ url: `${servers[0].url}/v1/notes`, headers: planner });
    expect([servers.length, Object.keys(paths).includes('/v1/notes'), tried.statusCode]).toEqual([1, true, 200]);
  });

  it('changes nothing of what a command is: the same key there and here is one command', async () => {
    const write = (url: string) =>
      fixture.app.inject({
        method: 'POST',
        url,
        headers: { ...planner, ...json, 'idempotency-key': 'one' },
        payload: '{"text":"a"}',
      });
    await write('/v1/notes');
    await write('/strategy/v1/notes');
    const [here, there] = fixture.contexts.slice(-2);
    expect(there?.fingerprint).toBe(here?.fingerprint);
    expect(there?.target).toBe('/v1/notes');
  });
});
