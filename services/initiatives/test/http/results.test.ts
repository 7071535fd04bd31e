// Indicators and results of initiatives over HTTP, and the decisions on KPIs that come back.
import { kpiContributionAccepted, kpiContributionWithdrawn, problemMessages } from '@tributary/contracts';
import { type Answered, type Caller, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, officer, register, startHarness } from './harness.ts';

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.installation.close());

const kpi = {
  planCode: 'NDP-2028',
  planVersion: '1',
  code: 'K8',
  contributionType: 'direct',
  sharePct: 80,
  method: 'COUNTED',
} as const;
const definition = { title: { en: 'People with safe water' }, unit: 'persons', direction: 'up', kpi };
const quarter = { indicatorCode: 'WATER', from: '2026-01-01', to: '2026-03-31', value: '1500' };

interface Asked {
  readonly as?: Caller;
  readonly seq?: number;
  readonly code?: string;
}

const define = (id: string, body: object = {}, { as = officer, seq = 1, code = 'WATER' }: Asked = {}) =>
  harness.initiatives.put(`/v1/initiatives/${id}/indicators/${code}`, {
    as,
    body: { ...definition, ...body },
    headers: { 'if-match': `"${seq}"` },
  });
const report = (id: string, body: object = {}, as: Caller = officer): Promise<Answered> =>
  harness.initiatives.post(`/v1/initiatives/${id}/results`, { as, body: { ...quarter, ...body } });
const verify = (id: string, no: number, level: string, as: Caller): Promise<Answered> =>
  harness.initiatives.post(`/v1/initiatives/${id}/results/${no}/verification`, { as, body: { level } });
const read = async (id: string) =>
  (await harness.initiatives.get(`/v1/initiatives/${id}`, { as: 'analyst@MFIN' })).body;
const results = (id: string, query = '') =>
  harness.initiatives.get(`/v1/initiatives/${id}/results${query}`, { as: 'analyst@MFIN' });

async function defined(): Promise<string> {
  const id = await register(harness.initiatives);
  expect(await define(id)).toMatchObject({ status: 200 });
  return id;
}

describe('PUT /v1/initiatives/{id}/indicators/{code}', () => {
  it('defines an indicator, which awaits the decision on its KPI, and is read in the initiative', async () => {
    const id = await register(harness.initiatives);
    const answer = await define(id);
    expect(answer).toMatchObject({ status: 200, body: { id, seq: 2 } });
    expect(answer.headers.get('etag')).toBe('"2"');
    expect((await read(id))['indicators']).toEqual([
      {
        code: 'WATER',
        revision: 1,
        definedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        ...definition,
        targets: [],
        kpi: { ...kpi, decision: 'awaiting' },
        reported: '0',
        verified: '0',
      },
    ]);
  });

  it('needs the version that it is based on, and a ministry that owns the initiative', async () => {
    const id = await register(harness.initiatives);
    const path = `/v1/initiatives/${id}/indicators/WATER`;
    const blind = await harness.initiatives.put(path, { as: officer, body: definition });
    expect(blind).toMatchObject({ status: 428, body: { code: 'PRECONDITION_REQUIRED' } });
    expect(await define(id, {}, { seq: 7 })).toMatchObject({ status: 412, body: { code: 'STALE' } });
    expect(await define(id, {}, { as: 'officer@MECO' })).toMatchObject({ status: 403 });
    expect(await define(id, {}, { as: 'planner@MLOC' })).toMatchObject({ status: 403 });
  });

  it.each([
    [{ unit: '' }],
    [{ direction: 'sideways' }],
    [{ kpi: { ...kpi, sharePct: 0 } }],
    [{ kpi: { ...kpi, sharePct: 100.01 } }],
    [{ kpi: { ...kpi, contributionType: 'perhaps' } }],
    [{ targets: [{ year: 2026, value: '1,5' }] }],
    [{ baseline: { value: '3' } }],
  ])('refuses %j', async (body) => {
    expect(await define(await register(harness.initiatives), body)).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION' },
    });
  });
});

describe('the results of an initiative', () => {
  it('are reported, verified from level to level by others, and read page by page', async () => {
    const id = await defined();
    expect(await report(id)).toMatchObject({ status: 200, body: { seq: 3 } });
    expect(await report(id, { value: '-500', reasonCode: 'COUNTED_TWICE' })).toMatchObject({ status: 200 });
    expect(await verify(id, 1, 'partner', 'partner-officer@MFIN')).toMatchObject({ status: 200 });
    expect(await verify(id, 1, 'ministry', officer)).toMatchObject({ status: 403, body: { code: 'FOUR_EYES' } });
    expect(await verify(id, 1, 'ministry', 'officer@MLOC:ben')).toMatchObject({ status: 200 });
    expect(await verify(id, 1, 'partner', 'partner-officer@MFIN')).toMatchObject({
      status: 409,
      body: { code: 'WRONG_STATE' },
    });
    expect(await verify(id, 1, 'independent', 'planner@MPLA')).toMatchObject({ status: 200 });
    expect((await read(id))['indicators']).toMatchObject([{ reported: '1000', verified: '1500' }]);
    const first = await results(id, '?limit=1');
    expect(first.body.items).toMatchObject([{ no: 1, value: '1500', level: 'independent' }]);
    expect(first.text).not.toContain('ana');
    const next = await results(id, `?limit=1&after=${encodeURIComponent(String(first.body.next))}`);
    expect(next.body).toMatchObject({ items: [{ no: 2, reasonCode: 'COUNTED_TWICE' }], next: null });
    expect((await results(id, '?indicatorCode=ROADS')).body.items).toEqual([]);
  });

  it('are verified on each level by who may, and that is said', async () => {
    const id = await defined();
    await report(id);
    for (const [level, as] of [
      ['partner', 'planner@MPLA'],
      ['ministry', 'officer@MECO'],
      ['independent', 'planner@MLOC'],
    ] as const) {
      const answer = await verify(id, 1, level, as);
      expect([level, answer.status, answer.body['code']]).toEqual([level, 403, 'FORBIDDEN']);
      expect(answer.body['detail']).toMatch(/^This needs one of the roles/);
    }
    expect(await verify(id, 9, 'partner', 'partner-officer@MFIN')).toMatchObject({ status: 404 });
  });

  it.each([
    ['INDICATOR_UNKNOWN', 422, { indicatorCode: 'ROADS' }],
    ['DATES_REVERSED', 422, { from: '2026-04-01' }],
    ['DATES_REVERSED', 422, { reportedOn: '2026-03-01' }],
    ['FUTURE_DATE', 422, { reportedOn: '2199-01-01' }],
    ['REASON_REQUIRED', 422, { value: '-1' }],
    ['BELOW_LIMIT', 422, { value: '-1', reasonCode: 'COUNTED_TWICE' }],
    ['EVIDENCE_UNKNOWN', 422, { evidence: ['a'.repeat(64)] }],
    ['VALIDATION', 400, { value: 'many' }],
  ])('are refused with %s (%i): %j', async (code, status, body) => {
    const answer = await report(await defined(), body);
    expect(answer).toMatchObject({ status, body: { code } });
    expect(answer.body['title']).toBe(problemMessages.say('en', `${code}.title` as 'INDICATOR_UNKNOWN.title'));
  });

  it('sent twice under one key are one, and two at once both count', async () => {
    const id = await defined();
    const post = (key: string) =>
      harness.initiatives.post(`/v1/initiatives/${id}/results`, {
        as: officer,
        body: quarter,
        headers: { 'idempotency-key': key },
      });
    const [one, again] = [await post('once'), await post('once')];
    expect(again.text).toBe(one.text);
    await Promise.all([post('left'), post('right')]);
    expect((await read(id))['indicators']).toMatchObject([{ reported: '4500' }]);
    expect((await results(id)).body.items.map(({ no }) => no)).toEqual([1, 2, 3]);
  });
});

describe('what is decided of a KPI', () => {
  it('is shown beside the indicator, and so is that it was withdrawn', async () => {
    const id = await defined();
    const { code: kpiCode, ...mapping } = kpi;
    const stated = { initiativeId: id, indicatorCode: 'WATER', kpiCode, ...mapping, revision: 1 };
    const tell = (fact: Parameters<typeof harness.strategy.publish>[2]) =>
      harness.strategy.publish('kpi-contribution', `contribution ${id}`, fact);
    const shown = (decision: string) =>
      until(decision, async () => {
        const [indicator] = (await read(id))['indicators'] as { kpi: { decision: string } }[];
        return indicator?.kpi.decision === decision || undefined;
      });
    await tell(kpiContributionAccepted({ ...stated, decidedOn: '2026-06-30' }));
    await shown('accepted');
    await tell(kpiContributionWithdrawn({ ...stated, on: '2026-07-01' }));
    await shown('withdrawn');
  });
});
