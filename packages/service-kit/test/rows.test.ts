// Reads of rows that belong to a ministry: nobody is answered with another one's, whatever a handler forgets.
import { allow, defineRoute, IdParams, LangQuery, type Partner, partner } from '@tributary/contracts';
import type { AggregateStore, Eventing, Filter, Stored } from '@tributary/eventing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { serveAggregate } from '../src/aggregate/aggregate.ts';
import { bound, handle } from '../src/index.ts';
import { as, type Fixture, NOTE_ID, startFixture } from './fixture.ts';

const own = partner.reads({ by: allow('planner', { ministry: 'own' }) });

const stored: Stored<Partner> = {
  id: NOTE_ID,
  ministry: 'MPLA',
  seq: 1,
  at: new Date('2026-03-31T12:00:00.000Z'),
  state: { name: 'Coast Foundation', kind: 'foundation', country: 'FR' },
  reserved: 0n,
};
const pages: Filter[] = [];
const store = {
  load: async (id: string) => (id === NOTE_ID ? stored : undefined),
  page: async (filter: Filter) => {
    pages.push(filter);
    return { items: filter['ministry'] === 'MPLA' ? [stored] : [], next: undefined };
  },
} as unknown as AggregateStore<Partner>;

const forgetful = defineRoute({
  service: 'partnerships',
  method: 'GET',
  path: '/v1/forgotten/{id}',
  summary: 'Read a row, and forget whose it is',
  access: allow('planner', { ministry: 'own' }),
  params: IdParams,
  query: z.strictObject(LangQuery),
  reply: { 200: z.strictObject({ title: z.string() }) },
});
const missing = { ...forgetful, path: '/v1/missing/{id}' };

let fixture: Fixture;
beforeAll(async () => {
  const { list, get } = serveAggregate({ aggregate: () => store } as unknown as Eventing, partner, {
    organisation: () => undefined,
  }).reads(own.get);
  fixture = await startFixture({
    config: { service: 'partnerships' },
    routes: () => [
      ...bound({ listPartners: own.list, getPartner: own.get }, { listPartners: list, getPartner: get }),
      handle(forgetful, async () => ({ reply: { body: { title: 'of another ministry' } } })),
      handle(missing, async () => ({
        outcome: { kind: 'rejected', rejection: { rejected: 'NOT_FOUND', values: {}, errors: [] } },
      })),
    ],
  });
});
afterAll(() => fixture.close());

const get = async (url: string, ministry: string) =>
  fixture.app.inject({ url, headers: await as(fixture, 'planner', ministry) });

describe('a read of rows that belong to a ministry', () => {
  it('shows one to its owner, and to others that there is none', async () => {
    expect((await get(`/v1/partners/${NOTE_ID}`, 'MPLA')).json()).toMatchObject({ name: 'Coast Foundation' });
    expect((await get(`/v1/partners/${NOTE_ID}`, 'MFIN')).statusCode).toBe(404);
  });

  it('lists those of the caller, whatever is asked for', async () => {
    expect((await get('/v1/partners', 'MPLA')).json().items).toHaveLength(1);
    expect((await get('/v1/partners?country=FR', 'MFIN')).json().items).toEqual([]);
    expect(pages.map(({ ministry }) => ministry)).toEqual(['MPLA', 'MFIN']);
  });

  it('that never asks whose they are is answered 500, and shows nothing', async () => {
    const response = await get(`/v1/forgotten/${NOTE_ID}`, 'MPLA');
    expect([response.statusCode, response.body.includes('another ministry')]).toEqual([500, false]);
    expect(fixture.logs.join('')).toContain('GET /v1/forgotten/{id} did not ask whether the caller may touch the row');
  });

  it('may say that there is none without asking', async () => {
    expect((await get(`/v1/missing/${NOTE_ID}`, 'MPLA')).statusCode).toBe(404);
  });

  it('never shows a hidden field as it is kept, also where it has one of that name and nothing to show in it', async () => {
    const { get: read } = partner.reads({
      by: allow('planner', { ministry: 'own' }),
      hides: ['country'],
      shows: { country: z.string().optional() },
    });
    const served = serveAggregate({ aggregate: () => store } as unknown as Eventing, partner, {
      organisation: () => undefined,
    });
    const asked = { params: { id: NOTE_ID }, mayTouch: () => true } as unknown as Parameters<typeof one>[0];
    const { get: one } = served.reads(read, () => ({}));
    expect(await one(asked)).toMatchObject({ reply: { body: { name: 'Coast Foundation' } } });
    expect(JSON.stringify(await one(asked))).not.toContain('"country"');
  });

  it('is none that knows the responsible ministry by itself', () => {
    const { get: read } = partner.reads({ by: allow('planner', { ministry: 'responsible' }) });
    const served = serveAggregate({ aggregate: () => store } as unknown as Eventing, partner, {
      organisation: () => undefined,
    });
    expect(() => served.reads(read)).toThrow(TypeError);
  });
});
