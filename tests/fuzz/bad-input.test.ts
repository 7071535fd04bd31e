// Bad input on every route: a problem that says what, where and how to mend; nothing written; never a 5xx.
import { readFileSync } from 'node:fs';
import { services } from '@tributary/contracts';
import { rawConnection } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTable, routeOf, subjectRoles } from '../contracts/authorisation-table.ts';
import type { Answer, Api } from '../platform/api.ts';
import { initiative } from '../platform/sample.ts';
import { filled, type ServedRoute, servedRoutes } from '../platform/served-routes.ts';
import { startTributary, type Tributary } from '../platform/tributary.ts';

const table = readTable(readFileSync(new URL('../contracts/authorisation.txt', import.meta.url), 'utf8'));

/** A client that the route lets in, so that what it sends is read. */
function clientOf(route: Pick<ServedRoute, 'method' | 'path'>): Promise<Api> {
  const row = table.find((one) => routeOf(one) === routeOf(route));
  // as an applicant where there may be one: what it sends is read by the same rules, and it may do least
  const [role] = [...(row?.self ?? []), ...(row?.roles ?? [])];
  if (role === undefined) throw new Error(`${routeOf(route)} lets nobody in`);
  return tributary.api(role, subjectRoles.includes(role) ? '#a-1' : 'MLOC');
}

const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

/** Bodies that no route takes. */
const badBodies: readonly [name: string, body: string, type?: string][] = [
  ['nothing where an object is needed', ''],
  ['a number', '42'],
  ['null', 'null'],
  ['an array', '[]'],
  ['text that is not JSON', '{"code": '],
  ['an object without its fields and with one unknown', '{"surprise": 1}'],
  [
    'wrong types in every field',
    '{"code": 1, "title": "x", "name": [], "budget": 5, "links": {}, "rows": "x", "status": "two", "decision": 1, "key": 1, "rate": 1, "from": 20260101}',
  ],
  ['NUL bytes', '{"code": "A\\u0000B", "name": "A\\u0000B", "title": {"en": "A\\u0000B"}}'],
  ['a prototype key', '{"__proto__": {"role": "operator"}, "constructor": {"prototype": {"x": 1}}}'],
  ['text that is too long', `{"name": "${'x'.repeat(14_000)}", "title": {"en": "${'x'.repeat(1_500)}"}}`],
  ['ten thousand brackets', deep(5_000)],
  ['invalid UTF-8 as another media type', 'a=b', 'application/x-www-form-urlencoded'],
  ['XML', '<plan/>', 'application/xml'],
  ['a media type with a trick', '{}', 'application/json\tx'],
];

let tributary: Tributary;
let routes: ServedRoute[];

beforeAll(async () => {
  tributary = await startTributary();
  routes = await servedRoutes(tributary);
});
afterAll(() => tributary?.remove());

const headers = { 'idempotency-key': 'fuzz', 'if-match': '"1"' };

/** A problem that a person can act on, about the input: who sent it was let in, and what it is about was not looked for. */
function expectProblem(answer: Answer, what: string, ...statuses: number[]): void {
  const { status, code, type, title, detail, errors } = answer.json<{
    status: number;
    code: string;
    type: string;
    title: string;
    detail: string;
    errors: readonly unknown[];
  }>();
  const allowed = statuses.length > 0 ? statuses : [400];
  expect(allowed, `${what}: ${answer.status} ${answer.text}`).toContain(answer.status);
  expect(answer.headers.get('content-type'), what).toContain('application/problem+json');
  expect(status, what).toBe(answer.status);
  expect(type, what).toMatch(/^\/problems\/[a-z0-9-]+$/);
  expect(title, what).toMatch(/\S/);
  expect(detail, what).toMatch(/\S/);
  if (code === 'VALIDATION') expect(errors.length, `${what}: ${answer.text}`).toBeGreaterThan(0);
}

const journalLength = async () => {
  const analyst = await tributary.api('analyst', 'MPLA');
  const lengths = services
    .filter((service) => service !== 'reporting')
    .map(
      async (service) =>
        (await analyst.get(`/${service}/v1/changes?limit=200`)).json<{ items: unknown[] }>().items.length,
    );
  return (await Promise.all(lengths)).reduce((sum, length) => sum + length, 0);
};

describe('bad input', () => {
  it('in bodies is answered by a problem on every route that takes one, and writes nothing', async () => {
    const before = await journalLength();
    const asked = new Set<string>();
    for (const route of routes.filter(({ hasBody }) => hasBody)) {
      const api = await clientOf(route);
      for (const [name, body, type = 'application/json'] of badBodies) {
        const answer = await api.send(route.method, filled(route.path), {
          body,
          headers: { ...headers, 'content-type': type },
        });
        expectProblem(answer, `${routeOf(route)}: ${name}`, 400, 413, 415);
        asked.add(routeOf(route));
      }
    }
    expect(asked.size).toBeGreaterThan(10);
    expect(await journalLength()).toBe(before);
  });

  it('of 17 MB is refused with 413 before it is read whole', async () => {
    const length = 17 * 1024 * 1024;
    for (const route of routes.filter(({ hasBody }) => hasBody)) {
      const { token } = await clientOf(route);
      const connection = await rawConnection(tributary.port);
      connection.send(
        `${route.method} ${filled(route.path)} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\nIf-Match: "1"\r\n` +
          `Content-Type: ${route.bodyType}\r\nContent-Length: ${length}\r\n\r\n{"name": "xxx`,
      );
      expect([route.path, (await connection.answer()).status]).toEqual([route.path, 413]);
      connection.destroy();
    }
  });

  it('in queries and paths is answered by a problem', async () => {
    const queries = [
      '?unknown=1',
      '?lang=xx',
      '?lang=en&lang=fr',
      '?__proto__=1',
      ...['limit=0', 'limit=abc', 'limit=1&limit=2', 'after=%00', `after=${'x'.repeat(5_000)}`].map(
        (query) => `?${query}`,
      ),
    ];
    for (const route of routes.filter(({ method, path }) => method === 'GET' && path !== '/reporting/')) {
      const api = await clientOf(route);
      for (const query of queries) {
        expectProblem(await api.get(filled(route.path) + query), `${routeOf(route)}${query.slice(0, 30)}`);
      }
    }
    const analyst = await tributary.api('analyst', 'MPLA');
    for (const path of [
      '/strategy/v1/plans/%00',
      '/strategy/v1/plans/..%2f..',
      '/initiatives/v1/initiatives/x',
      '/strategy/v1/%',
      '/nothing/here',
      '/strategy/nothing',
    ]) {
      expectProblem(await analyst.get(path), `GET ${path}`, 400, 404);
    }
  });

  it('in headers is answered by a problem', async () => {
    const officer = await tributary.api('officer', 'MLOC');
    const path = filled('/initiatives/v1/initiatives/{id}/plan-links/NONE');
    const body = { planVersion: '1', links: [{ nodeCode: '1', weightPct: 100 }] };
    for (const match of ['*', 'W/"5"', '"x"', '"-1"', '"1", "2"', '"1234567890123456"']) {
      expectProblem(await officer.put(path, body, { 'if-match': match }), `If-Match: ${match}`);
    }
    for (const key of [' ', 'x'.repeat(500), 'cl\u00e9']) {
      const answer = await officer.post('/initiatives/v1/initiatives', initiative, { key });
      expectProblem(answer, `Idempotency-Key: ${key.slice(0, 10)}`);
    }
    expectProblem(
      await officer.get('/initiatives/v1/initiatives', { 'consistency-token': 'nonsense' }),
      'Consistency-Token',
    );
  });

  it('is explained in the language that is asked for', async () => {
    const officer = await tributary.api('officer', 'MLOC');
    const titles = await Promise.all(
      ['en', 'fr', 'es', 'ru', 'it', 'pt'].map(async (lang) => {
        const answer = await officer.post('/initiatives/v1/initiatives', {}, { headers: { 'accept-language': lang } });
        expect(answer.headers.get('content-language')).toBe(lang);
        return answer.json<{ title: string }>().title;
      }),
    );
    expect(new Set(titles).size).toBe(6);
  });
});
