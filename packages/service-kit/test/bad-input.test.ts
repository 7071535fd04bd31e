// Bad input is told what, where and how to mend; nothing reaches a handler, and it is never a fault of ours.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonical } from '../src/request/json.ts';
import { as, type Fixture, NOTE_ID, startFixture } from './fixture.ts';

let fixture: Fixture;
let planner: Record<string, string>;
beforeAll(async () => {
  fixture = await startFixture();
  planner = await as(fixture, 'planner');
});
afterAll(() => fixture.close());

const send = (payload: string | Buffer, headers: Record<string, string> = {}, url = '/v1/notes') =>
  fixture.app.inject({
    method: 'POST',
    url,
    headers: { ...planner, 'content-type': 'application/json', ...headers },
    payload,
  });

const get = (url: string, headers: Record<string, string> = {}) =>
  fixture.app.inject({ method: 'GET', url, headers: { ...planner, ...headers } });

describe('a body', () => {
  it.each<[string, string, { pointer: string; code: string }[]]>([
    ['a field that is missing', '{}', [{ pointer: '/text', code: 'REQUIRED' }]],
    ['a field of another kind', '{"text":5}', [{ pointer: '/text', code: 'WRONG_TYPE' }]],
    ['null for a field', '{"text":null}', [{ pointer: '/text', code: 'WRONG_TYPE' }]],
    [
      'fields that do not exist',
      '{"text":"a","a/b":1,"c~d":2}',
      [
        { pointer: '/a~1b', code: 'UNKNOWN_FIELD' },
        { pointer: '/c~0d', code: 'UNKNOWN_FIELD' },
      ],
    ],
    ['too long a text', `{"text":"${'x'.repeat(301)}"}`, [{ pointer: '/text', code: 'TOO_LONG' }]],
    ['NUL in a text', '{"text":"a\\u0000b"}', [{ pointer: '/text', code: 'CONTROL_CHARACTER' }]],
    ['a line break in a text', '{"text":"a\\nb"}', [{ pointer: '/text', code: 'CONTROL_CHARACTER' }]],
    ['half a surrogate in a text', '{"text":"a\\ud800b"}', [{ pointer: '/text', code: 'CONTROL_CHARACTER' }]],
    ['too large a number', '{"text":"a","weight":101}', [{ pointer: '/weight', code: 'TOO_LARGE' }]],
    ['too fine a number', '{"text":"a","weight":0.001}', [{ pointer: '/weight', code: 'NOT_A_STEP' }]],
    ['a number beyond all numbers', '{"text":"a","weight":1e999}', [{ pointer: '/weight', code: 'WRONG_TYPE' }]],
    ['a list for an object', '[]', [{ pointer: '', code: 'WRONG_TYPE' }]],
    [
      '__proto__ as a key',
      '{"text":"a","__proto__":{"admin":true}}',
      [{ pointer: '/__proto__', code: 'FORBIDDEN_KEY' }],
    ],
    [
      '__proto__ written with an escape, deep inside',
      '{"text":"a","x":[{"_\\u005fproto__":1}]}',
      [{ pointer: '/x/0/__proto__', code: 'FORBIDDEN_KEY' }],
    ],
    [
      'constructor.prototype',
      '{"text":"a","constructor":{"prototype":{"admin":true}}}',
      [{ pointer: '/constructor', code: 'FORBIDDEN_KEY' }],
    ],
    ['a body that nests too deep', `${'['.repeat(8000)}${']'.repeat(8000)}`, [{ pointer: '', code: 'TOO_DEEP' }]],
  ])('with %s is refused, pointing at it', async (_name, body, errors) => {
    const response = await send(body);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ code: 'VALIDATION', errors });
    expect(fixture.bodies).toEqual([]);
  });

  it('lists at most a hundred errors', async () => {
    const keys = Array.from({ length: 300 }, (_, index) => `"k${index}":1`).join(',');
    const response = await send(`{"text":"a",${keys}}`);
    expect(response.json().errors).toHaveLength(100);
  });

  it.each([
    ['{"text": "a",\n "weight": }', 2, 12],
    ['{"text": "a"', 1, 13],
    ['', 1, 1],
  ])('that is not JSON is refused with line and column (%#)', async (body, line, column) => {
    const response = await send(body, { 'content-length': String(body.length) });
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({
      code: 'MALFORMED_BODY',
      errors: [{ pointer: '', code: 'SYNTAX', detail: `The syntax breaks at line ${line}, column ${column}.` }],
    });
  });

  it('that is not UTF-8 is refused', async () => {
    const response = await send(Buffer.from([0x22, 0xe9, 0x22]));
    expect(response.statusCode).toBe(400);
    expect(response.json().code).toBe('MALFORMED_BODY');
  });

  it('may begin with a byte order mark', async () => {
    const response = await send(Buffer.from('\ufeff{"text":"a"}'));
    expect(response.statusCode).toBe(201);
    fixture.bodies.length = 0;
  });

  it.each([
    ['text/plain', {}],
    ['application/jsonp', {}],
    ['application/json, text/plain', {}],
    ['application/problem+json', {}],
    ['multipart/form-data; boundary=x', {}],
    ['application/json', { 'content-encoding': 'gzip' }],
  ])('of the media type %s is refused before it is read', async (type, more) => {
    const response = await send('{"text":', { 'content-type': type, ...more });
    expect(response.statusCode).toBe(415);
    expect(response.json().detail).toBe('Send application/json.');
    expect(response.headers['accept']).toBe('application/json');
  });

  it('is taken in each media type that the contract names, as what it is', async () => {
    const url = '/v1/note-imports';
    const json = await send('{"rows":[]}', { 'content-type': 'APPLICATION/JSON; charset="UTF-8"' }, url);
    expect(json.json()).toEqual({ kind: 'rows' });
    const csv = await send('a,b\n1,2\n', { 'content-type': 'text/csv' }, url);
    expect(csv.json()).toEqual({ kind: 'a,b\n1,2\n' });
    const wrong = await send('{"rows":5}', {}, url);
    expect(wrong.json().errors).toMatchObject([{ pointer: '/rows', code: 'WRONG_TYPE' }]);
  });

  it.each([
    ['text/csv; header=present', undefined],
    ['text/csv; header=Present; charset=UTF-8', 'utf-8'],
    ['text/csv;charset="utf8";header=present', 'utf-8'],
    ['TEXT/CSV; Charset=Windows-1252', 'windows-1252'],
  ])('of %s comes with its bytes and its charset', async (type, charset) => {
    const bytes = Buffer.from([0x61, 0xe9, 0x2c, 0x62]);
    const response = await send(bytes, { 'content-type': type }, '/v1/note-imports');
    expect(response.json()).toEqual({ kind: 'aé,b', charset });
  });

  it('of bytes that differ is another request under the same Idempotency-Key', async () => {
    expect(canonical({ bytes: Buffer.from('a') })).not.toBe(canonical({ bytes: Buffer.from('b') }));
    expect(canonical({ bytes: Buffer.from('a') })).toBe(canonical({ bytes: Buffer.from('a') }));
  });

  it.each([
    ['text/csv; charset=utf-16', 'Send text/csv; charset=utf-8, text/csv; charset=windows-1252.'],
    ['text/csv; header=absent', 'Send text/csv; header=present.'],
    ['application/json; charset=utf-16', 'Send application/json; charset=utf-8.'],
    ['text/plain', 'Send application/json, text/csv.'],
  ])('of %s is refused, saying what to send', async (type, detail) => {
    const response = await send('a,b', { 'content-type': type }, '/v1/note-imports');
    expect(response.statusCode).toBe(415);
    expect(response.json().detail).toBe(detail);
    expect(response.headers['accept']).toBe('application/json, text/csv');
  });

  it('that is missing is refused as such', async () => {
    for (const url of ['/v1/notes', '/v1/note-imports']) {
      const response = await fixture.app.inject({ method: 'POST', url, headers: planner });
      expect(response.statusCode).toBe(400);
      expect(response.json().errors).toMatchObject([{ pointer: '', code: 'REQUIRED' }]);
    }
  });

  it('of a route that is larger by contract is taken, and refused above that', async () => {
    const rows = (count: number) =>
      JSON.stringify({ rows: Array.from({ length: count }, () => ({ a: 'x'.repeat(90) })) });
    expect((await send(rows(300), {}, '/v1/note-imports')).statusCode).toBe(200);
    const large = await send(rows(3000), {}, '/v1/note-imports');
    expect(large.statusCode).toBe(413);
    expect(large.json().detail).toBe('At most 65536 bytes are taken here.');
  });
});

describe('a query or a path', () => {
  it.each<[string, { pointer: string; code: string }[]]>([
    ['/v1/notes?colour=red', [{ pointer: '/query/colour', code: 'UNKNOWN_FIELD' }]],
    ['/v1/notes?limit=ten', [{ pointer: '/query/limit', code: 'WRONG_TYPE' }]],
    ['/v1/notes?limit=201', [{ pointer: '/query/limit', code: 'TOO_LARGE' }]],
    ['/v1/notes?limit=5&limit=6', [{ pointer: '/query/limit', code: 'WRONG_TYPE' }]],
    ['/v1/notes?lang=tlh', [{ pointer: '/query/lang', code: 'NOT_ONE_OF' }]],
    ['/v1/notes?after=%00', [{ pointer: '/query/after', code: 'CONTROL_CHARACTER' }]],
    ['/v1/notes?after=AAAA.BBBB', [{ pointer: '/query/after', code: 'REFUSED' }]],
    ['/v1/notes?__proto__=1', [{ pointer: '/query/__proto__', code: 'UNKNOWN_FIELD' }]],
    ['/v1/notes/not-a-uuid', [{ pointer: '/params/id', code: 'WRONG_FORMAT' }]],
    [`/v1/notes/${NOTE_ID.toUpperCase()}`, [{ pointer: '/params/id', code: 'WRONG_FORMAT' }]],
    [`/v1/notes/${'x'.repeat(300)}`, [{ pointer: '/path', code: 'REFUSED' }]],
    ['/v1/notes/%E0%A4%A', [{ pointer: '/path', code: 'REFUSED' }]],
    ['/v1/report?lang=fr&x=1', [{ pointer: '/query/x', code: 'UNKNOWN_FIELD' }]],
  ])('%s is refused, pointing at it', async (url, errors) => {
    const response = await get(url);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ code: 'VALIDATION', errors });
  });

  it.each([['no colons'], ['strategy:x:one'], [`strategy:${NOTE_ID}:1,`]])(
    'with the Consistency-Token %j is refused',
    async (token) => {
      const response = await get('/v1/notes', { 'consistency-token': token });
      expect(response.statusCode).toBe(400);
      expect(response.json().errors).toMatchObject([{ pointer: '/headers/consistency-token' }]);
    },
  );

  it('is refused in the language of the caller, field by field', async () => {
    const response = await get('/v1/notes?limit=0&colour=red', { 'accept-language': 'ru' });
    expect(response.json().errors.map(({ detail }: { detail: string }) => detail)).toEqual([
      'Наименьшее допустимое значение: 1.',
      'Такого поля здесь нет; удалите его.',
    ]);
  });
});
