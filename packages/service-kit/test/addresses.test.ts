// An address of its own that has the form of others, such as `/v1/notes/search` beside `/v1/notes/{id}`.
import { defineRoute, open } from '@tributary/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { handle } from '../src/index.ts';
import { as, contracts, type Fixture, startFixture } from './fixture.ts';

const findNotes = defineRoute({
  service: 'strategy',
  method: 'POST',
  path: '/v1/notes/search',
  summary: 'Find notes',
  access: open,
  reply: { 200: z.strictObject({ found: z.int() }) },
  idempotency: 'ignored',
  precondition: 'none',
});

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture({
    routes: () => [
      handle(contracts.getNote, async ({ params: { id } }) => ({ reply: { body: { id, seq: 1, text: 'read' } } })),
      handle(contracts.changeNote, async ({ mayTouch }) => ({ outcome: await fixture.outcome(mayTouch('') as never) })),
      handle(findNotes, async () => ({ reply: { body: { found: 3 } } })),
    ],
  });
});
afterAll(() => fixture.close());

it('answers its own methods', async () => {
  const response = await fixture.app.inject({ method: 'POST', url: '/v1/notes/search' });
  expect([response.statusCode, response.json()]).toEqual([200, { found: 3 }]);
});

it.each(['GET', 'HEAD', 'PUT', 'PATCH', 'OPTIONS'] as const)('is none of the others to %s', async (method) => {
  const headers = await as(fixture, 'planner');
  const response = await fixture.app.inject({ method, url: '/v1/notes/search?lang=fr', headers });
  expect([response.statusCode, response.headers['allow']]).toEqual([405, 'POST']);
});

it('leaves the others as they are', async () => {
  const headers = await as(fixture, 'planner');
  const response = await fixture.app.inject({ method: 'GET', url: '/v1/notes/search-1', headers });
  expect(response.statusCode).toBe(400);
});
