// What an activation makes of contributions to KPIs of the version that it replaces, over HTTP.
import type { IndicatorDefinition } from '@tributary/contracts';
import { type Caller, type Json, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyst, type Harness, planInForce, startHarness } from './harness.ts';
import { first, proposal, put, second } from './succession.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.installation.close());

const decide = (kind: string, id: unknown, as: Caller, body: object = {}) =>
  harness.strategy.post(`/v1/${kind}/${id}/decision`, { as, body: { decision: 'accept', revision: 1, ...body } });

describe('a contribution to a KPI of a version that was replaced', () => {
  const indicator = (planCode: string, code: string): IndicatorDefinition => ({
    code: 'WATER',
    revision: 1,
    definedOn: '2026-01-10',
    title: { en: 'People with safe water' },
    unit: 'persons',
    direction: 'up',
    targets: [],
    kpi: { planCode, planVersion: '1', code, contributionType: 'direct', sharePct: 50, method: 'COUNTED' },
  });
  const listed = async (query: string): Promise<readonly Json[]> =>
    (await harness.strategy.get(`/v1/kpi-contributions?${query}`, { as: analyst })).body.items;
  const opened = (query: string) =>
    until('the contribution', async () => {
      const [one] = await listed(query);
      return one;
    });

  it('is decided by the ministry that its KPI went to, on whose list it stands', async () => {
    await planInForce(harness.strategy, 'KMOVE', '1', first as never);
    await harness.define(indicator('KMOVE', 'K1'));
    const { id } = await opened('planCode=KMOVE');
    await put(harness.strategy, 'KMOVE', '2', second);
    expect(await listed('planCode=KMOVE&status=awaiting&responsibleMinistry=MHEA')).toEqual([]);
    expect(await listed('planCode=KMOVE&status=awaiting&responsibleMinistry=MEDU')).toMatchObject([{ id, seq: 1 }]);
    expect(await decide('kpi-contributions', id, 'ministry-reviewer@MHEA')).toMatchObject({ status: 403 });
    expect(await decide('kpi-contributions', id, 'ministry-reviewer@MEDU')).toMatchObject({ status: 200 });
    expect(await listed('planCode=KMOVE')).toMatchObject([{ status: 'accepted', responsibleMinistry: 'MEDU' }]);
  });

  it('drifts with its KPI, which says where it can go, and is decided no more', async () => {
    await planInForce(harness.strategy, 'KGONE', '1', first as never);
    await harness.define(indicator('KGONE', 'K2'));
    const { id } = await opened('planCode=KGONE');
    await put(harness.strategy, 'KGONE', '2', second);
    const drift = {
      change: 'renamed',
      goneIn: '2',
      driftedOn: '2026-02-01',
      suggested: [{ code: 'K3', sharePct: 100, responsibleMinistry: 'MHEA' }],
    };
    expect(await listed('planCode=KGONE&status=drifted')).toMatchObject([{ id, ministry: 'MLOC', drift }]);
    const one = await harness.strategy.get(`/v1/kpi-contributions/${id}`, { as: analyst });
    expect(one.body).toMatchObject({ status: 'drifted', drift });
    const refused = { status: 409, body: { code: 'WRONG_STATE' } };
    expect(await decide('kpi-contributions', id, 'ministry-reviewer@MHEA')).toMatchObject(refused);
  });

  it('stays when the link to its node is mapped again', async () => {
    await planInForce(harness.strategy, 'KSTAY', '1', first as never);
    const id = await harness.propose(proposal('KSTAY', { links: [{ nodeCode: '2', weightPct: 100 }] }), 'stay');
    await harness.define(indicator('KSTAY', 'K1'), 'stay');
    await opened('planCode=KSTAY');
    await put(harness.strategy, 'KSTAY', '2', second);
    const links = [
      { nodeCode: '5', weightPct: 60, of: ['2'] },
      { nodeCode: '6', weightPct: 40, of: ['2'] },
    ];
    await harness.propose(proposal('KSTAY', { planVersion: '2', revision: 2, remapsVersion: '1', links }), 'stay');
    await harness.define({ ...indicator('KSTAY', 'K1'), code: 'LATER' }, 'stay');
    await until('what came later', async () => ((await listed('planCode=KSTAY')).length === 2 ? true : undefined));
    const { body } = await harness.strategy.get(`/v1/alignments?initiativeId=${id}&status=withdrawn`, { as: analyst });
    expect(body.items).toMatchObject([{ nodeCode: '2' }]);
    expect((await listed('planCode=KSTAY')).map((one) => one['status'])).toEqual(['awaiting', 'awaiting']);
  });
});
