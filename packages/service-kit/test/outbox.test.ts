// What a service has acknowledged and not yet told, as its operators ask for it.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { as, type Fixture, startFixture } from './fixture.ts';

const now = new Date('2026-11-24T10:00:00.000Z');

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture({ now: () => now });
});
afterAll(() => fixture.close());

const ask = async (role = 'operator') => fixture.app.inject({ url: '/v1/outbox', headers: await as(fixture, role) });

it('tells how much waits and since when', async () => {
  fixture.eventing.backlog = { aggregates: 3, since: new Date('2026-11-24T09:59:30.500Z') };
  expect((await ask()).json()).toEqual({ aggregates: 3, since: '2026-11-24T09:59:30.500Z', waitsSeconds: 29 });
});

it('tells of nothing where nothing waits, and of no time where the clock went back', async () => {
  fixture.eventing.backlog = { aggregates: 0, since: undefined };
  expect((await ask()).json()).toEqual({ aggregates: 0, since: null, waitsSeconds: 0 });
  fixture.eventing.backlog = { aggregates: 1, since: new Date('2026-11-24T10:00:05.000Z') };
  expect((await ask()).json()).toMatchObject({ aggregates: 1, waitsSeconds: 0 });
});

it('is for operators alone', async () => {
  expect((await ask('analyst')).statusCode).toBe(403);
});
