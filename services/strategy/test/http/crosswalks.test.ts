// Crosswalks between plans over HTTP: set node by node, guarded against what was not seen, and listed by plan.
import type { Caller } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { node } from '../import/plan-files.ts';
import { analyst, type Harness, planInForce, planner, startHarness } from './harness.ts';

let harness: Harness;
const of = (...codes: string[]) => codes.map((code) => node(code, { responsibleMinistry: 'MPLA' }));

beforeAll(async () => {
  harness = await startHarness();
  await planInForce(harness.strategy, 'NDP', '1', of('1', '3 (b)/c'));
  await planInForce(harness.strategy, 'SDG', '1', of('6', '7'));
});
afterAll(() => harness.installation.close());

const path = (code: string) => `/v1/crosswalks/NDP/SDG/${encodeURIComponent(code)}`;
const put = (code: string, weights: Readonly<Record<string, number>>, headers: object, as: Caller = planner) =>
  harness.strategy.put(path(code), {
    as,
    body: {
      targets: Object.entries(weights).map(([nodeCode, weightPct]) => ({ nodeCode, weightPct })),
      setOn: '2026-06-01',
    },
    headers: headers as Record<string, string>,
  });
const created = { 'if-none-match': '*' };

describe('PUT /v1/crosswalks/{planCode}/{toPlan}/{nodeCode}', () => {
  it('enters where a node leads, and sets it anew in the version that was seen', async () => {
    expect(await put('1', { 6: 70, 7: 30 }, created)).toMatchObject({ status: 201, body: { seq: 1, status: 'set' } });
    expect(await put('1', { 6: 100 }, created)).toMatchObject({ status: 412 });
    expect(await put('1', { 6: 100 }, { 'if-match': '"1"' })).toMatchObject({ status: 200, body: { seq: 2 } });
    expect(await harness.strategy.get(path('1'), { as: analyst })).toMatchObject({
      status: 200,
      body: { planVersion: '1', toVersion: '1', targets: [{ nodeCode: '6', weightPct: 100 }], setOn: '2026-06-01' },
    });
  });

  it('takes codes as plans write them', async () => {
    expect(await put('3 (b)/c', { 7: 100 }, created)).toMatchObject({ status: 201 });
    const { body } = await harness.strategy.get('/v1/crosswalks?planCode=NDP&toPlan=SDG', { as: analyst });
    expect(body.items.map((one) => one['nodeCode'])).toContain('3 (b)/c');
  });

  it.each([
    [422, 'WEIGHTS_NOT_100', '1', { 6: 70, 7: 29.99 }],
    [422, 'PLAN_NODE_UNKNOWN', '1', { 9: 100 }],
    [422, 'PLAN_NODE_UNKNOWN', '9', { 6: 100 }],
    [400, 'VALIDATION', '1', { 6: 0 }],
  ])('refuses with %i %s: node %s to %j', async (status, code, from, weights) => {
    const headers = from === '1' ? { 'if-match': '"2"' } : created;
    expect(await put(from, weights as never, headers)).toMatchObject({ status, body: { code } });
  });

  it('is for planners', async () => {
    expect(await put('1', { 6: 100 }, created, 'officer@MPLA')).toMatchObject({ status: 403 });
  });
});
