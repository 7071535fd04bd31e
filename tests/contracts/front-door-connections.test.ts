// What is true of every connection to the front door: it is that of a connection to a service.
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Problem, type ServiceName, services } from '@tributary/contracts';
import { createFrontDoor } from '@tributary/launcher/front-door';
import { listenOnLoopbacks } from '@tributary/launcher/loopbacks';
import { ambiguousRequests, type RawAnswer, rawConnection } from '@tributary/testkit';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const LARGE = 2 * 1024 * 1024;

let part: Server;
let door: FastifyInstance;
let port: number;
let answer: RequestListener;
let asked: IncomingMessage[];

const readWhole: RequestListener = (request, response) => {
  let size = 0;
  request.on('data', (bytes) => {
    size += bytes.length;
  });
  request.on('end', () => response.end(`${request.method} ${size}`));
};

beforeAll(async () => {
  part = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => part.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(part.address() as AddressInfo).port}`;
  const nowhere = 'http://127.0.0.1:1';
  const upstreams = {
    ...(Object.fromEntries(services.map((service) => [service, address])) as Record<ServiceName, string>),
    partnerships: nowhere,
  };
  door = await createFrontDoor({ upstreams, issuer: nowhere });
  port = Number(new URL(await listenOnLoopbacks(door, 0)).port);
});
afterAll(async () => {
  await door.close();
  part.closeAllConnections();
  part.close();
});
beforeEach(() => {
  answer = readWhole;
  asked = [];
});

const head = (line: string, headers: Readonly<Record<string, string>> = {}) =>
  [line, ...Object.entries({ host: 'x', ...headers }).map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n');

function expectProblem({ headers, body }: RawAnswer): Problem {
  expect(headers['content-type']).toBe('application/problem+json');
  return Problem.parse(JSON.parse(body));
}

/** An answer that a service gives before it has read the body. */
const atOnce =
  (status: number): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/problem+json' }).end(`{"status":${status}}`);
  };

describe('a connection to the front door', () => {
  it.each(ambiguousRequests('/strategy/v1/plans'))(
    'whose request has %s is refused and closed',
    async (_wrong, bytes) => {
      const connection = await rawConnection(port);
      connection.send(bytes);
      const refused = await connection.answer();
      expect([refused.status, refused.headers['connection']]).toEqual([400, 'close']);
      expectProblem(refused);
      expect(await connection.closed()).toBe('');
      expect(asked.map(({ url }) => url)).not.toContain('/hidden');
    },
  );

  it('passes on a GET without the body that it brought, which would be a request of its own to the next reader', async () => {
    const connection = await rawConnection(port);
    const body = 'GET /strategy/v1/hidden HTTP/1.1\r\nHost: x\r\n\r\n';
    connection.send(head('GET /strategy/v1/plans HTTP/1.1', { 'content-length': String(body.length) }) + body);
    expect(await connection.answer()).toMatchObject({ status: 200, body: 'GET 0' });
    connection.send(head('GET /strategy/v1/after HTTP/1.1'));
    expect(await connection.answer()).toMatchObject({ status: 200, body: 'GET 0' });
    expect(asked.map(({ url }) => url)).toEqual(['/v1/plans', '/v1/after']);
    connection.destroy();
  });

  it.each(['FOO', 'TRACE', 'PROPFIND', 'CONNECT'])(
    'is told the methods that there are when it says %s',
    async (method) => {
      for (const path of ['/strategy/v1/plans', '/none', '/']) {
        const connection = await rawConnection(port);
        const target = method === 'CONNECT' ? 'x:80' : path;
        connection.send(head(`${method} ${target} HTTP/1.1`, { 'accept-language': 'es', connection: 'close' }));
        const refused = await connection.answer();
        expect([path, refused.status, refused.headers['allow']]).toEqual([path, 405, 'GET, HEAD, POST, PUT']);
        expect(expectProblem(refused).title).toBe('Método no permitido');
        await connection.closed();
      }
      expect(asked).toEqual([]);
    },
  );

  it.each([
    ['400', 'GET / HTTP/1.1\r\nhost: x\r\naccept-language: pt\r\nbad header\r\n\r\n', 'VALIDATION'],
    ['431', head('GET / HTTP/1.1', { 'accept-language': 'pt', long: 'x'.repeat(20_000) }), 'HEADERS_TOO_LARGE'],
    ['404', head('GET /none HTTP/1.1', { 'accept-language': 'pt', connection: 'close' }), 'NOT_FOUND'],
    ['400', head('GET /%zz HTTP/1.1', { 'accept-language': 'pt', connection: 'close' }), 'VALIDATION'],
    ['503', head('GET /partnerships/v1/x HTTP/1.1', { 'accept-language': 'pt', connection: 'close' }), 'UNAVAILABLE'],
  ])('is refused with %s as by a service, in its language (%#)', async (status, bytes, code) => {
    const connection = await rawConnection(port);
    connection.send(bytes);
    const refused = await connection.answer();
    expect([String(refused.status), refused.headers['content-language']]).toEqual([status, 'pt']);
    expect(expectProblem(refused).code).toBe(code);
    expect(await connection.closed()).toBe('');
  });

  it('whose request does not come is answered 408', async () => {
    const upstreams = Object.fromEntries(services.map((service) => [service, '']));
    const limits = { requestMs: 200, connectionMs: 10_000 };
    const hasty = await createFrontDoor({ upstreams: upstreams as Record<ServiceName, string>, issuer: '', limits });
    const connection = await rawConnection(Number(new URL(await hasty.listen({ port: 0, host: '127.0.0.1' })).port));
    connection.send('GET / HTTP/1.1\r\nhost: x\r\n');
    const refused = await connection.answer();
    expect([refused.status, expectProblem(refused).code]).toEqual([408, 'REQUEST_TIMEOUT']);
    await connection.closed();
    await hasty.close();
  });

  it('closes when it says so, whatever the service says', async () => {
    const connection = await rawConnection(port);
    connection.send(head('GET /strategy/v1/plans HTTP/1.1', { connection: 'close' }));
    const { status, headers } = await connection.answer();
    expect([status, headers['connection'], headers['keep-alive']]).toEqual([200, 'close', undefined]);
    expect(await connection.closed()).toBe('');
  });

  it('of HTTP/1.0 closes, unless it asks to be kept', async () => {
    const plain = await rawConnection(port);
    plain.send('GET /strategy/v1/plans HTTP/1.0\r\n\r\n');
    expect((await plain.answer()).headers['connection']).toBe('close');
    expect(await plain.closed()).toBe('');
    const kept = await rawConnection(port);
    for (let sent = 0; sent < 2; sent += 1) {
      kept.send('GET /strategy/v1/plans HTTP/1.0\r\nConnection: keep-alive\r\n\r\n');
      expect(await kept.answer()).toMatchObject({ status: 200, headers: { connection: 'keep-alive' } });
    }
    kept.destroy();
  });

  it('is told apart from that of the service: what speaks of one of them stays there', async () => {
    answer = (_request, response) =>
      response.writeHead(200, { connection: 'close', 'proxy-authenticate': 'Basic', 'x-own': 'kept' }).end('{}');
    const connection = await rawConnection(port);
    const hops = { 'keep-alive': 'timeout=5', te: 'trailers', upgrade: 'websocket', connection: 'keep-alive, upgrade' };
    connection.send(head('GET /strategy/v1/plans HTTP/1.1', { ...hops, 'proxy-authorization': 'x', 'x-own': 'kept' }));
    const { status, headers } = await connection.answer();
    expect([status, headers['connection'], headers['proxy-authenticate']]).toEqual([200, 'keep-alive', undefined]);
    expect(headers['x-own']).toBe('kept');
    const [passed] = asked.map((request) => request.headers);
    expect(passed).toMatchObject({ 'x-own': 'kept', 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http' });
    for (const name of ['te', 'upgrade', 'proxy-authorization', 'x-forwarded-host'])
      expect(passed).not.toHaveProperty(name);
    connection.destroy();
  });

  it('is asked for once where a service says 503: only the caller tries again', async () => {
    answer = (_request, response) => response.writeHead(503, { 'retry-after': '1' }).end();
    expect((await fetch(`http://127.0.0.1:${port}/strategy/v1/plans`)).status).toBe(503);
    expect(asked).toHaveLength(1);
  });

  it('leads to the same place by ::1, where the machine has it', async () => {
    const byName = await rawConnection(port, '::1').catch((error: NodeJS.ErrnoException) => error);
    if (byName instanceof Error) {
      expect(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'ENETUNREACH']).toContain(byName.code);
      return;
    }
    byName.send(head('GET /strategy/v1/plans HTTP/1.1', { connection: 'close' }));
    expect(await byName.answer()).toMatchObject({ status: 200, body: 'GET 0' });
    await byName.closed();
    byName.destroy();
    expect(asked[0]?.headers['x-forwarded-for']).toBe('::1');
  });
});

describe('a large body', () => {
  it.each([
    ['its length', { 'content-length': String(LARGE) }],
    ['chunks', { 'transfer-encoding': 'chunked' }],
  ])('reaches the service whole, by %s', async (_name, headers) => {
    const connection = await rawConnection(port);
    connection.send(head('POST /strategy/v1/plans HTTP/1.1', headers));
    const body = Buffer.alloc(LARGE, 0x20);
    const chunked = 'transfer-encoding' in headers;
    if (chunked) connection.send(`${LARGE.toString(16)}\r\n`);
    connection.send(body);
    if (chunked) connection.send('\r\n0\r\n\r\n');
    expect(await connection.answer()).toMatchObject({ status: 200, body: `POST ${LARGE}` });
    connection.destroy();
  });

  const early = [
    ['a service that is down', 503, '/partnerships/v1/partners'],
    ['an address that is not there', 404, '/none'],
    ['a service that refuses at once', 401, '/strategy/v1/plans'],
    ['a service that takes less', 413, '/strategy/v1/plans'],
    ['a service that is busy', 503, '/strategy/v1/plans'],
  ] as const;

  it.each(early)('to %s leaves the connection usable', async (_name, status, path) => {
    answer = atOnce(status);
    const connection = await rawConnection(port);
    connection.send(head(`POST ${path} HTTP/1.1`, { 'content-length': String(LARGE) }));
    connection.send(Buffer.alloc(LARGE, 0x20));
    expect((await connection.answer()).status).toBe(status);
    answer = readWhole;
    connection.send(head('GET /registry/v1/organisations HTTP/1.1'));
    expect(await connection.answer()).toMatchObject({ status: 200, body: 'GET 0' });
    connection.destroy();
  });

  it.each(early)(
    'to %s is answered whole before the connection closes as it was asked to',
    async (_name, status, path) => {
      answer = atOnce(status);
      const connection = await rawConnection(port);
      connection.send(head(`POST ${path} HTTP/1.1`, { connection: 'close', 'content-length': String(LARGE) }));
      connection.send(Buffer.alloc(LARGE, 0x20));
      const refused = await connection.answer();
      expect([refused.status, refused.headers['connection']]).toEqual([status, 'close']);
      expect(await connection.closed()).toBe('');
    },
  );

  it('that its sender gives up ends at the service too, and the front door goes on', async () => {
    const gone = new Promise<boolean>((resolve) => {
      answer = (request) => request.once('close', () => resolve(request.complete)).resume();
    });
    const connection = await rawConnection(port);
    connection.send(head('POST /strategy/v1/plans HTTP/1.1', { 'content-length': String(LARGE) }));
    connection.send('the beginning');
    await expect.poll(() => asked.length).toBe(1);
    connection.destroy();
    expect(await gone).toBe(false);
    answer = readWhole;
    expect((await fetch(`http://127.0.0.1:${port}/strategy/v1/plans`)).status).toBe(200);
  });
});
