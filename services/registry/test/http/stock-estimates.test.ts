// Stock estimates over HTTP: recorded for a country and a year, replaced with the version in hand, read across government.
import { type Client, type Installation, startInstallation, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRegistry } from './started.ts';

let installation: Installation;
let registry: Client;

beforeAll(async () => {
  installation = await startInstallation();
  registry = await startRegistry(installation);
});
afterAll(() => installation.close());

const planner = 'planner@MPLA';
const analyst = 'analyst@MFIN';
const census = { persons: 12_000, source: 'Statistics Office (sample)', method: 'census' };
const record = (place: string, body: object, headers: Record<string, string> = { 'if-none-match': '*' }) =>
  registry.put(`/v1/stock-estimates/${place}`, { as: planner, body, headers });

describe('PUT /v1/stock-estimates/{country}/{year}', () => {
  it('records an estimate, which every role of government reads', async () => {
    const answer = await record('IT/2024', census);
    expect(answer).toMatchObject({ status: 201, body: { seq: 1, status: 'recorded' } });
    expect(answer.headers.get('etag')).toBe('"1"');
    const { body } = await registry.get('/v1/stock-estimates/IT/2024', { as: analyst });
    expect(body).toMatchObject({ country: 'IT', year: 2024, ...census, ministry: 'MPLA', seq: 1 });
    expect((await registry.get('/v1/stock-estimates/IT/2023', { as: analyst })).status).toBe(404);
  });

  it('replaces it for who has read it, and tells each in the feed', async () => {
    await record('DE/2024', census);
    const revised = { ...census, persons: 9_500, method: 'model' };
    expect((await record('DE/2024', revised, {})).status).toBe(428);
    expect(await record('DE/2024', revised)).toMatchObject({ status: 412 });
    expect(await record('DE/2024', revised, { 'if-match': '"7"' })).toMatchObject({ status: 412 });
    expect(await record('DE/2024', revised, { 'if-match': '"1"' })).toMatchObject({ status: 200, body: { seq: 2 } });
    const told = await until('both in the feed', async () => {
      const changes = await registry.get('/v1/changes?type=registry.stock-estimate.recorded.v1', { as: analyst });
      const items = changes.body['items'] as unknown as readonly { readonly data: { readonly country: string } }[];
      const ofCountry = items.map(({ data }) => data).filter(({ country }) => country === 'DE');
      return ofCountry.length === 2 ? ofCountry : undefined;
    });
    expect(told).toEqual([
      { country: 'DE', year: 2024, ...census },
      { country: 'DE', year: 2024, ...revised },
    ]);
  });

  it('lists the newest year of a country first', async () => {
    for (const year of [2019, 2021, 2020]) await record(`FR/${year}`, census);
    const listed = async (query: string) => {
      const { body } = await registry.get(`/v1/stock-estimates?${query}`, { as: analyst });
      return (body['items'] as unknown as readonly { readonly year: number }[]).map(({ year }) => year);
    };
    expect(await listed('country=FR')).toEqual([2021, 2020, 2019]);
    expect(await listed('country=FR&year=2020')).toEqual([2020]);
  });

  it.each([
    ['a year that has not begun', 'PT/2199', census, 422, 'FUTURE_DATE'],
    ['what is no year', 'PT/soon', census, 400, 'VALIDATION'],
    ['what is no country', 'Portugal/2024', census, 400, 'VALIDATION'],
    ['less than nobody', 'PT/2024', { ...census, persons: -1 }, 400, 'VALIDATION'],
    ['half a person', 'PT/2024', { ...census, persons: 0.5 }, 400, 'VALIDATION'],
    ['an estimate of nobody knows whom', 'PT/2024', { persons: 5, method: 'census' }, 400, 'VALIDATION'],
  ])('refuses %s', async (_what, place, body, status, code) => {
    expect(await record(place, body)).toMatchObject({ status, body: { code } });
  });

  it('is for registrars and planners', async () => {
    const asked = { body: census, headers: { 'if-none-match': '*' } };
    expect((await registry.put('/v1/stock-estimates/ES/2024', { as: 'registrar@MFOR', ...asked })).status).toBe(201);
    expect((await registry.put('/v1/stock-estimates/ES/2023', { as: analyst, ...asked })).status).toBe(403);
  });
});
