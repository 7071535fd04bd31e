// National values of KPIs, and exchange rates, over HTTP.
import { type Client, type Installation, type Json, startInstallation, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kpi, node } from '../import/plan-files.ts';
import { analyst, enterPlan, importRows, planner, startStrategy } from './harness.ts';

let installation: Installation;
let strategy: Client;

beforeAll(async () => {
  installation = await startInstallation();
  strategy = await startStrategy(installation);
});
afterAll(() => installation.close());

describe('PUT /v1/kpis/{planCode}/{code}/actuals/{actualOn}', () => {
  const actual = { planCode: 'NDP', actualOn: '2025-12-31', value: '5980', source: 'Statistics office' };
  const record = (code: string, changed: object = {}, as = planner) => {
    const { planCode, actualOn, value, source, ...part } = { ...actual, ...changed };
    const query = new URLSearchParams(part as Readonly<Record<string, string>>);
    return strategy.put(`/v1/kpis/${planCode}/${code}/actuals/${actualOn}?${query}`, { as, body: { value, source } });
  };

  it('records the value of a day, and the same day again replaces it', async () => {
    await enterPlan(strategy, 'NDP');
    await importRows(strategy, 'NDP', '1', [node('1'), kpi('K1', '1')]);
    const first = await record('K1');
    expect(first).toMatchObject({ status: 201, body: { seq: 1 } });
    expect(await record('K1', { value: '6000' })).toMatchObject({ status: 200, body: { id: first.body.id, seq: 2 } });
  });

  it('keeps a value of its own for each category and unit of a day', async () => {
    await enterPlan(strategy, 'PARTS');
    await importRows(strategy, 'PARTS', '1', [node('1'), kpi('K1', '1', { unit: '%' })]);
    const female = { planCode: 'PARTS', dimension: 'sex', category: 'female' };
    const recorded = [
      await record('K1', { planCode: 'PARTS', value: '50' }),
      await record('K1', { planCode: 'PARTS', value: '51', unit: '%' }),
      await record('K1', { ...female, value: '40' }),
      await record('K1', { ...female, value: '41' }),
      await record('K1', { ...female, value: '4100', unit: 'people' }),
    ];
    expect(recorded.map(({ status, body }) => [status, body.seq])).toEqual([
      [201, 1],
      [200, 2],
      [200, 3],
      [200, 4],
      [200, 5],
    ]);
    const facts = await until('the five facts', async () => {
      const told = await strategy.get('/v1/changes?type=strategy.kpi.actual-recorded.v1&limit=200', { as: analyst });
      const ours = told.body.items.map(({ data }) => data as Json).filter(({ planCode }) => planCode === 'PARTS');
      return ours.length === 5 ? ours : undefined;
    });
    const source = { planCode: 'PARTS', code: 'K1', actualOn: '2025-12-31', source: 'Statistics office' };
    expect(facts.toSorted((a, b) => Number(a['value']) - Number(b['value']))).toEqual([
      { ...source, dimension: 'sex', category: 'female', value: '40' },
      { ...source, dimension: 'sex', category: 'female', value: '41' },
      { ...source, value: '50' },
      { ...source, value: '51' },
      { ...source, dimension: 'sex', category: 'female', unit: 'people', value: '4100' },
    ]);
  });

  it('is read with all values of its day, and between two days', async () => {
    await enterPlan(strategy, 'READ');
    await importRows(strategy, 'READ', '1', [node('1'), kpi('K1', '1')]);
    const ours = { planCode: 'READ' };
    await record('K1', { ...ours, actualOn: '2024-12-31', value: '1' });
    await record('K1', { ...ours, value: '2' });
    await record('K1', { ...ours, dimension: 'sex', category: 'female', value: '3' });
    const read = async (path: string) => (await strategy.get(`/v1/kpis/READ/${path}`, { as: analyst })).body;
    const values = async (path: string) =>
      ((await read(path))['actuals'] as { value: string }[]).map(({ value }) => value);
    expect(await read('K1/actuals/2024-12-31')).toEqual({
      planCode: 'READ',
      code: 'K1',
      actuals: [{ actualOn: '2024-12-31', value: '1', source: 'Statistics office' }],
    });
    expect(await values('K1/actuals/2025-12-31')).toEqual(['2', '3']);
    expect(await values('K1/actuals/2023-12-31')).toEqual([]);
    expect(await values('K1/actuals')).toEqual(['1', '2', '3']);
    expect(await values('K1/actuals?from=2025-01-01')).toEqual(['2', '3']);
    expect(await values('K1/actuals?to=2025-01-01')).toEqual(['1']);
    expect(await read('K2/actuals')).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('needs a dimension and a category together', async () => {
    expect(await record('K1', { dimension: 'sex' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/query/category', code: 'REQUIRED' }] },
    });
    expect(await record('K1', { category: 'female' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/query/dimension', code: 'REQUIRED' }] },
    });
  });

  it('finds a KPI by any spelling of its code that an address can have', async () => {
    await enterPlan(strategy, 'SPELT');
    const long = `3.2 (b)/c ${'&'.repeat(54)}`;
    await importRows(strategy, 'SPELT', '1', [node('1'), kpi('3.2 (b)/c', '1'), kpi(long, '1')]);
    const everySign = (code: string) => [...Buffer.from(code)].map((byte) => `%${byte.toString(16)}`).join('');
    for (const spelling of ['3.2%20(b)%2Fc', '3.2%20%28b%29%2fc', everySign('3.2 (b)/c'), everySign(long)]) {
      expect((await record(spelling, { planCode: 'SPELT' })).status, spelling).toBeLessThan(202);
    }
  });

  it('needs a KPI of a version that is complete', async () => {
    expect(await record('K9')).toMatchObject({ status: 422, body: { code: 'KPI_UNKNOWN' } });
    expect(await record('1')).toMatchObject({ status: 422, body: { code: 'KPI_UNKNOWN' } });
    expect(await record('K1', { planCode: 'NONE' })).toMatchObject({ status: 422, body: { code: 'PLAN_UNKNOWN' } });
  });

  it('refuses a day that lies ahead, and a value that is no number', async () => {
    expect(await record('K1', { actualOn: '2199-01-01' })).toMatchObject({
      status: 422,
      body: { code: 'FUTURE_DATE' },
    });
    expect(await record('K1', { value: '5,980' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/value' }] },
    });
  });

  it('is for planners', async () => {
    expect(await record('K1', {}, 'finance@MFIN')).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  });
});

/** What a list holds, page by page to its end. */
async function listAll(path: string): Promise<Json[]> {
  const items: Json[] = [];
  let after = '';
  do {
    const { body } = await strategy.get(path + after, { as: analyst });
    items.push(...body.items);
    after = body.next === null ? '' : `&after=${body.next}`;
  } while (after !== '');
  return items;
}

describe('PUT /v1/exchange-rates/{currency}/{date}', () => {
  const set = (currency: string, date: string, headers: Record<string, string>, rate = '0.90') =>
    strategy.put(`/v1/exchange-rates/${currency}/${date}`, {
      as: 'finance@MFIN',
      body: { rate, source: 'Central bank' },
      headers,
    });
  const anew = { 'if-none-match': '*' };

  it('sets a rate once as new, then on the version that was read', async () => {
    expect(await set('USD', '2025-06-01', {})).toMatchObject({ status: 428, body: { code: 'PRECONDITION_REQUIRED' } });
    expect(await set('USD', '2025-06-01', { 'if-match': '"1"' })).toMatchObject({ status: 412 });
    expect(await set('USD', '2025-06-01', anew)).toMatchObject({ status: 201, body: { seq: 1, status: 'set' } });
    expect(await set('USD', '2025-06-01', anew)).toMatchObject({ status: 412, body: { code: 'STALE' } });
    expect(await set('USD', '2025-06-01', { 'if-match': '"1"' }, '0.91')).toMatchObject({
      status: 200,
      body: { seq: 2 },
    });
    expect(await set('USD', '2025-06-01', { 'if-match': '"1"' }, '0.92')).toMatchObject({ status: 412 });
    const { body } = await strategy.get('/v1/exchange-rates?currency=USD', { as: analyst });
    expect(body.items).toEqual([
      {
        id: expect.any(String),
        seq: 2,
        ministry: 'MFIN',
        updatedAt: expect.any(String),
        currency: 'USD',
        base: 'EUR',
        date: '2025-06-01',
        rate: '0.91',
        source: 'Central bank',
      },
    ]);
  });

  it('refuses the base currency, unknown currencies, days that lie ahead or do not exist, and rates of zero', async () => {
    expect(await set('EUR', '2025-06-01', anew)).toMatchObject({
      status: 422,
      body: { code: 'BASE_CURRENCY', errors: [{ pointer: '/params/currency' }] },
    });
    expect(await set('XYZ', '2025-06-01', anew)).toMatchObject({ status: 400 });
    expect(await set('USD', '2199-01-01', anew)).toMatchObject({ status: 422, body: { code: 'FUTURE_DATE' } });
    expect(await set('USD', '2025-02-29', anew)).toMatchObject({ status: 400 });
    expect(await set('USD', '2025-06-02', anew, '0.00')).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/rate' }] },
    });
  });

  it('is for finance', async () => {
    const body = { rate: '0.9', source: 'Central bank' };
    const answer = await strategy.put('/v1/exchange-rates/USD/2025-06-03', { as: planner, body, headers: anew });
    expect(answer).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  });

  it.each([1, 2, 3])('lists rates by currency and newest first, in pages of %i', async (limit) => {
    const days = ['2025-02-01', '2025-03-01', '2025-01-01'];
    for (const currency of ['GBP', 'CHF', 'JPY']) for (const date of days) await set(currency, date, anew);
    const newestFirst = days.toSorted().reverse();
    const listed = await listAll(`/v1/exchange-rates?limit=${limit}`);
    const ours = listed.filter(({ currency }) => currency !== 'USD');
    expect(ours.map(({ currency, date }) => `${currency} ${date}`)).toEqual(
      ['CHF', 'GBP', 'JPY'].flatMap((currency) => newestFirst.map((date) => `${currency} ${date}`)),
    );
    expect((await listAll(`/v1/exchange-rates?currency=GBP&limit=${limit}`)).map(({ date }) => date)).toEqual(
      newestFirst,
    );
  });
});
