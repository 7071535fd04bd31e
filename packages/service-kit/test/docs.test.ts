import { createConfig, lintFromString } from '@redocly/openapi-core';
import { openCode, routesOf, services } from '@tributary/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { handle, openApiDocument } from '../src/index.ts';
import { contracts, type Fixture, startFixture } from './fixture.ts';

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
    expect(JSON.parse(text)).toEqual(openApiDocument(fixture.app));
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
    expect(described.sort()).toEqual([...contracted, ...feed].sort());
  });
});

describe('an operation', () => {
  it('says who may call it, what it takes and what can be refused', async () => {
    const fixture = await startFixture();
    const { paths } = JSON.parse((await fixture.app.inject('/openapi.json')).body);
    expect(paths['/v1/rates/{id}'].put).toMatchObject({
      summary: 'Set what may not be there yet',
      description: 'Roles: finance.',
      security: [{ token: [] }],
      responses: {
        '201': { content: { 'application/json': { schema: { $ref: '#/components/schemas/Acknowledged' } } } },
      },
    });
    const names = (operation: { parameters: { name: string; required?: boolean }[] }) =>
      operation.parameters.map(({ name, required }) => (required ? `${name}!` : name)).sort();
    expect(names(paths['/v1/rates/{id}'].put)).toEqual([
      'consistency-token',
      'id!',
      'if-match',
      'if-none-match',
      'lang',
    ]);
    expect(names(paths['/v1/notes/{id}/payment'].post)).toContain('idempotency-key!');
    expect(names(paths['/v1/notes/{id}'].put)).toContain('if-match!');
    expect(Object.keys(paths['/v1/note-imports'].post.requestBody.content)).toEqual(['application/json', 'text/csv']);
    expect(paths['/v1/notes/{id}'].put.responses['412']).toMatchObject({
      description: 'STALE',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    });
    expect(paths['/v1/page'].get.security).toEqual([]);
    await fixture.close();
  });

  it('says what its schemas say of themselves', async () => {
    const described = { ...contracts.writeNote, body: z.strictObject({ kind: openCode(['plain', 'urgent']) }) };
    const fixture = await startFixture({ routes: () => [handle(described, async () => ({ reply: { body: {} } }))] });
    const { post } = JSON.parse((await fixture.app.inject('/openapi.json')).body).paths['/v1/notes'];
    const { schema } = post.requestBody.content['application/json'];
    expect(schema.properties.kind).toMatchObject({ type: 'string', examples: ['plain', 'urgent'] });
    expect(post.parameters).toContainEqual(
      expect.objectContaining({ name: 'consistency-token', description: expect.stringContaining('must know') }),
    );
    await fixture.close();
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
