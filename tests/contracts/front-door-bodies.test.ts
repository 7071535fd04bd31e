// Bodies through the front door: whole where they are wanted, and in nobody's way where they are not.
import type { RequestListener } from 'node:http';
import { rawConnection } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { doorOfTheseTests, head, readWhole } from './door-and-part.ts';

const LARGE = 2 * 1024 * 1024;

const door = await doorOfTheseTests();

/** An answer that a service gives before it has read the body. */
const atOnce =
  (status: number): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/problem+json' }).end(`{"status":${status}}`);
  };

describe('a large body', () => {
  it.each([
    ['its length', { 'content-length': String(LARGE) }],
    ['chunks', { 'transfer-encoding': 'chunked' }],
  ])('reaches the service whole, by %s', async (_name, headers) => {
    const connection = await rawConnection(door.port);
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
    door.answer = atOnce(status);
    const connection = await rawConnection(door.port);
    connection.send(head(`POST ${path} HTTP/1.1`, { 'content-length': String(LARGE) }));
    connection.send(Buffer.alloc(LARGE, 0x20));
    expect((await connection.answer()).status).toBe(status);
    door.answer = readWhole;
    connection.send(head('GET /registry/v1/organisations HTTP/1.1'));
    expect(await connection.answer()).toMatchObject({ status: 200, body: 'GET 0' });
    connection.destroy();
  });

  it.each(early)(
    'to %s is answered whole before the connection closes as it was asked to',
    async (_name, status, path) => {
      door.answer = atOnce(status);
      const connection = await rawConnection(door.port);
      connection.send(head(`POST ${path} HTTP/1.1`, { connection: 'close', 'content-length': String(LARGE) }));
      expect(await connection.staysOpen(50)).toBe(true);
      connection.send(Buffer.alloc(LARGE, 0x20));
      const refused = await connection.answer();
      expect([refused.status, refused.headers['connection']]).toEqual([status, 'close']);
      expect(await connection.closed()).toBe('');
    },
  );

  it('that its sender gives up ends at the service too, and the front door goes on', async () => {
    const gone = new Promise<boolean>((resolve) => {
      door.answer = (request) => request.once('close', () => resolve(request.complete)).resume();
    });
    const connection = await rawConnection(door.port);
    connection.send(head('POST /strategy/v1/plans HTTP/1.1', { 'content-length': String(LARGE) }));
    connection.send('the beginning');
    await expect.poll(() => door.asked.length).toBe(1);
    connection.destroy();
    expect(await gone).toBe(false);
    door.answer = readWhole;
    expect((await fetch(`http://127.0.0.1:${door.port}/strategy/v1/plans`)).status).toBe(200);
  });
});

describe('a short body', () => {
  it.each([
    ['application/json', '{ "a" : 1 }'],
    ['application/json; charset=utf-8', '{"é":"è"}'],
    ['text/csv', 'a;b\r\n'],
    ['application/json', ''],
  ])('of %s reaches the service as it was sent (%#)', async (type, text) => {
    let read = '';
    door.answer = (request, response) => {
      request.on('data', (bytes) => {
        read += bytes;
      });
      request.on('end', () => response.end('{}'));
    };
    const headers = { 'content-type': type };
    const sent = await fetch(`http://127.0.0.1:${door.port}/strategy/v1/plans`, {
      method: 'POST',
      headers,
      body: text,
    });
    expect([sent.status, read]).toEqual([200, text]);
    expect(door.asked[0]?.headers).toMatchObject({
      'content-type': type,
      'content-length': String(Buffer.byteLength(text)),
    });
  });

  it('that its sender gives up never reaches the service, and the front door goes on', async () => {
    const connection = await rawConnection(door.port);
    const headers = { 'content-type': 'application/json', 'content-length': '20' };
    connection.send(head('POST /strategy/v1/plans HTTP/1.1', headers));
    connection.send('{"the":');
    await connection.staysOpen(50);
    connection.destroy();
    expect((await fetch(`http://127.0.0.1:${door.port}/strategy/v1/plans`)).status).toBe(200);
    expect(door.asked.map(({ method }) => method)).toEqual(['GET']);
  });
});

describe('a short answer', () => {
  it('reaches the caller as the service gave it, and HEAD tells its length alone', async () => {
    const text = '{"é":1}';
    door.answer = (_request, response) =>
      response.writeHead(201, { 'content-length': Buffer.byteLength(text), etag: '"1"' }).end(text);
    for (const method of ['GET', 'HEAD']) {
      const got = await fetch(`http://127.0.0.1:${door.port}/strategy/v1/plans`, { method });
      expect([got.status, got.headers.get('etag'), got.headers.get('content-length')]).toEqual([201, '"1"', '8']);
      expect(await got.text()).toBe(method === 'GET' ? text : '');
    }
  });

  it('that breaks off is answered 503, as if the service had been away, and leaves the connection usable', async () => {
    door.answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100', etag: '"1"' });
      response.write('{"half":', () => response.destroy());
    };
    const connection = await rawConnection(door.port);
    connection.send(head('GET /strategy/v1/plans HTTP/1.1'));
    const refused = await connection.answer();
    expect([refused.status, refused.headers['etag'], JSON.parse(refused.body).code]).toEqual([
      503,
      undefined,
      'UNAVAILABLE',
    ]);
    door.answer = readWhole;
    connection.send(head('GET /strategy/v1/plans HTTP/1.1'));
    expect(await connection.answer()).toMatchObject({ status: 200, body: 'GET 0' });
    connection.destroy();
  });
});
