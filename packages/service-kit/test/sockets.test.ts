// What only a real connection shows: slow senders, bytes that are no request, large bodies, an orderly end.

import { Agent, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '@tributary/contracts';
import { afterEach, describe, expect, it } from 'vitest';
import { handle } from '../src/index.ts';
import { acknowledged, as, contracts, type Fixture, type FixtureOptions, startFixture } from './fixture.ts';

let fixture: Fixture | undefined;
afterEach(() => fixture?.close());

async function start(options: FixtureOptions = {}): Promise<Fixture> {
  fixture = await startFixture(options);
  return fixture;
}

const portOf = ({ app }: Fixture) => (app.server.address() as AddressInfo).port;

/** Sends bytes, and waits until the other side closes. */
async function exchange(port: number, bytes: string, then?: (socket: Socket) => void): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  socket.write(bytes);
  then?.(socket);
  await new Promise<void>((resolve, reject) => socket.on('close', () => resolve()).on('error', reject));
  return answer;
}

function problemIn(answer: string): Problem {
  expect(answer.toLowerCase()).toContain('content-type: application/problem+json');
  return Problem.parse(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)));
}

const head = (headers: Record<string, string>) =>
  Object.entries({ host: 'x', ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');

describe('a connection', () => {
  it('whose body does not come is answered 408 in its language, and closed', async () => {
    const service = await start({ limits: { requestMs: 200 } });
    const headers = await as(service, 'planner');
    const body = { 'content-type': 'application/json', 'content-length': '100', 'accept-language': 'it' };
    const answer = await exchange(
      portOf(service),
      `POST /v1/notes HTTP/1.1\r\n${head({ ...headers, ...body })}\r\n{"text"`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout/);
    expect(problemIn(answer)).toMatchObject({
      code: 'REQUEST_TIMEOUT',
      title: expect.stringContaining('tempo massimo'),
    });
    expect(service.contexts).toEqual([]);
  });

  it('whose headers do not come is answered 408', async () => {
    const service = await start({ limits: { requestMs: 200 } });
    const answer = await exchange(portOf(service), 'GET /v1/notes HTTP/1.1\r\nhost: x\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 408/);
    expect(problemIn(answer).code).toBe('REQUEST_TIMEOUT');
  });

  it('with headers beyond the limit is answered 431', async () => {
    const service = await start();
    const answer = await exchange(portOf(service), `GET / HTTP/1.1\r\n${head({ 'x-long': 'x'.repeat(20_000) })}\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431/);
    expect(problemIn(answer)).toMatchObject({ code: 'HEADERS_TOO_LARGE', detail: expect.stringContaining('16384') });
  });

  it('that does not speak HTTP is answered 400', async () => {
    const service = await start();
    const answer = await exchange(portOf(service), 'HELO tributary\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400/);
    expect(problemIn(answer)).toMatchObject({
      code: 'VALIDATION',
      errors: [{ pointer: '/headers', code: 'NOT_HTTP' }],
    });
  });

  it('with methods, expectations and hosts out of the ordinary gets a problem all the same', async () => {
    const service = await start();
    const close = { connection: 'close' };
    const patched = await exchange(portOf(service), `PROPFIND /v1/notes HTTP/1.1\r\n${head(close)}\r\n`);
    expect(patched).toMatch(/^HTTP\/1\.1 405/);
    expect(patched).toMatch(/allow: GET, HEAD, POST/i);
    const expecting = await exchange(
      portOf(service),
      `GET /none HTTP/1.1\r\n${head({ ...close, expect: 'miracles' })}\r\n`,
    );
    expect(problemIn(expecting).code).toBe('NOT_FOUND');
    const hostless = await exchange(portOf(service), 'GET /none HTTP/1.1\r\nconnection: close\r\n\r\n');
    expect(problemIn(hostless).code).toBe('NOT_FOUND');
  });

  it('that sends 17 MB gets the whole refusal, and can go on', async () => {
    const service = await start();
    const port = portOf(service);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const headers = { ...(await as(service, 'planner')), 'content-type': 'application/json' };
    const send = (path: string, body: Buffer) =>
      new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
        const outgoing = ask({ host: '127.0.0.1', port, path, method: 'POST', agent, headers }, (incoming) => {
          let text = '';
          incoming.on('data', (chunk) => {
            text += chunk;
          });
          incoming.on('end', () => resolve({ status: incoming.statusCode, text }));
        });
        outgoing.on('error', reject).end(body);
      });
    const large = Buffer.alloc(17 * 1024 * 1024, 0x20);
    for (const path of ['/v1/notes', '/v1/note-imports', '/v1/none']) {
      const { status, text } = await send(path, large);
      expect([path, status]).toEqual([path, path === '/v1/none' ? 404 : 413]);
      expect(Problem.parse(JSON.parse(text)).errors).toEqual([]);
    }
    expect((await send('/v1/notes', Buffer.from('{"text":"a"}'))).status).toBe(201);
    agent.destroy();
    expect(service.contexts).toHaveLength(1);
  });

  it('whose handler takes too long is answered 503, and told to try again', async () => {
    const service = await start({ limits: { handlerMs: 100 } });
    let release: (() => void) | undefined;
    service.outcome = () =>
      new Promise((resolve) => {
        release = () => resolve(acknowledged(true));
      });
    const response = await fetch(`http://127.0.0.1:${portOf(service)}/v1/notes`, {
      method: 'POST',
      headers: { ...(await as(service, 'planner')), 'content-type': 'application/json' },
      body: '{"text":"a"}',
    });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await response.json()).toMatchObject({ code: 'UNAVAILABLE' });
    release?.();
  });

  it('whose contract gives its handler more time than usual has it', async () => {
    const patient = { ...contracts.writeNote, answerMs: 20_000 };
    const slow = async () => {
      await pause(50);
      return { outcome: acknowledged(true) };
    };
    const service = await start({ limits: { handlerMs: 5 }, routes: () => [handle(patient, slow)] });
    const response = await fetch(`http://127.0.0.1:${portOf(service)}/v1/notes`, {
      method: 'POST',
      headers: { ...(await as(service, 'planner')), 'content-type': 'application/json' },
      body: '{"text":"a"}',
    });
    expect(response.status).toBe(201);
  });
});

describe('a service that closes', () => {
  it('fails no request: it turns unready, serves on while telling connections to close, and only then stops consuming', async () => {
    const service = await start({ limits: { drainMs: 3_000 } });
    const base = `http://127.0.0.1:${portOf(service)}`;
    const headers = await as(service, 'analyst');
    const statuses: number[] = [];
    const connections: (string | null)[] = [];
    let unready = false;
    // As behind a balancer: each client goes on for some requests after the service has said that it is not ready.
    const client = async () => {
      for (let left = 5; left > 0; left -= unready ? 1 : 0) {
        const response = await fetch(`${base}/v1/notes`, { headers });
        statuses.push(response.status);
        if (unready) connections.push(response.headers.get('connection'));
        await response.arrayBuffer();
      }
    };
    const clients = Array.from({ length: 8 }, client);
    await expect.poll(() => statuses.length).toBeGreaterThan(8);
    const closed = service.service.close();
    const ready = await fetch(`${base}/health/ready`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ errors: [{ code: 'DRAINING' }] });
    unready = true;
    await Promise.all(clients);
    expect(service.eventing.calls).not.toContain('close');
    await closed;
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(connections.at(-1)).toBe('close');
    expect(service.eventing.calls.at(-1)).toBe('close');
    await expect(fetch(`${base}/health/live`)).rejects.toThrow();
  });

  it('lets a request under way end before its stores close', async () => {
    const service = await start({ limits: { drainMs: 1 } });
    const base = `http://127.0.0.1:${portOf(service)}`;
    let release: (() => void) | undefined;
    const begun = new Promise<void>((started) => {
      service.outcome = () =>
        new Promise((resolve) => {
          release = () => resolve(acknowledged(true));
          started();
        });
    });
    const answer = fetch(`${base}/v1/notes`, {
      method: 'POST',
      headers: { ...(await as(service, 'planner')), 'content-type': 'application/json' },
      body: '{"text":"a"}',
    });
    await begun;
    const closed = service.service.close();
    await expect
      .poll(() =>
        fetch(`${base}/none`).then(
          () => 'open',
          () => 'shut',
        ),
      )
      .toBe('shut');
    expect(service.eventing.calls).not.toContain('close');
    release?.();
    expect((await answer).status).toBe(201);
    await closed;
    expect(service.eventing.calls.at(-1)).toBe('close');
  });
});
