// What indicators of initiatives add to KPIs, and the decisions on it, over HTTP.
import type { IndicatorDefinition } from '@tributary/contracts';
import { type Caller, type Json, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { node } from '../import/plan-files.ts';
import { analyst, type Harness, planInForce, startHarness } from './harness.ts';

let harness: Harness;

const kpi = (code: string, responsibleMinistry: string) => ({
  kind: 'kpi',
  code,
  parent: '1',
  title_en: `KPI ${code}`,
  unit: 'persons',
  direction: 'up',
  aggregation: 'sum',
  responsibleMinistry,
});

beforeAll(async () => {
  harness = await startHarness();
  const nodes = [node('1', { responsibleMinistry: 'MHEA' }), node('2', { responsibleMinistry: 'MHEA' })];
  await planInForce(harness.strategy, 'NDP', '1', [...nodes, kpi('K1', 'MHEA'), kpi('K2', 'MEDU')]);
});
afterAll(() => harness.installation.close());

const reviewer: Caller = 'ministry-reviewer@MHEA';
const to = (code: string) =>
  ({ planCode: 'NDP', planVersion: '1', code, contributionType: 'direct', sharePct: 50, method: 'COUNTED' }) as const;
const indicator = (changed: Partial<IndicatorDefinition> = {}): IndicatorDefinition => ({
  code: 'WATER',
  revision: 1,
  definedOn: '2026-03-01',
  title: { en: 'People with safe water' },
  unit: 'persons',
  direction: 'up',
  targets: [],
  kpi: to('K1'),
  ...changed,
});

/** The contributions of an initiative by their KPI, when they are as told. */
const contributionsOf = (initiativeId: string, told: Readonly<Record<string, object>>): Promise<Record<string, Json>> =>
  until(`contributions ${JSON.stringify(told)}`, async () => {
    const { body } = await harness.strategy.get(`/v1/kpi-contributions?initiativeId=${initiativeId}`, { as: analyst });
    const found = Object.fromEntries(body.items.map((one) => [String(one['kpiCode']), one]));
    const asTold = Object.entries(told).every(([code, fields]) =>
      Object.entries(fields).every(([field, value]) => found[code]?.[field] === value),
    );
    return asTold ? found : undefined;
  });

const decide = (id: string | undefined, body: object, as: Caller = reviewer) =>
  harness.strategy.post(`/v1/kpi-contributions/${id}/decision`, { as, body });

describe('an indicator that is mapped to a KPI', () => {
  it('opens a contribution for the ministry of the KPI', async () => {
    const initiativeId = await harness.define(indicator());
    const { K1 } = await contributionsOf(initiativeId, { K1: { status: 'awaiting' } });
    expect(K1).toMatchObject({
      seq: 1,
      indicatorCode: 'WATER',
      sharePct: 50,
      method: 'COUNTED',
      revision: 1,
      nodeCode: '1',
      responsibleMinistry: 'MHEA',
      openedOn: '2026-03-01',
    });
    const worklist = await harness.strategy.get('/v1/kpi-contributions?status=awaiting&responsibleMinistry=MHEA', {
      as: analyst,
    });
    expect(worklist.body.items.map(({ id }) => id)).toContain(K1?.id);
    const one = await harness.strategy.get(`/v1/kpi-contributions/${K1?.id}`, { as: analyst });
    expect(one).toMatchObject({ status: 200, body: { kpiCode: 'K1', status: 'awaiting' } });
  });

  it.each([
    ['another unit', { unit: 'households' }, 'K1', 'UNIT_MISMATCH', 'MHEA'],
    ['another direction', { direction: 'down' as const }, 'K1', 'UNIT_MISMATCH', 'MHEA'],
    ['a KPI that is not there', { kpi: to('K9') }, 'K9', 'KPI_UNKNOWN', 'MLOC'],
    ['a version that is not there', { kpi: { ...to('K1'), planVersion: '7' } }, 'K1', 'KPI_UNKNOWN', 'MLOC'],
    ['a plan that is not there', { kpi: { ...to('K1'), planCode: 'NONE' } }, 'K1', 'KPI_UNKNOWN', 'MLOC'],
  ])('with %s is opened and rejected at once', async (_what, changed, code, reasonCode, responsibleMinistry) => {
    const initiativeId = await harness.define(indicator(changed));
    const found = await contributionsOf(initiativeId, { [code]: { status: 'rejected', reasonCode } });
    expect(found[code]).toMatchObject({ seq: 2, responsibleMinistry, decidedOn: '2026-03-01' });
  });

  it('is opened anew by each definition, and withdrawn where it is mapped to another KPI or to none', async () => {
    const initiativeId = await harness.define(indicator(), 'remaps');
    const { K1 } = await contributionsOf(initiativeId, { K1: { status: 'awaiting' } });
    expect(await decide(K1?.id, { decision: 'accept', revision: 1 })).toMatchObject({ status: 200 });
    await harness.define(indicator({ revision: 2 }), 'remaps');
    await contributionsOf(initiativeId, { K1: { status: 'awaiting', revision: 2 } });
    await harness.define(indicator({ revision: 3, kpi: to('K2') }), 'remaps');
    await contributionsOf(initiativeId, {
      K1: { status: 'withdrawn', revision: 3 },
      K2: { status: 'awaiting', responsibleMinistry: 'MEDU' },
    });
    await harness.define(indicator({ revision: 4, kpi: undefined }), 'remaps');
    await contributionsOf(initiativeId, { K2: { status: 'withdrawn', revision: 4 } });
  });

  it('is withdrawn with the link to the node of the KPI, and stays with the link to another one', async () => {
    const proposal = (revision: number, nodeCode: string) => ({
      planCode: 'NDP',
      planVersion: '1',
      revision,
      proposedOn: '2026-04-01',
      links: [{ nodeCode, weightPct: 100 }],
    });
    const initiativeId = await harness.propose(proposal(1, '1'), 'unlinks');
    await harness.define(indicator(), 'unlinks');
    const { K1 } = await contributionsOf(initiativeId, { K1: { status: 'awaiting' } });
    await decide(K1?.id, { decision: 'accept', revision: 1 });
    await harness.propose(proposal(2, '1'), 'unlinks');
    await harness.propose(proposal(3, '2'), 'unlinks');
    const gone = await contributionsOf(initiativeId, { K1: { status: 'withdrawn' } });
    expect(gone['K1']).toMatchObject({ seq: 3, revision: 1 });
  });
});

describe('POST /v1/kpi-contributions/{id}/decision', () => {
  const opened = async () => {
    const { K1 } = await contributionsOf(await harness.define(indicator()), { K1: { status: 'awaiting' } });
    return K1?.id;
  };

  it('is for the reviewers of the ministry responsible for the KPI, once', async () => {
    const id = await opened();
    const accept = { decision: 'accept', revision: 1 };
    const forbidden = { status: 403, body: { code: 'FORBIDDEN' } };
    expect(await decide(id, accept, 'ministry-reviewer@MEDU')).toMatchObject(forbidden);
    expect(await decide(id, accept, 'officer@MHEA')).toMatchObject(forbidden);
    expect(await decide(id, accept)).toMatchObject({ status: 200, body: { seq: 2, status: 'accepted' } });
    expect(await decide(id, accept)).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
  });

  it.each([
    [422, 'REASON_REQUIRED', { decision: 'reject', revision: 1 }],
    [409, 'REVISION_SUPERSEDED', { decision: 'accept', revision: 2 }],
    [422, 'FUTURE_DATE', { decision: 'accept', revision: 1, decidedOn: '2199-01-01' }],
    [422, 'DATES_REVERSED', { decision: 'accept', revision: 1, decidedOn: '2026-02-28' }],
    [400, 'VALIDATION', { decision: 'perhaps', revision: 1 }],
  ])('refuses with %i %s: %j', async (status, code, body) => {
    expect(await decide(await opened(), body)).toMatchObject({ status, body: { code } });
  });
});
