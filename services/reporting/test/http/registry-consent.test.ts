// registry/consent over HTTP: ends of months, hidden cells in every form, who may ask, and what an erasure leaves.
import { languages, listReports, personErased, Report } from '@tributary/contracts';
import { testLimits, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consentTable, crowd, saying } from '../reports/consents.ts';
import { told } from '../reports/history.ts';
import { analyst, type Harness, startHarness } from './harness.ts';

const path = '/v1/reports/registry/consent';
const today = '2026-07-15T12:00:00.000Z';
let harness: Harness;

beforeAll(async () => {
  harness = await startHarness({ limits: testLimits, now: () => new Date(today) });
  const given = ['given', '2026-1', '2026-02-02'] as const;
  await harness.publish(
    ...crowd('stays', 31, ...saying('contact', given)),
    ...crowd('left', 12, ...saying('contact', given, ['withdrawn', '2026-1', '2026-06-30'])),
    ...crowd('few', 4, ...saying('contact', ['given', '2026-2', '2026-06-02'])),
    ...crowd('silent', 20),
  );
});
afterAll(() => harness?.installation.close());

const ask = (query = '', headers: Record<string, string> = {}) =>
  harness.reporting.get(`${path}?${query}`, { as: analyst, headers });
const table = async (query: string) => consentTable((await ask(query)).body['rows'] as unknown as Report['rows']);

const shown = {
  'contact all all': '67 12 no',
  'contact 2026-1 given': '31 – no',
  'contact 2026-1 withdrawn': '– – yes',
  'contact 2026-2 given': '– – yes',
  'contact none': '20 – no',
};

describe('registry/consent', () => {
  it('shows each purpose at the end of the last month that is over, and hides what is small', async () => {
    const { status, body } = await ask();
    expect(status).toBe(200);
    expect(Report.parse(body)).toEqual(body);
    expect(body).toMatchObject({ key: 'registry/consent', to: '2026-06-30' });
    expect(body['footer']).toEqual({ smallestShown: 10, hiddenRows: 2, purposesNotBrokenDown: 0 });
    expect(consentTable(body['rows'] as unknown as Report['rows'])).toEqual(shown);
  });

  it('shows what was so at the end of an earlier month, and of no other day', async () => {
    expect(await table('to=2026-05-31')).toEqual({
      'contact all all': '67 0 no',
      'contact 2026-1 given': '43 – no',
      'contact none': '24 – no',
    });
    expect(await table('to=2026-01-31')).toEqual({});
    const { status, body } = await ask('to=2026-06-29');
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'MONTH_END_REQUIRED', detail: expect.stringContaining('2026-06-30.') });
  });

  it('is for the roles of governments alone, and takes no breakdown', async () => {
    const as = (caller: `${string}@${string}`) => harness.reporting.get(path, { as: caller });
    for (const caller of ['registrar@MFOR', 'privacy@MFOR', 'planner@MPLA', 'finance@MFIN'] as const) {
      expect((await as(caller)).status).toBe(200);
    }
    expect((await as('association@MNONE')).status).toBe(403);
    expect((await as('person@MNONE')).status).toBe(403);
    expect((await ask('by=sex')).status).toBe(400);
  });

  it('is the same bytes until something is new, and leaves hidden cells empty in CSV, with the words of a language', async () => {
    const { headers } = await ask();
    const etag = String(headers.get('etag'));
    expect((await ask('', { 'if-none-match': etag })).status).toBe(304);
    const csv = await ask('format=csv&lang=ru');
    expect(csv.headers.get('content-disposition')).toContain('registry-consent-2026-06-30.csv');
    const [header, ...lines] = csv.text.split('\r\n');
    expect(header).toMatch(/^\uFEFF?Цель,Версия уведомления,Состояние,Люди,Отзывы,Скрыто$/);
    expect(lines.slice(0, 5)).toEqual([
      'contact,all,all,67,12,no',
      'contact,2026-1,given,31,,no',
      'contact,2026-1,withdrawn,,,yes',
      'contact,2026-2,given,,,yes',
      'contact,,none,20,,no',
    ]);
  });

  it('says in six languages what its columns mean', async () => {
    const seen = new Set<string>();
    for (const lang of languages) {
      const { body } = await harness.reporting.get(`/v1/reports?lang=${lang}`, { as: analyst });
      const one = listReports.reply[200].parse(body).reports.find(({ key }) => key === 'registry/consent');
      expect(one?.parameters).toEqual(['to', 'asOf', 'lang', 'format']);
      seen.add(one?.columns.find(({ key }) => key === 'persons')?.definition ?? '');
    }
    expect(seen.size).toBe(languages.length);
  });

  it('can be frozen, and not by a breakdown', async () => {
    const freeze = (body: object) => harness.reporting.post('/v1/reports/runs', { as: analyst, body });
    const { status, body } = await freeze({ key: 'registry/consent', params: {} });
    expect(status).toBe(201);
    const { text } = await harness.reporting.get(`/v1/reports/runs/${body.id}`, { as: analyst });
    expect(text).toBe((await ask(`asOf=${body['asOf']}`)).text);
    expect(await freeze({ key: 'registry/consent', params: { by: 'sex' } })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/params/by', code: 'UNKNOWN_FIELD' }] },
    });
  });

  it('I16: counts nobody who was erased, as of any instant', async () => {
    const asOf = await until('all of them as of an instant', async () => {
      const { headers, body } = await ask('asOf=latest');
      const rows = consentTable(body['rows'] as unknown as Report['rows']);
      return rows['contact all all'] === shown['contact all all'] ? String(headers.get('x-data-as-of')) : undefined;
    });
    const receiptId = '0190a1b2-0000-7000-8000-000000000031';
    await harness.publish(...told('person:stays-0', personErased({ receiptId, erasedOn: '2026-07-15' })));
    const left = { ...shown, 'contact all all': '66 12 no', 'contact 2026-1 given': '30 – no' };
    expect(await table('')).toEqual(left);
    expect(await table(`asOf=${asOf}`)).toEqual(left);
  });
});
