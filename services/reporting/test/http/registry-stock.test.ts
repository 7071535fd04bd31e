// registry/stock over HTTP: ends of months, breakdowns, hidden cells in every form, and what an erasure leaves.
import { languages, listReports, personErased, type RebuildState, Report } from '@tributary/contracts';
import { testLimits, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { told } from '../reports/history.ts';
import { estimate, people, person, tableOf } from '../reports/stock.ts';
import { analyst, type Harness, startHarness } from './harness.ts';

const path = '/v1/reports/registry/stock';
const today = '2026-07-15T12:00:00.000Z';
let harness: Harness;

beforeAll(async () => {
  harness = await startHarness({ limits: testLimits, now: () => new Date(today) });
  await harness.publish(
    ...estimate('PT', 1_000),
    ...estimate('IE', 100),
    ...people('PT', [31, 21, 11, 21]),
    ...people('CA', [12, 12, 12, 12]),
    ...people('IE', [7, 0, 0, 0]),
    ...Array.from({ length: 12 }, (_, at) => person(`m${at}`, { country: 'PT', sex: 'male' })).flat(),
    ...person('o', { country: 'PT', sex: 'other' }),
  );
});
afterAll(() => harness?.installation.close());

const ask = (query = '', headers: Record<string, string> = {}) =>
  harness.reporting.get(`${path}?${query}`, { as: analyst, headers });
const table = async (query: string) => tableOf((await ask(query)).body['rows'] as unknown as Report['rows']);

const shown = {
  CA: '– – – – – –',
  IE: '– – – – 100 –',
  PT: '44 21 11 21 1000 1.1',
  all: '63 33 23 33 1100 –',
};

describe('registry/stock', () => {
  it('shows each country at the end of the last month that is over, and hides what is small', async () => {
    const { status, body } = await ask();
    expect(status).toBe(200);
    expect(Report.parse(body)).toEqual(body);
    expect(body).toMatchObject({ key: 'registry/stock', to: '2026-06-30', footer: { hiddenCountries: 2 } });
    expect(tableOf(body['rows'] as unknown as Report['rows'])).toEqual(shown);
  });

  it('hides the same countries in a breakdown, and small groups of the others', async () => {
    const whole = { 'CA all': shown.CA, 'IE all': shown.IE, 'PT all': shown.PT, 'all all': shown.all };
    expect(await table('by=sex')).toEqual({
      ...whole,
      'PT female': '31 21 11 21 – –',
      'PT male': '– – – – – –',
      'PT other': '– – – – – –',
    });
    expect(await table('by=ageBand')).toEqual({ ...whole, 'PT 37-41': '44 21 11 21 – –' });
    expect((await ask('by=city')).status).toBe(400);
  });

  it.each([
    ['2026-06-29', '2026-05-31, 2026-06-30'],
    ['2026-06-01', '2026-05-31, 2026-06-30'],
    ['2026-07-15', '2026-06-30'],
    ['2026-07-31', '2026-06-30'],
    ['2030-01-01', '2026-06-30'],
    ['2024-02-28', '2024-01-31, 2024-02-29'],
  ])('of %s is refused with the nearest days: %s', async (to, days) => {
    const { status, body } = await ask(`to=${to}`);
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'MONTH_END_REQUIRED', detail: expect.stringContaining(`${days}.`) });
  });

  it('shows what was so at the end of an earlier month', async () => {
    expect(await table('to=2025-02-28')).toEqual({
      ...{ IE: '0 0 0 0 100 0', PT: '0 0 0 0 1000 0', all: '0 0 0 0 1100 0' },
    });
  });

  it('leaves hidden cells empty in CSV, with the words of a language', async () => {
    const { text, headers } = await ask('by=sex&format=csv&lang=pt');
    expect(headers.get('content-disposition')).toContain('registry-stock-sex-2026-06-30.csv');
    const [header, ca, , , female, male] = text.split('\r\n');
    expect(header).toMatch(/^\uFEFF?País,Grupo,Inscritos,/);
    expect([ca, female, male]).toEqual([
      'CA,all,,,,,,,,,,yes',
      'PT,female,31,21,11,21,,,,,,no',
      'PT,male,,,,,,,,,,yes',
    ]);
  });

  it('says in six languages what its columns mean', async () => {
    const seen = new Set<string>();
    for (const lang of languages) {
      const { body } = await harness.reporting.get(`/v1/reports?lang=${lang}`, { as: analyst });
      const one = listReports.reply[200].parse(body).reports.find(({ key }) => key === 'registry/stock');
      expect(one?.parameters).toEqual(['by', 'to', 'asOf', 'lang', 'format']);
      seen.add(one?.columns.find(({ key }) => key === 'registered')?.definition ?? '');
    }
    expect(seen.size).toBe(languages.length);
  });

  it('freezes a breakdown, and no other report by one', async () => {
    const freeze = (body: object) => harness.reporting.post('/v1/reports/runs', { as: analyst, body });
    const { status, body } = await freeze({ key: 'registry/stock', params: { by: 'sex' } });
    expect(status).toBe(201);
    const { text } = await harness.reporting.get(`/v1/reports/runs/${body.id}`, { as: analyst });
    expect(text).toBe((await ask(`by=sex&asOf=${body['asOf']}`)).text);
    expect(await freeze({ key: 'funds/matching', params: { by: 'sex' } })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/params/by', code: 'UNKNOWN_FIELD' }] },
    });
    expect(await freeze({ key: 'registry/stock', params: { to: '2026-06-29' } })).toMatchObject({
      status: 422,
      body: { code: 'MONTH_END_REQUIRED' },
    });
  });

  it('I16: counts nobody who was erased, as of any instant and after a rebuild', async () => {
    const asOf = await until('all of them as of an instant', async () => {
      const { headers, body } = await ask('asOf=latest');
      const isWhole = tableOf(body['rows'] as unknown as Report['rows'])['all'] === shown.all;
      return isWhole ? String(headers.get('x-data-as-of')) : undefined;
    });
    const receiptId = '0190a1b2-0000-7000-8000-000000000031';
    await harness.publish(...told('person:PT-0', personErased({ receiptId, erasedOn: '2026-07-15' })));
    const left = { ...shown, PT: '43 20 10 20 1000 1', all: '62 32 22 32 1100 –' };
    expect(await table('')).toEqual(left);
    expect(await table(`asOf=${asOf}`)).toEqual(left);

    const operator = { as: 'operator@OPERATOR' } as const;
    const rebuilt = async () => (await harness.reporting.get('/v1/rebuild', operator)).body as unknown as RebuildState;
    const { live } = await rebuilt();
    expect((await harness.reporting.post('/v1/rebuild', { ...operator, body: {} })).status).toBe(200);
    await until('the rebuilt version to be live', async () => (await rebuilt()).live !== live || undefined, 60_000);
    expect(await table('')).toEqual(left);
  });
});
