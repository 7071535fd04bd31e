// What is true of every connection to the front door: it is that of a connection to a service.
import { Problem } from '@tributary/contracts';
import { ambiguousRequests, type RawAnswer, rawConnection } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DoorAndPart, doorOfTheseTests, head, startDoor } from './door-and-part.ts';

const door = await doorOfTheseTests();

function expectProblem({ headers, body }: RawAnswer): Problem {
  expect(headers['content-type']).toBe('application/problem+json');
  return Problem.parse(JSON.parse(body));
}

describe('a connection to the front door', () => {
  it.each(ambiguousRequests('/strategy/v1/plans'))(
    'whose request has %s is refused and closed',
    async (_wrong, bytes) => {
      const connection = await rawConnection(door.port);
      connection.send(bytes);
      const refused = await connection.answer();
      expect([refused.status, refused.headers['connection']]).toEqual([400, 'close']);
      expectProblem(refused);
      expect(await connection.closed()).toBe('');
      expect(door.asked.map(({ url }) => url)).not.toContain('/hidden');
    },
  );

  it('passes on a GET without the body that it brought, which would be a request of its own to the next reader', async () => {
    const connection = await rawConnection(door.port);
    const body = 'GET /strategy/v1/hidden HTTP/1.1\r\nHost: x\r\n\r\n';
    connection.send(head('GET /strategy/v1/plans HTTP/1.1', { 'content-length': String(body.length) }) + body);
    expect(await connection.answer()).toMatchObject({ status: 200, body: 'GET 0' });
    connection.send(head('GET /strategy/v1/after HTTP/1.1'));
    expect(await connection.answer()).toMatchObject({ status: 200, body: 'GET 0' });
    expect(door.asked.map(({ url }) => url)).toEqual(['/v1/plans', '/v1/after']);
    connection.destroy();
  });

  it.each(['FOO', 'TRACE', 'PROPFIND', 'CONNECT'])(
    'is told the methods that there are when it says %s',
    async (method) => {
      for (const path of ['/strategy/v1/plans', '/none', '/']) {
        const connection = await rawConnection(door.port);
        const target = method === 'CONNECT' ? 'x:80' : path;
        connection.send(head(`${method} ${target} HTTP/1.1`, { 'accept-language': 'es', connection: 'close' }));
        const refused = await connection.answer();
        expect([path, refused.status, refused.headers['allow']]).toEqual([path, 405, 'GET, HEAD, PATCH, POST, PUT']);
        expect(expectProblem(refused).title).toBe('Método no permitido');
        await connection.closed();
      }
      expect(door.asked).toEqual([]);
    },
  );

  it.each([
    ['400', 'GET / HTTP/1.1\r\nhost: x\r\naccept-language: pt\r\nbad header\r\n\r\n', 'VALIDATION'],
    ['431', head('GET / HTTP/1.1', { 'accept-language': 'pt', long: 'x'.repeat(20_000) }), 'HEADERS_TOO_LARGE'],
    ['404', head('GET /none HTTP/1.1', { 'accept-language': 'pt', connection: 'close' }), 'NOT_FOUND'],
    ['400', head('GET /%zz HTTP/1.1', { 'accept-language': 'pt', connection: 'close' }), 'VALIDATION'],
    ['503', head('GET /partnerships/v1/x HTTP/1.1', { 'accept-language': 'pt', connection: 'close' }), 'UNAVAILABLE'],
  ])('is refused with %s as by a service, in its language (%#)', async (status, bytes, code) => {
    const connection = await rawConnection(door.port);
    connection.send(bytes);
    const refused = await connection.answer();
    expect([String(refused.status), refused.headers['content-language']]).toEqual([status, 'pt']);
    expect(expectProblem(refused).code).toBe(code);
    expect(await connection.closed()).toBe('');
  });

  it.each([
    ['a target', head(`GET /${'x'.repeat(20_000)} HTTP/1.1`)],
    [
      'headers',
      head('GET / HTTP/1.1', Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`h${at}`, 'x'.repeat(20)]))),
    ],
  ])('with too long %s is answered 431', async (_name, bytes) => {
    const connection = await rawConnection(door.port);
    connection.send(bytes);
    expect((await connection.answer()).status).toBe(431);
    expect(await connection.closed()).toBe('');
  });

  describe('that takes too long', () => {
    let hasty: DoorAndPart;
    beforeAll(async () => {
      hasty = await startDoor({ requestMs: 200, connectionMs: 4_000 });
    });
    afterAll(() => hasty.close());

    it.each([
      ['its headers', 'GET / HTTP/1.1\r\nhost: x\r\n'],
      ['its body', head('POST /strategy/v1/plans HTTP/1.1', { 'content-length': '10' })],
    ])('to send %s is answered 408', async (_name, bytes) => {
      const connection = await rawConnection(hasty.port);
      connection.send(bytes);
      const refused = await connection.answer();
      expect([refused.status, expectProblem(refused).code]).toEqual([408, 'REQUEST_TIMEOUT']);
      expect(await connection.closed()).toBe('');
    });

    it('because a service hangs is answered 503', async () => {
      hasty.answer = () => undefined;
      const connection = await rawConnection(hasty.port);
      connection.send(head('GET /strategy/v1/plans HTTP/1.1'));
      const refused = await connection.answer();
      expect([refused.status, expectProblem(refused).code]).toEqual([503, 'UNAVAILABLE']);
      connection.destroy();
    });
  });

  it('closes when it says so, whatever the service says', async () => {
    const connection = await rawConnection(door.port);
    connection.send(head('GET /strategy/v1/plans HTTP/1.1', { connection: 'close' }));
    const { status, headers } = await connection.answer();
    expect([status, headers['connection'], headers['keep-alive']]).toEqual([200, 'close', undefined]);
    expect(await connection.closed()).toBe('');
  });

  it('of HTTP/1.0 closes, unless it asks to be kept', async () => {
    const plain = await rawConnection(door.port);
    plain.send('GET /strategy/v1/plans HTTP/1.0\r\n\r\n');
    expect((await plain.answer()).headers['connection']).toBe('close');
    expect(await plain.closed()).toBe('');
    const kept = await rawConnection(door.port);
    for (let sent = 0; sent < 2; sent += 1) {
      kept.send('GET /strategy/v1/plans HTTP/1.0\r\nConnection: keep-alive\r\n\r\n');
      expect(await kept.answer()).toMatchObject({ status: 200, headers: { connection: 'keep-alive' } });
    }
    kept.destroy();
  });

  it('is told apart from that of the service: what speaks of one of them stays there', async () => {
    door.answer = (_request, response) =>
      response.writeHead(200, { connection: 'close', 'proxy-authenticate': 'Basic', 'x-own': 'kept' }).end('{}');
    const connection = await rawConnection(door.port);
    const hops = { 'keep-alive': 'timeout=5', te: 'trailers', upgrade: 'websocket', connection: 'keep-alive, upgrade' };
    connection.send(
      head('GET /strategy/v1/plans HTTP/1.1', {
        ...hops,
        'proxy-authorization': 'x',
        'x-forwarded-host': 'made-up',
        'x-own': 'kept',
      }),
    );
    const { status, headers } = await connection.answer();
    expect([status, headers['connection'], headers['proxy-authenticate']]).toEqual([200, 'keep-alive', undefined]);
    expect(headers['x-own']).toBe('kept');
    const [passed] = door.asked.map((request) => request.headers);
    expect(passed).toMatchObject({
      'x-own': 'kept',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-host': 'x',
    });
    for (const name of ['te', 'upgrade', 'proxy-authorization']) expect(passed).not.toHaveProperty(name);
    connection.destroy();
  });

  it('is asked for once where a service says 503: only the caller tries again', async () => {
    door.answer = (_request, response) => response.writeHead(503, { 'retry-after': '1' }).end();
    expect((await fetch(`http://127.0.0.1:${door.port}/strategy/v1/plans`)).status).toBe(503);
    expect(door.asked).toHaveLength(1);
  });

  it('leads to the same place by ::1, where the machine has it', async () => {
    const byName = await rawConnection(door.port, '::1').catch((error: NodeJS.ErrnoException) => error);
    if (byName instanceof Error) {
      expect(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'ENETUNREACH']).toContain(byName.code);
      return;
    }
    byName.send(head('GET /strategy/v1/plans HTTP/1.1', { connection: 'close' }));
    expect(await byName.answer()).toMatchObject({ status: 200, body: 'GET 0' });
    await byName.closed();
    byName.destroy();
    expect(door.asked[0]?.headers['x-forwarded-for']).toBe('::1');
  });
});
