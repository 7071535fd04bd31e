// Bad input on every route: a problem that says what, where and how to mend; nothing written; never a 5xx.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Api } from '../platform/api.ts';
import { filled, type ServedRoute, servedRoutes } from '../platform/served-routes.ts';
import { startTributary, type Tributary } from '../platform/tributary.ts';

/** A role that each service's writing routes let in. */
const writers: Readonly<Record<string, readonly string[]>> = {
  registry: ['registrar'],
  initiatives: ['officer'],
  partnerships: ['partner-officer'],
  strategy: ['planner', 'finance', 'ministry-reviewer'],
  reporting: ['analyst'],
};

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

/** A problem that a person can act on. */
function expectProblem(answer: Answer, what: string): void {
  expect([what, answer.status]).toEqual([what, expect.toSatisfy((status: number) => status >= 400 && status < 500)]);
  expect([what, answer.headers.get('content-type')]).toEqual([
    what,
    expect.stringContaining('application/problem+json'),
  ]);
  const problem = answer.json<{ type: string; code: string; title: string; detail: string; errors: unknown[] }>();
  expect([what, problem]).toEqual([
    what,
    expect.objectContaining({
      type: expect.stringMatching(/^\/problems\/[a-z0-9-]+$/),
      title: expect.stringMatching(/\S/),
      detail: expect.stringMatching(/\S/),
      errors: expect.any(Array),
    }),
  ]);
  if (problem.code === 'VALIDATION') expect([what, problem.errors.length]).toEqual([what, expect.any(Number)]);
}

const journalLength = async () => {
  const analyst = await tributary.api('analyst', 'MPLA');
  const lengths = ['registry', 'initiatives', 'partnerships', 'strategy'].map(
    async (service) =>
      (await analyst.get(`/${service}/v1/changes?limit=200`)).json<{ items: unknown[] }>().items.length,
  );
  return (await Promise.all(lengths)).reduce((sum, length) => sum + length, 0);
};

const clientsOf = (service: string): Promise<Api[]> =>
  Promise.all((writers[service] ?? []).map((role) => tributary.api(role, 'MLOC')));

describe('bad input', () => {
  it('in bodies is answered by a problem on every route that takes one, and writes nothing', async () => {
    const before = await journalLength();
    let asked = 0;
    for (const { service, method, path, hasBody, takesCsv } of routes) {
      if (!hasBody) continue;
      for (const api of await clientsOf(service)) {
        for (const [name, body, type = 'application/json'] of badBodies) {
          const what = `${method} ${path}: ${name}`;
          const answer = await api.send(method, filled(path), {
            body,
            headers: { ...headers, 'content-type': type },
          });
          if (takesCsv && type === 'text/csv') continue;
          expectProblem(answer, what);
          asked += 1;
        }
      }
    }
    expect(asked).toBeGreaterThan(100);
    expect(await journalLength()).toBe(before);
  });

  it('of 17 MB is refused with 413 before it is read whole', async () => {
    const body = `{"name": "${'x'.repeat(17 * 1024 * 1024)}"}`;
    for (const { service, method, path } of routes.filter(({ hasBody }) => hasBody)) {
      const [api] = await clientsOf(service);
      const answer = await api
        ?.send(method, filled(path), {
          body,
          headers: { ...headers, 'content-type': 'application/json' },
        })
        .catch(() => undefined);
      // A server may close a connection whose body it will not read before the client has seen the answer.
      if (answer === undefined) continue;
      expect([path, answer.status]).toEqual([
        path,
        expect.toSatisfy((status: number) => status === 413 || status === 403),
      ]);
    }
  });

  it('in queries and paths is answered by a problem', async () => {
    const analyst = await tributary.api('analyst', 'MPLA');
    const queries = [
      '?unknown=1',
      '?limit=0',
      '?limit=abc',
      '?limit=1&limit=2',
      '?lang=xx',
      '?after=%00',
      '?__proto__=1',
      `?after=${'x'.repeat(5_000)}`,
    ];
    for (const { path } of routes.filter(({ method, path }) => method === 'GET' && path !== '/reporting/')) {
      for (const query of queries) {
        const answer = await analyst.get(filled(path) + query);
        expectProblem(answer, `GET ${path}${query.slice(0, 30)}`);
      }
    }
    for (const path of [
      '/strategy/v1/plans/%00',
      '/strategy/v1/plans/..%2f..',
      '/initiatives/v1/initiatives/x',
      '/strategy/v1/%',
      '/nothing/here',
      '/strategy/nothing',
    ]) {
      expectProblem(await analyst.get(path), `GET ${path}`);
    }
  });

  it('in headers is answered by a problem', async () => {
    const officer = await tributary.api('officer', 'MLOC');
    const path = filled('/initiatives/v1/initiatives/{id}/plan-links');
    const body = { planCode: 'NONE', planVersion: '1', links: [{ nodeCode: '1', weightPct: 100 }] };
    for (const match of ['5', 'W/"5"', '"x"', '"-1"', '*', '"1", "2"']) {
      expectProblem(await officer.put(path, body, { 'if-match': match }), `If-Match: ${match}`);
    }
    expectProblem(await officer.put(path, body, {}), 'no If-Match');
    for (const key of [' ', 'x'.repeat(500), 'ключ'.normalize()].filter((text) => /^[\x20-\x7e]*$/.test(text))) {
      expectProblem(
        await officer.post('/initiatives/v1/initiatives', {}, { key }),
        `Idempotency-Key: ${key.slice(0, 10)}`,
      );
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
