// The money reports over HTTP: forms, languages, cuts, pages, and what of private rows they tell.
import { languages, listReports, Report, reportKeys } from '@tributary/contracts';
import { naturalId } from '@tributary/eventing';
import { until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Told } from '../reports/history.ts';
import { application, call, granted, held, paid, programme, signed, verified } from '../reports/money.ts';
import { analyst, type Harness, startHarness } from './harness.ts';

const matching = '/v1/reports/funds/matching';
const unpaid = `${matching}/unpaid`;
const funnel = '/v1/reports/programmes/funnel';
let harness: Harness;

/** What a fact names is named by ids, as its owner does. */
const addressed = (history: readonly Told[]): readonly Told[] =>
  history.map(({ id, fact }) => {
    const data = JSON.stringify(fact.data).replace(
      /"((?:programme|call|application|award|initiative):[^"]+)"/g,
      (_all, name: string) => JSON.stringify(naturalId(name)),
    );
    return { id, fact: { ...fact, data: JSON.parse(data) } };
  });

const story = { call: 'TOWN-2025', programme: 'TOWN', submittedOn: '2025-03-10' };
const history = [
  ...programme('TOWN', { en: 'Hometown Match', fr: 'Cofinancement' }),
  ...call('TOWN-2025', 'TOWN'),
  ...application({ ...story, code: 'a', eligibility: { on: '2025-03-20', reasonCodes: [] }, approvedOn: '2025-05-19' }),
  ...application({ ...story, code: 'b', eligibility: { on: '2025-03-20', reasonCodes: ['SHARE_BELOW_FLOOR'] } }),
  ...granted({ code: 'a', programme: 'TOWN', shares: { central: '600.00', diaspora: '400.00' } }),
  ...signed('a', '2025-06-09', ['200.00', '2025-07-01'], ['200.00', '2025-08-01'], ['200.00', '2025-09-01']),
  ...held('a', 3, 'COUNTERPART_SHORT', '2025-06-09'),
  ...verified('a', 'diaspora', 'cash', '250.00', '2025-06-20'),
  ...paid('a', 1, '200.00', '2025-07-01'),
];

beforeAll(async () => {
  harness = await startHarness();
  await harness.publish(...addressed(history));
});
afterAll(() => harness.installation.close());

const ask = (path: string, headers: Record<string, string> = {}) =>
  harness.reporting.get(path, { as: analyst, headers });
const rowsOf = (body: unknown) => (body as { rows: Record<string, unknown>[] }).rows;

describe('the money reports', () => {
  it('show each programme and each call, with totals in the last row', async () => {
    const { status, body } = await ask(`${matching}?to=2026-06-30`);
    expect(status).toBe(200);
    expect(Report.parse(body)).toEqual(body);
    expect(body).not.toHaveProperty('plan');
    expect(rowsOf(body)).toMatchObject([
      { code: 'TOWN', awards: 1, committedTotal: '1000.00', centralPaid: '200.00', leverage: 1.25, floorRejections: 1 },
      { code: 'all', awards: 1, outstanding: '150.00' },
    ]);
    const counted = await ask(`${funnel}?to=2026-06-30`);
    expect(Report.parse(counted.body)).toEqual(counted.body);
    expect(rowsOf(counted.body)).toMatchObject([
      {
        code: 'TOWN-2025',
        programme: 'TOWN',
        received: 2,
        medianDaysToSigned: 91,
        rejections: ['SHARE_BELOW_FLOOR 1'],
      },
      { code: 'all', programme: null, received: 2, medianDaysToSigned: null },
    ]);
  });

  it.each(languages)('have titles, labels and definitions in %s', async (lang) => {
    const { body } = await ask(`/v1/reports?lang=${lang}`);
    const { reports: catalogue } = listReports.reply[200].parse(body);
    expect(catalogue.map(({ key }) => key)).toEqual([...reportKeys]);
    for (const { columns } of catalogue) {
      for (const { label, definition } of columns) expect([label, definition].every(Boolean)).toBe(true);
    }
    const [first] = rowsOf((await ask(`${matching}?lang=${lang}`)).body);
    expect(first).toMatchObject({ titleLang: lang === 'fr' ? 'fr' : 'en' });
  });

  it('tell nothing of an application but that it is one', async () => {
    const { text } = await ask(`${funnel}?to=2026-06-30`);
    for (const code of ['a', 'b']) expect(text).not.toContain(naturalId(`application:${code}`));
  });

  it('are csv files on demand, in which counts by code are one text', async () => {
    const { text, headers } = await ask(`${funnel}?format=csv&to=2026-06-30`);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename="programmes-funnel-2026-06-30.csv"');
    expect(text).toMatch(/,SHARE_BELOW_FLOOR 1\r\n/);
    expect((await ask(`${matching}?format=csv&lang=it`)).text).toMatch(/Codice,Titolo/);
  });

  it('are told up to a business date, and up to a recorded instant', async () => {
    expect(rowsOf((await ask(`${matching}?to=2025-06-30`)).body)).toMatchObject([{ centralPaid: '0.00' }, {}]);
    expect(rowsOf((await ask(`${matching}?asOf=2025-01-01T00:00:00.000Z`)).body)).toMatchObject([{ code: 'all' }]);
  });

  it('are frozen, and take no plan', async () => {
    const freeze = (params: object, key: string) =>
      harness.reporting.post('/v1/reports/runs', {
        as: analyst,
        body: { key: 'funds/matching', params },
        headers: { 'idempotency-key': key },
      });
    const run = await until('a run', async () => {
      const answer = await freeze({ to: '2026-06-30' }, 'frozen');
      return answer.status === 201 ? answer : undefined;
    });
    expect(run.body.id).toMatch(/^[0-9a-f]{64}$/);
    const refused = await freeze({ plan: 'NDP' }, 'planned');
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: '/params/plan' }] } });
    expect(await ask(`${matching}?plan=NDP`)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/query/plan' }] },
    });
  });

  it.each(['?to=2025-02-30', '?asOf=yesterday', '?format=xlsx', '?limit=0', '?limit=201', '?after=x.y'])(
    'refuse %s by naming it',
    async (query) => {
      const name = /\?(\w+)/.exec(query)?.[1];
      const answer = await ask(unpaid + query);
      expect(answer).toMatchObject({
        status: 400,
        body: { code: 'VALIDATION', errors: [{ pointer: `/query/${name}` }] },
      });
    },
  );
});

describe('GET /v1/reports/funds/matching/unpaid', () => {
  it('lists what is due and not paid page by page, with sums over all pages', async () => {
    const first = await ask(`${unpaid}?to=2026-06-30&limit=1`);
    expect(first.status).toBe(200);
    const sums = { to: '2026-06-30', due: '600.00', paid: '200.00', unpaid: '400.00', paidPct: 33.3 };
    const awardId = naturalId('award:a');
    expect(first.body).toMatchObject({
      ...sums,
      items: [
        { awardId, no: 2, amount: '200.00', reasonCode: 'AWAITING_APPROVAL', counterpartPct: 62.5, daysLate: 333 },
      ],
    });
    const next = encodeURIComponent(String(first.body['next']));
    const second = await ask(`${unpaid}?to=2026-06-30&limit=1&after=${next}`);
    expect(second.body).toMatchObject({ ...sums, items: [{ no: 3, reasonCode: 'COUNTERPART_SHORT' }], next: null });
  });

  it('is a csv file on demand, whose next page stands in its Link', async () => {
    const first = await ask(`${unpaid}?to=2026-06-30&limit=1&format=csv&lang=fr`);
    expect(first.headers.get('content-disposition')).toBe(
      'attachment; filename="funds-matching-unpaid-2026-06-30.csv"',
    );
    expect(first.text.replace('\uFEFF', '').split('\r\n')).toHaveLength(3);
    expect(first.text).toMatch(/Programme,Aide,Initiative/);
    const link = /^<\/reporting(\/[^>]+)>; rel="next"$/.exec(first.headers.get('link') ?? '');
    const second = await ask(link?.[1] ?? '');
    expect(second.status).toBe(200);
    expect(second.text).toMatch(/COUNTERPART_SHORT/);
    expect(second.headers.get('link')).toBeNull();
  });
});
