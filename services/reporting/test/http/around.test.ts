// What stands around a report: the initiatives behind its rows, the catalogue, the freshness, and the page.
import { languages, listReports } from '@tributary/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initiative, links, plan, review } from '../reports/country.ts';
import { analyst, type Harness, idOf, startHarness } from './harness.ts';

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
  await harness.publish(
    ...plan('NDP'),
    ...initiative(idOf('a'), '1000.00', { title: { fr: 'Pompes' } }),
    ...links(idOf('a'), { '1.1': 60, '1.2': 40 }),
    ...review(idOf('a'), '1.1', 60, 'accepted'),
    ...review(idOf('a'), '1.2', 40, 'rejected'),
    ...initiative(idOf('b'), '500.00'),
    ...links(idOf('b'), { '1.1': 100 }),
    ...initiative(idOf('c'), '7.00'),
    ...initiative(idOf('d'), '8.00'),
  );
});
afterAll(() => harness.installation.close());

describe('GET /v1/reports/plan/alignment/initiatives', () => {
  const ask = (query: string) =>
    harness.reporting.get(`/v1/reports/plan/alignment/initiatives${query}`, { as: analyst });

  it('lists what is behind a node, page by page, each once', async () => {
    const whole = await ask('?node=1');
    expect(whole.body).toMatchObject({ next: null });
    const shown = whole.body.items.map(({ id, status, weightPct }) => [id, status, weightPct]);
    const expected = [
      [idOf('a'), 'accepted', 60],
      [idOf('a'), 'rejected', 40],
      [idOf('b'), 'awaiting', 100],
    ];
    expect(shown).toEqual(expected.toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : Number(a[0] !== b[0]))));
    const items = [];
    for (let next: string | null = ''; next !== null; ) {
      const page = await ask(`?node=1&limit=1${next === '' ? '' : `&after=${encodeURIComponent(next)}`}`);
      items.push(...page.body.items);
      next = page.body.next;
    }
    expect(items).toEqual(whole.body.items);
  });

  it('lists what is linked to no node', async () => {
    const { body, headers } = await ask('?node=unaligned');
    expect(body.items.map(({ id }) => id).sort()).toEqual([idOf('c'), idOf('d')].sort());
    expect(headers.get('x-parked')).toBe('0');
  });

  it.each([
    ['VALIDATION', 400, ''],
    ['VALIDATION', 400, '?node=1&limit=201'],
    ['VALIDATION', 400, '?node=1&after=made-up'],
    ['PLAN_NODE_UNKNOWN', 422, '?node=9'],
    ['NO_ACTIVE_VERSION', 404, '?node=1&plan=NONE'],
    ['PLAN_REQUIRED', 400, '?node=1&to=2024-01-01'],
    ['AS_OF_BEYOND_WATERMARK', 422, '?node=1&asOf=2999-01-01T00:00:00.000Z'],
  ])('refuses with %s (%i) %j', async (code, status, query) => {
    expect(await ask(query)).toMatchObject({ status, body: { code } });
  });
});

describe('GET /v1/reports', () => {
  it.each(languages)('says in %s what each report, each column and each figure of its footer is', async (lang) => {
    const { status, body, headers } = await harness.reporting.get(`/v1/reports?lang=${lang}`, { as: analyst });
    expect(status).toBe(200);
    expect(headers.get('content-language')).toBe(lang);
    expect(listReports.reply[200]?.parse(body)).toEqual(body);
    const [report] = body['reports'] as Record<string, Record<string, string>[]>[];
    expect(report).toMatchObject({ key: 'plan/alignment', parameters: ['plan', 'to', 'asOf', 'lang', 'format'] });
    const answer = await harness.reporting.get(`/v1/reports/plan/alignment?lang=${lang}`, { as: analyst });
    const columns = report?.['columns'] ?? [];
    expect(columns.map(({ key, unit, label }) => ({ key, unit, label }))).toEqual(answer.body['columns']);
    const footer = report?.['footer'] ?? [];
    expect(footer.map(({ key }) => key)).toEqual(Object.keys(Object(answer.body['footer'])));
    for (const { label, definition } of [...columns, ...footer]) {
      expect(label).toBeTruthy();
      expect(String(definition).length).toBeGreaterThan(10);
    }
  });

  it('has no sentence that two languages share', async () => {
    const definitions = [];
    for (const lang of languages) {
      const { body } = await harness.reporting.get(`/v1/reports?lang=${lang}`, { as: analyst });
      const [report] = body['reports'] as Record<string, { definition: string }[]>[];
      definitions.push(...[...(report?.['columns'] ?? []), ...(report?.['footer'] ?? [])].map((one) => one.definition));
    }
    expect(new Set(definitions).size).toBe(definitions.length);
  });
});

describe('GET /v1/freshness', () => {
  it('shows every partition of every source to whoever runs the place, and to the government', async () => {
    for (const as of ['operator@MPLA', analyst] as const) {
      const { status, body } = await harness.reporting.get('/v1/freshness', { as });
      expect(status).toBe(200);
      const sources = body['sources'] as { service: string; partition: number; applied: number; parked: number }[];
      expect(sources.map(({ service, partition }) => `${service} ${partition}`)).toEqual(
        ['registry', 'initiatives', 'partnerships', 'strategy'].flatMap((service) =>
          Array.from({ length: 12 }, (_, partition) => `${service} ${partition}`),
        ),
      );
      expect(sources.reduce((sum, { applied }) => sum + applied, 0)).toBeGreaterThan(13);
      expect(sources.every(({ parked }) => parked === 0)).toBe(true);
    }
    expect(await harness.reporting.get('/v1/freshness')).toMatchObject({ status: 401 });
    expect(await harness.reporting.get('/v1/freshness', { as: 'association@#a-1' })).toMatchObject({ status: 403 });
  });
});

describe('GET /', () => {
  it('says in the language of the browser that the page was not built, where it was not', async () => {
    const italian = await harness.reporting.get('/', { headers: { 'accept-language': 'it-IT, en;q=0.5' } });
    expect(italian).toMatchObject({ status: 404, body: { code: 'PAGE_NOT_BUILT' } });
    expect(italian.headers.get('content-language')).toBe('it');
    expect((await harness.reporting.get('/?lang=xx')).status).toBe(400);
  });
});
