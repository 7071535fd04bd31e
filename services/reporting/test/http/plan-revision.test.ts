// plan/drift and plan/gaps over HTTP: their forms, and their cuts by days and by what was recorded.
import { Report } from '@tributary/contracts';
import { until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crosswalk, initiative, links, plan, review } from '../reports/country.ts';
import { analyst, type Harness, idOf, startHarness } from './harness.ts';

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
  await harness.publish(
    ...plan('NDP'),
    ...plan('SDG', { kind: 'sdg', nodes: ['6', '6.1/6', '6.2/6'], programmeLevel: 2 }),
    ...crosswalk('NDP', '2', 'SDG', { 6.1: 100 }),
    ...initiative(idOf('a'), '1000.00'),
    ...links(idOf('a'), { '1.1': 60, 2: 40 }),
    ...review(idOf('a'), '2', 40, 'accepted'),
  );
  await until('an instant that has all of it', async () => {
    const { body } = await ask('plan/alignment', 'to=2025-12-31&asOf=latest');
    return JSON.stringify(body).includes('"accepted":"400.00"') || undefined;
  });
});
afterAll(() => harness.installation.close());

const ask = (key: string, query: string) => harness.reporting.get(`/v1/reports/${key}?${query}`, { as: analyst });
const parsed = (body: unknown) => Report.parse(body);

describe('GET /v1/reports/plan/drift', () => {
  it('shows what a new version leaves without its node, and leaves the days before it as they were', async () => {
    const before = await ask('plan/drift', 'to=2025-12-31&asOf=latest');
    expect(parsed(before.body)).toMatchObject({ plan: 'NDP', rows: [], footer: { links: 0, budget: '0.00' } });
    const asOf = before.headers.get('x-data-as-of') ?? '';
    const nodes = ['1', '1.1/1', '1.2/1', '3', '4'];
    const second = { version: '2', from: '2026-01-01', nodes, replaces: { 3: { 2: 75 }, 4: { 2: 25 } } };
    await harness.publish(...plan('NDP', second));

    const { rows, footer } = parsed((await ask('plan/drift', 'to=2026-01-31&lang=ru')).body);
    expect(rows).toEqual([
      expect.objectContaining({ code: '2', suggested: ['3 75', '4 25'], ageDays: 30, owner: 'MLOC', said: 'accepted' }),
    ]);
    expect(footer).toMatchObject({ links: 1, budget: '400.00', planVersion: '2' });
    expect((await ask('plan/drift', `to=2025-12-31&asOf=${asOf}`)).text).toBe(before.text);
    const again = await ask('plan/drift', 'to=2025-12-31');
    const unchanged = await harness.reporting.get('/v1/reports/plan/drift?to=2025-12-31', {
      as: analyst,
      headers: { 'if-none-match': again.headers.get('etag') ?? '' },
    });
    expect(unchanged.status).toBe(304);
  });

  it('is a file with labels in the language that is asked for, and can be frozen', async () => {
    const csv = await ask('plan/drift', 'to=2026-06-30&format=csv&lang=it');
    expect(csv.headers.get('content-disposition')).toContain('plan-drift-2026-06-30.csv');
    expect(csv.text).toContain('Tipo,Codice,Titolo scomparso');
    const body = { key: 'plan/drift', params: { to: '2026-06-30', plan: 'NDP' } };
    expect((await harness.reporting.post('/v1/reports/runs', { as: analyst, body })).status).toBe(201);
  });
});

describe('GET /v1/reports/plan/gaps', () => {
  it('shows what nothing is done for, in the plan and in the SDGs that it leads to', async () => {
    const { rows, footer } = parsed((await ask('plan/gaps', 'to=2025-12-31')).body);
    expect(rows.map((row) => [row['kind'], row['code'], row['gap']])).toEqual([
      ['node', '1', 'no-initiative'],
      ['node', '1.1', 'no-initiative'],
      ['node', '1.2', 'no-initiative'],
      ['node', '2', 'no-money'],
      ['sdg-target', '6.1', 'no-money'],
      ['sdg-target', '6.2', 'no-initiative'],
    ]);
    expect(footer).toMatchObject({ sdgTargets: 2, sdgTargetsWithoutInitiative: 1, concentration: 1 });
  });

  it('is a file, can be frozen, and stands on the dashboard as it is asked alone', async () => {
    const csv = await ask('plan/gaps', 'to=2025-12-31&format=csv&lang=fr');
    expect(csv.text).toContain('Nature,Plan concerné,Code');
    const body = { key: 'plan/gaps', params: { to: '2025-12-31', plan: 'NDP' } };
    expect((await harness.reporting.post('/v1/reports/runs', { as: analyst, body })).status).toBe(201);
    const { body: dashboard } = await harness.reporting.get('/v1/dashboard?to=2025-12-31', { as: analyst });
    const { reports } = dashboard as unknown as { readonly reports: Readonly<Record<string, unknown>> };
    for (const key of ['plan/gaps', 'plan/drift']) {
      expect(reports[key]).toEqual((await ask(key, 'to=2025-12-31')).body);
    }
  });

  it('is read by government roles alone', async () => {
    expect((await harness.reporting.get('/v1/reports/plan/gaps', { as: 'operator@MPLA' })).status).toBe(403);
  });
});
