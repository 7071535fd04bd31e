// plan/alignment over HTTP: forms, languages, parameters, and how it answers what has not changed.
import { languages, Report } from '@tributary/contracts';
import { until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initiative, links, plan, review } from '../reports/country.ts';
import { analyst, type Harness, idOf, startHarness } from './harness.ts';

const path = '/v1/reports/plan/alignment';
let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
  await harness.publish(
    ...plan('NDP', { title: (code) => ({ en: `Node ${code}`, fr: `Nœud ${code}` }) }),
    ...plan('SDG', { kind: 'sdg', nodes: ['17'] }),
    ...initiative(idOf('a'), '1000.00', { title: { fr: 'Pompes' } }),
    ...links(idOf('a'), { '1.1': 60, 2: 40 }),
    ...review(idOf('a'), '1.1', 60, 'accepted'),
    ...initiative(idOf('b'), '500.00'),
  );
});
afterAll(() => harness.installation.close());

const ask = (query = '', headers: Record<string, string> = {}) =>
  harness.reporting.get(path + query, { as: analyst, headers });

describe('GET /v1/reports/plan/alignment', () => {
  it('shows the one national plan as of now, with its footer', async () => {
    const { status, body, headers } = await ask();
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(Report.parse(body)).toEqual(body);
    expect(body).toMatchObject({ key: 'plan/alignment', plan: 'NDP', to: new Date().toISOString().slice(0, 10) });
    expect(body['rows']).toMatchObject([
      { code: '1', initiatives: 1, budget: '600.00', budgetSharePct: 40 },
      { code: '1.1', initiatives: 1, budget: '600.00' },
      { code: '1.2', initiatives: 0, budget: '0.00' },
      { code: '2', initiatives: 0, awaiting: 1, budget: '0.00' },
    ]);
    expect(body['footer']).toEqual({
      planVersion: '1',
      currency: 'EUR',
      liveInitiatives: 2,
      unlinkedInitiatives: 1,
      driftedInitiatives: 0,
      portfolioBudget: '1500.00',
      accepted: '600.00',
      awaiting: '400.00',
      rejected: '0.00',
      drifted: '0.00',
      unlinked: '500.00',
      weightedAlignment: 12.4,
    });
  });

  it('rule 35: says in its headers, and not in its body, how fresh it is', async () => {
    const { headers, text } = await until('an answer that names its instant', async () => {
      const answer = await ask();
      return answer.headers.has('x-data-as-of') ? answer : undefined;
    });
    expect(headers.get('x-data-as-of')).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(headers.get('x-data-lag-seconds')).toMatch(/^\d+(\.\d+)?$/);
    expect(headers.get('x-parked')).toBe('0');
    expect(headers.get('x-revision')).toMatch(/^\S{10,}$/);
    expect(text).not.toContain('asOf');
  });

  it('rule 36: answers 304 to whoever has these bytes, and the bytes to whoever has others', async () => {
    const first = await ask();
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"\S{20,}"$/);
    const again = await ask('', { 'if-none-match': etag });
    expect(again).toMatchObject({ status: 304, text: '' });
    expect(again.headers.get('etag')).toBe(etag);
    expect(again.headers.get('x-data-as-of')).not.toBeNull();
    expect((await ask('?to=2026-01-01', { 'if-none-match': etag })).status).toBe(200);
    await harness.publish(...plan('EDU', { kind: 'sector', nodes: ['1'] }));
    expect((await ask('', { 'if-none-match': etag })).status).toBe(304);
    await harness.publish(...initiative(idOf('c'), '1.00'));
    const changed = await ask('', { 'if-none-match': etag });
    expect(changed).toMatchObject({ status: 200, body: { footer: { portfolioBudget: '1501.00' } } });
  });

  it.each(languages)('has labels and titles in %s where there are any, and says which it shows', async (language) => {
    const byQuery = await ask(`?lang=${language}&plan=NDP`);
    const byHeader = await ask('?plan=NDP', { 'accept-language': `${language}-CH, en;q=0.4` });
    expect(byHeader.text).toBe(byQuery.text);
    expect(byQuery.headers.get('content-language')).toBe(language);
    expect(byQuery.headers.get('vary')).toMatch(/accept-language/i);
    const [first] = byQuery.body['rows'] as Record<string, unknown>[];
    expect(first).toMatchObject({ titleLang: language === 'fr' ? 'fr' : 'en', levelLabelLang: 'en' });
  });

  it('is a csv file on demand, with labels where a language is asked for', async () => {
    const keys = await ask('?format=csv&to=2026-06-30', { 'accept-language': 'it' });
    expect(keys.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(keys.headers.get('content-disposition')).toBe('attachment; filename="plan-alignment-2026-06-30.csv"');
    expect(keys.text).toMatch(/code,level,levelLabel/);
    const labels = await ask('?format=csv&lang=it&plan=NDP&to=2026-06-30');
    expect(labels.headers.get('content-disposition')).toBe('attachment; filename="plan-alignment-NDP-2026-06-30.csv"');
    expect(labels.text).toMatch(/Codice,Livello/);
    expect(labels.text.split('\r\n')).toHaveLength(4 + 2);
  });

  it('starts its csv with a byte order mark', async () => {
    const token = await harness.installation.token(analyst);
    const response = await fetch(`${harness.reporting.address}${path}?format=csv`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect([...new Uint8Array(await response.arrayBuffer()).slice(0, 4)]).toEqual([0xef, 0xbb, 0xbf, 0x63]);
  });

  it('rule 39, I10: knows what the caller knows', async () => {
    const [token = ''] = await harness.publish(...initiative(idOf('d'), '7.00'));
    const { body } = await ask('', { 'consistency-token': token });
    expect(body).toMatchObject({ footer: { portfolioBudget: '1508.00' } });
  });

  it('shows a day of the past by business dates', async () => {
    const { body } = await ask('?to=2025-03-01');
    expect(body).toMatchObject({
      to: '2025-03-01',
      footer: { awaiting: '0.00', accepted: '0.00', unlinked: '1508.00' },
    });
  });
});

describe('GET /v1/reports/plan/alignment refuses', () => {
  it.each([
    ['VALIDATION', 400, '?to=2025-02-30', '/query/to'],
    ['VALIDATION', 400, '?to=today', '/query/to'],
    ['VALIDATION', 400, '?asOf=yesterday', '/query/asOf'],
    ['VALIDATION', 400, '?format=xlsx', '/query/format'],
    ['VALIDATION', 400, '?lang=xx', '/query/lang'],
    ['VALIDATION', 400, '?plan=no%20plan', '/query/plan'],
    ['VALIDATION', 400, '?plan=%00', '/query/plan'],
    ['VALIDATION', 400, '?plann=NDP', '/query/plann'],
    ['VALIDATION', 400, '?__proto__=NDP', '/query/__proto__'],
    ['NO_ACTIVE_VERSION', 404, '?plan=NONE', undefined],
    ['NO_ACTIVE_VERSION', 404, '?plan=NDP&to=2024-12-31', undefined],
    ['PLAN_REQUIRED', 400, '?to=2024-12-31', undefined],
    ['AS_OF_BEYOND_WATERMARK', 422, '?asOf=2999-01-01T00:00:00.000Z', undefined],
  ])('with %s (%i) %s', async (code, status, query, pointer) => {
    const answer = await ask(query);
    expect(answer).toMatchObject({ status, body: { code } });
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    if (pointer !== undefined) expect(answer.body.errors.map(({ pointer }) => pointer)).toContain(pointer);
  });

  it('names the plans in force where one must be chosen', async () => {
    await harness.publish(...plan('ZED', { from: '2026-02-01' }));
    const { body } = await ask('?to=2026-02-01&lang=es');
    expect(body['detail']).toContain('EDU, NDP, SDG, ZED');
  });

  it('whoever is not of the government, and whoever has no token', async () => {
    expect(await harness.reporting.get(path)).toMatchObject({ status: 401 });
    expect(await harness.reporting.get(path, { as: 'association@#a-1' })).toMatchObject({ status: 403 });
    expect(await harness.reporting.get(path, { as: 'operator@MPLA' })).toMatchObject({ status: 403 });
  });
});
