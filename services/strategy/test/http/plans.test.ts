// Plans and their activation over HTTP.
import { type Caller, type Client, type Installation, startInstallation, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kpi, node } from '../import/plan-files.ts';
import {
  activate,
  analyst,
  described,
  enterPlan,
  importRows,
  machine,
  planInForce,
  planner,
  secondPlanner,
  startStrategy,
} from './harness.ts';

let installation: Installation;
let strategy: Client;

beforeAll(async () => {
  installation = await startInstallation();
  strategy = await startStrategy(installation);
});
afterAll(() => installation.close());

const rows = [node('1'), node('1.1'), kpi('K1', '1.1')];
const versionsOf = async (code: string) => {
  const { body } = await strategy.get(`/v1/plans/${code}`, { as: analyst });
  return body['versions'];
};

describe('POST /v1/plans', () => {
  it('enters a plan, found under its code', async () => {
    const answer = await enterPlan(strategy, 'NDP-2030');
    expect(answer).toMatchObject({
      status: 201,
      body: { seq: 1, status: 'entered', links: { self: '/strategy/v1/plans/NDP-2030' } },
    });
    expect((await strategy.get('/v1/plans/NDP-2030', { as: analyst })).body).toEqual({
      id: answer.body.id,
      seq: 1,
      ministry: 'MPLA',
      updatedAt: expect.any(String),
      code: 'NDP-2030',
      ...described,
      versions: [],
    });
  });

  it('gives a code to one plan', async () => {
    await enterPlan(strategy, 'ONCE');
    expect(await enterPlan(strategy, 'ONCE')).toMatchObject({ status: 409, body: { code: 'ALREADY_EXISTS' } });
  });

  it('answers a repeated request with the same bytes', async () => {
    const asked = { as: planner, body: { code: 'AGAIN', ...described }, headers: { 'idempotency-key': 'k1' } } as const;
    const first = await strategy.post('/v1/plans', asked);
    const again = await strategy.post('/v1/plans', asked);
    expect([again.status, again.text]).toEqual([201, first.text]);
  });

  it('refuses a programme level that the plan does not have', async () => {
    expect(await enterPlan(strategy, 'SHALLOW', { programmeLevel: 3 })).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION', errors: [{ pointer: '/programmeLevel', code: 'TOO_LARGE' }] },
    });
  });

  it('is for planners', async () => {
    const answer = await strategy.post('/v1/plans', { as: 'officer@MLOC', body: { code: 'OFFICE', ...described } });
    expect(answer).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  });
});

describe('GET /v1/plans', () => {
  it('lists plans by code, page by page, and does not find what is not there', async () => {
    for (const code of ['LIST-C', 'LIST-A', 'LIST-B']) await enterPlan(strategy, code);
    const codes: unknown[] = [];
    let after = '';
    do {
      const page = await strategy.get(`/v1/plans?limit=2${after}`, { as: analyst });
      codes.push(...page.body.items.map(({ code }) => code));
      after = page.body.next === null ? '' : `&after=${page.body.next}`;
    } while (after !== '');
    expect(codes).toEqual(expect.arrayContaining(['LIST-A', 'LIST-B', 'LIST-C']));
    expect(codes).toEqual([...new Set(codes)].sort());
    expect(await strategy.get('/v1/plans/NONE', { as: analyst })).toMatchObject({ status: 404 });
    expect(await strategy.get('/v1/plans/LIST-A/versions/1', { as: analyst })).toMatchObject({ status: 404 });
  });
});

describe('POST /v1/plans/{code}/versions/{version}/activation', () => {
  it('puts an imported version in force, by another person than its importer', async () => {
    await enterPlan(strategy, 'FIRST');
    await importRows(strategy, 'FIRST', '1', rows);
    expect(await activate(strategy, 'FIRST', '1', {}, planner)).toMatchObject({
      status: 403,
      body: { code: 'FOUR_EYES' },
    });
    expect(await activate(strategy, 'FIRST', '1', {}, machine)).toMatchObject({
      status: 403,
      body: { code: 'FOUR_EYES' },
    });
    expect(await activate(strategy, 'FIRST', '1')).toMatchObject({ status: 200, body: { status: 'active' } });
    expect(await versionsOf('FIRST')).toEqual([
      { version: '1', status: 'active', nodes: 2, kpis: 1, from: '2025-01-01' },
    ]);
    const told = await until('the activation in the feed', async () => {
      const { body } = await strategy.get('/v1/changes?type=strategy.plan.activated.v1&limit=200', { as: analyst });
      return body.items.find(({ data }) => (data as { planCode: string }).planCode === 'FIRST');
    });
    expect(told['data']).toEqual({
      planCode: 'FIRST',
      planVersion: '1',
      kind: 'national',
      from: '2025-01-01',
      programmeLevel: 2,
      nodeCount: 2,
      kpiCount: 1,
    });
  });

  it('asks for the second person before it looks at a version or a receipt', async () => {
    await enterPlan(strategy, 'SECOND');
    await importRows(strategy, 'SECOND', '1', rows);
    const path = '/v1/plans/SECOND/versions/1/activation';
    const put = (as: Caller, headers: Record<string, string>) =>
      strategy.post(path, { as, body: { from: '2025-01-01' }, headers });
    const fourEyes = { status: 403, body: { code: 'FOUR_EYES' } };
    expect(await put(planner, { 'if-match': '"9"' })).toMatchObject(fourEyes);
    expect(await put(secondPlanner, { 'if-match': '"9"' })).toMatchObject({ status: 412, body: { code: 'STALE' } });
    const key = { 'idempotency-key': 'activate' };
    const first = await put(secondPlanner, key);
    const again = await put(secondPlanner, key);
    expect([first.status, again.status, again.text]).toEqual([200, 200, first.text]);
    expect(await put(planner, key)).toMatchObject(fourEyes);
    expect(await put(secondPlanner, {})).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
  });

  it('flips from one version to the next, and other plans stay in force beside it', async () => {
    await planInForce(strategy, 'FLIP', '1', rows);
    await planInForce(strategy, 'BESIDE', '1', rows);
    await importRows(strategy, 'FLIP', '2', [node('1')]);
    expect(await activate(strategy, 'FLIP', '2', { from: '2026-01-01' })).toMatchObject({
      status: 409,
      body: { code: 'OTHER_VERSION_IN_FORCE' },
    });
    const flip = { from: '2026-01-01', replacesVersion: '1' };
    expect(await activate(strategy, 'FLIP', '2', flip)).toMatchObject({ status: 200 });
    expect(await versionsOf('FLIP')).toEqual([
      { version: '1', status: 'superseded', nodes: 2, kpis: 1, from: '2025-01-01' },
      { version: '2', status: 'active', nodes: 1, kpis: 0, from: '2026-01-01' },
    ]);
    expect(await versionsOf('BESIDE')).toMatchObject([{ status: 'active' }]);
    expect(await activate(strategy, 'FLIP', '2', flip)).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
  });

  it('of two activations at once lets one through', async () => {
    await enterPlan(strategy, 'RACE');
    await importRows(strategy, 'RACE', '1', rows);
    await importRows(strategy, 'RACE', '2', rows);
    const answers = await Promise.all([activate(strategy, 'RACE', '1'), activate(strategy, 'RACE', '2')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('needs a complete import, and a day that is not ahead and not before the version that it replaces', async () => {
    await planInForce(strategy, 'DATES', '1', rows);
    await importRows(strategy, 'DATES', '2', rows);
    const next = (from: string) => activate(strategy, 'DATES', '2', { from, replacesVersion: '1' });
    expect(await next('2199-01-01')).toMatchObject({ status: 422, body: { code: 'FUTURE_DATE' } });
    expect(await next('2024-12-31')).toMatchObject({ status: 422, body: { code: 'DATES_REVERSED' } });
    expect(await activate(strategy, 'DATES', '3')).toMatchObject({
      status: 422,
      body: { code: 'VERSION_NOT_IMPORTED' },
    });
    expect(await activate(strategy, 'NONE', '1')).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });
});
