// The dashboard: every report of one state, each as it is answered alone.
import { languages, reportKeys } from '@tributary/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { initiative, links, plan, review } from '../reports/country.ts';
import { analyst, type Harness, idOf, startHarness } from './harness.ts';

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
  await harness.publish(
    ...plan('NDP'),
    ...initiative(idOf('a'), '1000.00'),
    ...links(idOf('a'), { '1.1': 100 }),
    ...review(idOf('a'), '1.1', 100, 'accepted'),
  );
});
afterAll(() => harness.installation.close());

type Shown = Readonly<Record<string, { readonly footer: Readonly<Record<string, unknown>> }>>;
const reportsOf = (body: object): Shown => (body as { reports: Shown }).reports;

const ask = (path: string, headers = {}) => harness.reporting.get(`/v1/${path}`, { as: analyst, headers });

it.each(languages)('holds what each report answers alone, at the same cuts: %s', async (lang) => {
  const { status, body } = await ask(`dashboard?to=2026-06-30&lang=${lang}`);
  expect([status, Object.keys(reportsOf(body))]).toEqual([200, [...reportKeys]]);
  for (const key of reportKeys) {
    expect(reportsOf(body)[key]).toEqual((await ask(`reports/${key}?to=2026-06-30&lang=${lang}`)).body);
  }
});

it('is one state, with its revision, and 304 as long as that stays', async () => {
  const first = await ask('dashboard?to=2026-06-30');
  expect(first.headers.get('x-revision')).toMatch(/./);
  const etag = first.headers.get('etag') ?? '';
  expect((await ask('dashboard?to=2026-06-30', { 'if-none-match': etag })).status).toBe(304);
  await harness.publish(...initiative(idOf('b'), '7.00'));
  const next = await ask('dashboard?to=2026-06-30', { 'if-none-match': etag });
  expect([next.status, reportsOf(next.body)['plan/alignment']?.footer['liveInitiatives']]).toEqual([200, 2]);
});

it('says of a report without an answer why, in the asked language, and shows the others', async () => {
  const { body } = await ask('dashboard?to=2000-01-01&lang=fr&plan=NDP');
  const alone = await ask('reports/plan/alignment?to=2000-01-01&lang=fr&plan=NDP');
  const { code, title, detail } = alone.body;
  expect(reportsOf(body)['plan/alignment']).toEqual({ key: 'plan/alignment', code, title, detail });
  expect([alone.status, code]).toEqual([404, 'NO_ACTIVE_VERSION']);
  expect(reportsOf(body)['funds/matching']).toHaveProperty('rows');
});

it.each(['to=yesterday', 'asOf=soon', 'format=csv', 'by=sex'])('refuses %s', async (query) => {
  expect(await ask(`dashboard?${query}`)).toMatchObject({ status: 400, body: { code: 'VALIDATION' } });
});
