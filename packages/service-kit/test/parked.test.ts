// What a service has set aside, as its operators list it and have it applied again.
import type { Parked } from '@tributary/eventing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { as, type Fixture, startFixture } from './fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture({ consumes: true, limits: { handlerMs: 400 } });
});
afterAll(() => fixture.close());

const parked = (agg: string, group = 'strategy.reactions'): Parked => ({
  group,
  service: 'initiatives',
  agg,
  fromSeq: 3,
  error: 'RangeError: thirteen',
});

beforeEach(() => {
  fixture.eventing.aside = ['c', 'a', 'b'].map((agg) => parked(agg));
  fixture.eventing.mends = true;
  fixture.eventing.calls.length = 0;
});

const list = async (query = '', role = 'operator') =>
  fixture.app.inject({ url: `/v1/parked${query}`, headers: await as(fixture, role) });
const redrive = async (group: string, aggregate: string, role = 'operator') =>
  fixture.app.inject({
    method: 'POST',
    url: `/v1/parked/${group}/${aggregate}/redrive`,
    headers: await as(fixture, role),
  });

describe('GET /v1/parked', () => {
  it('lists each aggregate once, page by page, with the reason', async () => {
    const first = (await list('?limit=2')).json();
    expect(first.items[0]).toEqual({
      group: 'strategy.reactions',
      source: 'initiatives',
      aggregate: 'a',
      fromSeq: 3,
      error: 'RangeError: thirteen',
    });
    const second = (await list(`?limit=2&after=${encodeURIComponent(first.next)}`)).json();
    const names = [...first.items, ...second.items].map(({ aggregate }: { aggregate: string }) => aggregate);
    expect([names, second.next]).toEqual([['a', 'b', 'c'], null]);
  });

  it('is for operators alone', async () => {
    expect((await list('', 'analyst')).statusCode).toBe(403);
    expect((await redrive('strategy.reactions', 'a', 'planner')).statusCode).toBe(403);
  });
});

describe('POST /v1/parked/{group}/{aggregate}/redrive', () => {
  it('applies what is set aside, and says whether it goes on', async () => {
    const answer = await redrive('strategy.reactions', 'b');
    expect([answer.statusCode, answer.json()]).toEqual([200, { status: 'applied' }]);
    expect(fixture.eventing.calls).toEqual(['redrive b']);
    fixture.eventing.mends = false;
    expect((await redrive('strategy.reactions', 'b')).json()).toEqual({ status: 'parked' });
  });

  it('answers in time while a long one goes on', async () => {
    fixture.eventing.mends = new Promise(() => undefined);
    expect((await redrive('strategy.reactions', 'a')).json()).toEqual({ status: 'under-way' });
  });

  it('is 404 where nothing of that name is set aside in that group', async () => {
    expect((await redrive('strategy.views.1', 'a')).statusCode).toBe(404);
    expect((await redrive('strategy.reactions', 'z')).statusCode).toBe(404);
    expect(fixture.eventing.calls).toEqual([]);
  });
});

describe('a service that consumes nothing', () => {
  it('has no such address', async () => {
    const alone = await startFixture();
    expect((await alone.app.inject({ url: '/v1/parked', headers: await as(alone, 'operator') })).statusCode).toBe(404);
    await alone.close();
  });
});
