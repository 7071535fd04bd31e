// What the diaspora adds to a plan over HTTP: the report on KPIs in its forms, the score of an initiative, and what both refuse.
import { InitiativeScore, languages, Report } from '@tributary/contracts';
import { until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initiative, links, plan, review } from '../reports/country.ts';
import { actual, contribution, indicator, kpi, result } from '../reports/results.ts';
import { analyst, type Harness, idOf, startHarness } from './harness.ts';

const to = '2026-06-30';
const [report, score] = ['/v1/reports/plan/contribution', `/v1/scores/${idOf('a')}`];
let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
  await harness.publish(
    ...plan('NDP'),
    ...kpi('K1', { title: { en: 'Jobs', fr: 'Emplois' } }),
    ...actual('K1', to, '300'),
    ...initiative(idOf('a'), '1000.00'),
    ...links(idOf('a'), { '1.1': 100 }),
    ...review(idOf('a'), '1.1', 100, 'accepted'),
    ...indicator(idOf('a'), 'I', { code: 'K1' }),
    ...contribution(idOf('a'), 'I', { code: 'K1' }, 'accepted'),
    ...result(idOf('a'), 'I', { no: 1, from: '2026-01-01', to, value: '20' }),
  );
});
afterAll(() => harness.installation.close());

const ask = (path: string) => harness.reporting.get(path, { as: analyst });

describe('GET /v1/reports/plan/contribution', () => {
  it('holds each KPI against what is expected, and tells what the diaspora adds', async () => {
    const { status, body, headers } = await ask(`${report}?to=${to}`);
    expect(status).toBe(200);
    expect(Report.parse(body)).toMatchObject({
      key: 'plan/contribution',
      plan: 'NDP',
      rows: [
        {
          code: 'K1',
          title: 'Jobs',
          baseline: '100',
          finalTarget: '400',
          nationalActual: '300',
          actualAt: to,
          expectedNow: '300',
          achievementPct: 100,
          light: 'green',
          diasporaContribution: '20',
          sharePct: 10,
          initiatives: 1,
          pendingReview: 0,
        },
      ],
      footer: { planVersion: '1', kpis: 1, green: 1 },
    });
    expect(headers.get('x-parked')).toBe('0');
  });

  it('is a file with labels in the language that is asked for', async () => {
    const { text, headers } = await ask(`${report}?to=${to}&format=csv&lang=fr`);
    expect(headers.get('content-disposition')).toContain('plan-contribution');
    const [header, row] = text.slice(1).split('\r\n');
    expect(header).toContain('Contribution de la diaspora');
    expect(row).toContain('K1,Emplois,fr,1.1,MHEA,persons,up,100,,400,,300,2026-06-30,300,100,green,20,1,10,0,0');
  });

  it('can be frozen', async () => {
    const body = { key: 'plan/contribution', params: { plan: 'NDP', to } };
    // a run is of an instant up to which nothing can change any more, which comes a moment after the facts
    const kept = await until('a run that has the result', async () => {
      const run = await harness.reporting.post('/v1/reports/runs', { as: analyst, body });
      if (run.status !== 201) return undefined;
      const found = await ask(`/v1/reports/runs/${run.body.id}`);
      return found.text.includes('"diasporaContribution":"20"') ? found : undefined;
    });
    expect(kept.body).toMatchObject({ key: 'plan/contribution', plan: 'NDP', to });
  });

  it.each([
    ['NO_ACTIVE_VERSION', 404, '?plan=NONE'],
    ['PLAN_REQUIRED', 400, '?to=2024-01-01'],
    ['AS_OF_BEYOND_WATERMARK', 422, '?asOf=2999-01-01T00:00:00.000Z'],
    ['VALIDATION', 400, '?to=yesterday'],
  ])('refuses with %s (%i) %j', async (code, status, query) => {
    expect(await ask(report + query)).toMatchObject({ status, body: { code } });
  });
});

describe('GET /v1/scores/{initiativeId}', () => {
  it.each(languages)('tells in %s why each rule gives its points', async (lang) => {
    const { status, body, headers } = await ask(`${score}?to=${to}&lang=${lang}`);
    expect(status).toBe(200);
    expect(headers.get('content-language')).toBe(lang);
    const { total, band, components } = InitiativeScore.parse(body);
    // link 25, results 20 without a baseline, money 10, evidence 5
    expect([total, band, components.map(({ points }) => points)]).toEqual([60, 'moderate', [25, 20, 10, 0, 5]]);
    expect(components.flatMap(({ rules }) => rules.map(({ because }) => because)).every(Boolean)).toBe(true);
  });

  it('is the one behind plan/alignment', async () => {
    const alignment = await ask(`/v1/reports/plan/alignment?to=${to}`);
    expect(alignment.body['rows']).toMatchObject([{ code: '1', weightedScore: 60, band: 'moderate' }, {}, {}, {}]);
    const drilled = await ask(`/v1/reports/plan/alignment/initiatives?node=1&to=${to}`);
    expect(drilled.body.items).toMatchObject([{ id: idOf('a'), score: 60 }]);
  });

  it.each([
    ['NOT_FOUND', 404, `/v1/scores/${idOf('b')}`],
    ['NOT_FOUND', 404, `${score}?to=2025-02-28`],
    ['NO_ACTIVE_VERSION', 404, `${score}?plan=NONE`],
    ['VALIDATION', 400, '/v1/scores/made-up'],
  ])('refuses with %s (%i) %s', async (code, status, path) => {
    expect(await ask(path)).toMatchObject({ status, body: { code } });
  });

  it('is for the government alone', async () => {
    expect(await harness.reporting.get(score)).toMatchObject({ status: 401 });
    expect(await harness.reporting.get(score, { as: 'association@#a-1' })).toMatchObject({ status: 403 });
  });
});
