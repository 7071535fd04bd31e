// What an initiative shows of its links when the plan has another version in force, over HTTP.
import { until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Harness,
  officer,
  type PlanVersion,
  register,
  startHarness,
  tellActivated,
  tellDecision,
  tellNode,
  tellPlan,
} from './harness.ts';

let harness: Harness;
const first = { planCode: 'NDP-2028', planVersion: '1' };
const second = { planCode: 'NDP-2028', planVersion: '2' };

beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.installation.close());

const link = (
  id: string,
  { planCode, ...body }: PlanVersion & { readonly links: object },
  seq: number,
  token?: string,
) =>
  harness.initiatives.put(`/v1/initiatives/${id}/plan-links/${planCode}`, {
    as: officer,
    body,
    headers: { 'if-match': `"${seq}"`, ...(token !== undefined && { 'consistency-token': token }) },
  });

async function standing(id: string, token?: string): Promise<unknown> {
  const headers = token === undefined ? {} : { 'consistency-token': token };
  const { body } = await harness.initiatives.get(`/v1/initiatives/${id}`, { as: officer, headers });
  const listed = await harness.initiatives.get('/v1/initiatives?limit=200', { as: officer });
  expect(listed.body.items.find((one) => one.id === id)?.['planLinks']).toEqual(body['planLinks']);
  return body['planLinks'];
}

describe('the links of an initiative, when a version replaces the one that they name', () => {
  it('count in it with their decisions or have drifted, once all of it is here', async () => {
    const id = await register(harness.initiatives);
    const links = [
      { nodeCode: '2.1', weightPct: 50 },
      { nodeCode: '2.2', weightPct: 50 },
    ];
    await link(id, { ...first, links }, 1, await tellPlan(harness.strategy, first));
    await tellDecision(harness.strategy, 'accepted', { ...first, initiativeId: id, nodeCode: '2.2', revision: 1 });
    const shown = ([one, two]: readonly string[], versionInForce: string) => [
      { ...first, ...links[0], status: one, versionInForce },
      { ...first, ...links[1], status: two, versionInForce },
    ];
    await until('the decision', async () => {
      const { body } = await harness.initiatives.get(`/v1/initiatives/${id}`, { as: officer });
      return body.seq === 3 || undefined;
    });

    const activated = await tellActivated(harness.strategy, second, { nodeCount: 2, kpiCount: 0, from: '2025-02-01' });
    expect(await standing(id, activated.token)).toEqual(shown(['awaiting', 'accepted'], '1'));
    const told = [await tellNode(harness.strategy, second, '2.1'), await tellNode(harness.strategy, second, '2.3')];
    expect(await standing(id, told.map(({ token }) => token).join(','))).toEqual(shown(['awaiting', 'drifted'], '2'));

    await tellDecision(harness.strategy, 'rejected', { ...first, initiativeId: id, nodeCode: '2.1', revision: 1 });
    await until('the decision on the earlier version', async () => {
      const { body } = await harness.initiatives.get(`/v1/initiatives/${id}`, { as: officer });
      return body.seq === 4 || undefined;
    });
    expect(await standing(id)).toEqual(shown(['rejected', 'drifted'], '2'));

    const refused = await link(id, { ...first, links }, 4);
    expect(refused).toMatchObject({ status: 409, body: { code: 'PLAN_NOT_READY' } });
    expect(refused.body['detail']).toContain('the version in force is 2');
    const anew = [{ nodeCode: '2.3', weightPct: 100 }];
    expect(await link(id, { ...second, links: anew }, 4)).toMatchObject({ status: 200 });
    expect(await standing(id)).toEqual([{ ...second, ...anew[0], status: 'awaiting', versionInForce: '2' }]);
  });
});
