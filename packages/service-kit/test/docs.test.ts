import { setImmediate } from 'node:timers/promises';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { given, importColumns, openCode, routesOf, services } from '@tributary/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openApiDocument } from '../src/index.ts';
import { contracts, type Fixture, startFixture } from './fixture.ts';

interface Content {
  readonly [mediaType: string]: { readonly schema: Record<string, unknown> };
}

interface Operation {
  readonly parameters: { readonly name: string; readonly schema: object }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Record<string, { readonly content?: Content; readonly headers?: object }>;
}

/** The component that a schema refers to. */
const nameIn = (schema: Record<string, unknown> | undefined) => String(schema?.['$ref']).split('/').at(-1) ?? '';

const noAnswer = async () => ({ reply: { body: {} } });
async function faultsOf(text: string) {
  const config = await createConfig({
    extends: ['recommended'],
    rules: { 'operation-4xx-response': 'error', 'no-unused-components': 'error', 'tag-description': 'off' },
  });
  const problems = await lintFromString({ source: text, absoluteRef: 'openapi.json', config });
  return problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer]);
}

it('what a service that consumes answers to operators is described without a fault', async () => {
  const fixture = await startFixture({ consumes: true });
  const text = (await fixture.app.inject('/openapi.json')).body;
  const { paths } = JSON.parse(text) as { paths: Record<string, Record<string, { operationId?: string }>> };
  expect(paths['/v1/parked']?.['get']?.operationId).toBe('listParked');
  expect(paths['/v1/parked/{group}/{aggregate}/redrive']?.['post']?.operationId).toBe('redriveParked');
  expect((await faultsOf(text)).filter(([, , place]) => String(place).includes('parked'))).toEqual([]);
  await fixture.close();
});

describe.each(services)('the description of %s', (service) => {
  let fixture: Fixture;
  let text: string;
  beforeAll(async () => {
    fixture = await startFixture({
      config: { service },
      routes: () =>
        Object.values(routesOf[service]).map((contract) => ({
          contract,
          handler: async () => ({ reply: { body: {} } }),
        })),
    });
    text = (await fixture.app.inject('/openapi.json')).body;
  });
  afterAll(() => fixture.close());

  it('is OpenAPI 3.1 without a fault', async () => {
    expect(await faultsOf(text)).toEqual([]);
    expect(JSON.parse(text)).toEqual(await openApiDocument(fixture.app));
  });

  it('is made between other requests', async () => {
    const { app } = fixture;
    let made = false;
    const making = openApiDocument(app).then(() => {
      made = true;
    });
    let others = 0;
    for (; !made; others += 1) await setImmediate();
    await making;
    expect(others).toBeGreaterThanOrEqual(app.described.contracts.length);
  });

  it('names every route of the contracts, and nothing internal', () => {
    const { paths, servers, openapi } = JSON.parse(text);
    expect(openapi).toBe('3.1.0');
    expect(servers).toEqual([{ url: `/${service}` }]);
    const described = Object.entries(paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const contracted = Object.values(routesOf[service]).map(({ method, path }) => `${method} ${path}`);
    const feed = service === 'reporting' ? [] : ['GET /v1/changes'];
    // the eventing of this test has aggregates, whatever the service
    expect(described.sort()).toEqual([...contracted, ...feed, 'GET /v1/outbox'].sort());
  });
});

describe('an operation', () => {
  it('says who may call it, what it takes and what can be refused', async () => {
    const fixture = await startFixture();
    const { paths } = JSON.parse((await fixture.app.inject('/openapi.json')).body);
    expect(paths['/v1/rates/{id}'].put).toMatchObject({
      summary: 'Set what may not be there yet',
      description: 'Roles: finance.',
      security: [{ token: [] }, { oauth: ['finance'] }],
      responses: {
        '201': { content: { 'application/json': { schema: { $ref: '#/components/schemas/Acknowledged' } } } },
      },
    });
    const names = (operation: { parameters: { name: string; required?: boolean }[] }) =>
      operation.parameters.map(({ name, required }) => (required ? `${name}!` : name)).sort();
    expect(names(paths['/v1/rates/{id}'].put)).toEqual([
      'Consistency-Token',
      'If-Match',
      'If-None-Match',
      'id!',
      'lang',
    ]);
    expect(names(paths['/v1/notes/{id}/payment'].post)).toEqual([
      'Consistency-Token',
      'Idempotency-Key!',
      'If-Match',
      'Prefer',
      'id!',
      'lang',
    ]);
    expect(names(paths['/v1/notes/{id}'].put)).toContain('If-Match!');
    expect(Object.keys(paths['/v1/note-imports'].post.requestBody.content)).toEqual(['application/json', 'text/csv']);
    expect(paths['/v1/notes/{id}'].put.responses['412']).toMatchObject({
      description: 'STALE',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    });
    expect(paths['/v1/page'].get.security).toEqual([]);
    await fixture.close();
  });

  it('says what its schemas say of themselves', async () => {
    const described = { ...contracts.writeNote, body: z.strictObject({ kind: given(openCode(['plain', 'urgent'])) }) };
    const fixture = await startFixture({ routes: () => [{ contract: described, handler: noAnswer }] });
    const { post } = JSON.parse((await fixture.app.inject('/openapi.json')).body).paths['/v1/notes'];
    const { schema } = post.requestBody.content['application/json'];
    expect(schema.properties.kind).toMatchObject({ type: 'string', examples: ['plain', 'urgent'] });
    expect(post.parameters).toContainEqual(
      expect.objectContaining({ name: 'Consistency-Token', description: expect.stringContaining('must know') }),
    );
    await fixture.close();
  });
});

describe('the descriptions of all services', () => {
  const operations = new Map<string, Operation>();
  let documents: Record<string, { components: { schemas: Record<string, Record<string, unknown>> } }>;
  beforeAll(async () => {
    documents = {};
    for (const service of services) {
      const routes = () => Object.values(routesOf[service]).map((contract) => ({ contract, handler: noAnswer }));
      const fixture = await startFixture({ config: { service }, routes });
      const document = (await fixture.app.inject('/openapi.json')).json();
      documents[service] = document;
      for (const [path, methods] of Object.entries(document.paths as Record<string, Record<string, Operation>>)) {
        for (const [method, operation] of Object.entries(methods)) {
          operations.set(`${service} ${method.toUpperCase()} ${path}`, operation);
        }
      }
      await fixture.close();
    }
  });

  const operation = (name: string): Operation => {
    const found = operations.get(name);
    if (found === undefined) throw new Error(`${name} is not described`);
    return found;
  };
  const namesOf = (name: string) => operation(name).parameters.map((parameter) => parameter.name);

  it('hold no pattern that looks ahead or behind, or names Unicode properties', () => {
    const patterns = [...JSON.stringify(documents).matchAll(/"pattern":"((?:[^"\\]|\\.)*)"/g)].map(([, one]) => one);
    expect(patterns.length).toBeGreaterThan(100);
    expect(patterns.filter((pattern) => /\(\?[=!<]|\\p/i.test(String(pattern)))).toEqual([]);
    const rules = JSON.stringify(documents, (key, value: unknown) => (key === 'example' ? undefined : value));
    expect(rules).not.toMatch(/"format":"(?!date|uuid|binary)/);
  });

  it('tell the answers that every operation can give, with a Problem for each refusal', () => {
    for (const [name, { responses }] of operations) {
      expect([name, Object.keys(responses)]).toEqual([
        name,
        expect.arrayContaining(['400', '405', '408', '429', '431', '500', '503']),
      ]);
      for (const [status, { content, headers }] of Object.entries(responses)) {
        if (Number(status) < 400) continue;
        expect(Object.keys(content ?? {})).toEqual(['application/problem+json']);
        expect(content?.['application/problem+json']?.schema).toEqual({ $ref: '#/components/schemas/Problem' });
        expect(Object.keys(headers ?? {})).toContain('Content-Language');
      }
    }
  });

  it('tell the headers of answers', () => {
    const headersOf = (name: string, status: number) => Object.keys(operation(name).responses[status]?.headers ?? {});
    expect(headersOf('strategy POST /v1/plans', 201)).toEqual(
      expect.arrayContaining(['ETag', 'Location', 'Consistency-Token', 'RateLimit-Policy']),
    );
    expect(headersOf('reporting GET /v1/reports/plan/alignment', 200)).toEqual(
      expect.arrayContaining([
        ...['ETag', 'X-Data-As-Of', 'X-Data-Lag-Seconds', 'X-Parked', 'X-Revision'],
        ...['Content-Disposition', 'Content-Language'],
      ]),
    );
    expect(headersOf('strategy GET /v1/plans/{code}', 304)).toContain('ETag');
    expect(headersOf('strategy GET /v1/plans', 429)).toContain('Retry-After');
    expect(operation('strategy GET /v1/plans').responses[304]).toBeUndefined();
  });

  it('tell conditions where they work', () => {
    expect(namesOf('strategy POST /v1/plans/{code}/versions/{version}/activation')).toContain('If-Match');
    expect(namesOf('strategy POST /v1/plans')).not.toContain('If-Match');
    expect(namesOf('strategy GET /v1/plans/{code}')).toContain('If-None-Match');
    expect(namesOf('strategy GET /v1/plans')).not.toContain('If-None-Match');
  });

  it('tell the rules that the server keeps: at least one text, known currencies and their decimals, bounds', () => {
    const { Label, Money, Currency } = documents['initiatives']?.components.schemas ?? {};
    expect(Label).toMatchObject({ type: 'object', minProperties: 1 });
    expect(Currency?.['enum']).toEqual(expect.arrayContaining(['EUR', 'XAF', 'KWD']));
    expect(Money?.['oneOf']).toHaveLength(4);
    const limit = operation('strategy GET /v1/plans').parameters.find(({ name }) => name === 'limit');
    expect(limit?.schema).toMatchObject({ type: 'integer', minimum: 1, maximum: 200, default: 50 });
    const type = operation('strategy GET /v1/changes').parameters.find(({ name }) => name === 'type');
    expect(type).toMatchObject({ style: 'form', explode: false, schema: { type: 'array' } });
    expect(JSON.stringify(type?.schema)).toContain('strategy.plan.activated.v1');
  });

  it('tell the columns of an import, each media type with a schema of its own', () => {
    const content = operation('strategy POST /v1/plans/{code}/versions/{version}/import').requestBody?.content ?? {};
    const csv = content['text/csv']?.schema ?? {};
    const { properties: { rows = {} } = {} } = Object(
      documents['strategy']?.components.schemas[nameIn(content['application/json']?.schema)],
    );
    expect(csv).toMatchObject({ type: 'string' });
    for (const { name, meaning } of importColumns) {
      expect(String(csv['description'])).toContain(`\`${name}\`: ${meaning}`);
      expect(rows.items.properties[name].description).toContain(meaning);
    }
    const report = operation('reporting GET /v1/reports/plan/alignment').responses[200]?.content;
    expect(report?.['text/csv']?.schema).toEqual({ type: 'string' });
    expect(report?.['application/json']?.schema).toEqual({ $ref: '#/components/schemas/Report' });
  });
});

describe('the API pages', () => {
  it.each(['/docs', '/docs/'])('at %s refer to their files relatively, and each is there', async (page) => {
    const fixture = await startFixture();
    const { body, statusCode, headers } = await fixture.app.inject(page);
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    for (const kind of ['script', 'style']) {
      expect(headers['content-security-policy']).toContain(`${kind}-src 'self';`);
    }
    const files = [...body.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, file]) => String(file));
    expect(files.length).toBeGreaterThan(4);
    for (const file of [...files, page === '/docs' ? './docs/json' : './json']) {
      expect(file).toMatch(/^\.\//);
      const { pathname } = new URL(file, `http://front-door/strategy${page}`);
      expect(pathname).toMatch(/^\/strategy\/docs\//);
      const response = await fixture.app.inject(pathname.replace('/strategy', ''));
      expect([file, response.statusCode]).toEqual([file, 200]);
    }
    expect((await fixture.app.inject('/docs/static/nothing.js')).json().code).toBe('NOT_FOUND');
    await fixture.close();
  });

  it('name the service, and open the request that an address names', async () => {
    const fixture = await startFixture({ config: { service: 'strategy' } });
    expect((await fixture.app.inject('/docs')).body).toContain('<title>Tributary strategy</title>');
    const script = (await fixture.app.inject('/docs/static/swagger-initializer.js')).body;
    expect(script).toContain('const config = {"deepLinking":true,"layout":"BaseLayout"}');
    await fixture.close();
  });
});
