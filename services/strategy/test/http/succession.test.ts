// A version of a plan that renames, splits, merges and retires what its predecessor had, over HTTP: what drifts, where it
// can go, and what stays accepted when its owner maps it again.
import { type Caller, type Json, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  activate,
  analyst,
  enterPlan,
  type Harness,
  importOf,
  importRows,
  planInForce,
  readVersion,
  secondPlanner,
  startHarness,
} from './harness.ts';
import { first, of, proposal, put, second } from './succession.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.installation.close());

const linksOf = async (initiativeId: string): Promise<Record<string, Json>> => {
  const { body } = await harness.strategy.get(`/v1/alignments?initiativeId=${initiativeId}`, { as: analyst });
  return Object.fromEntries(body.items.map((one) => [`${one['planVersion']}/${one['nodeCode']}`, one]));
};
const linksWhen = (initiativeId: string, isThere: (links: Record<string, Json>) => boolean) =>
  until('the links', async () => {
    const links = await linksOf(initiativeId);
    return isThere(links) ? links : undefined;
  });

const decide = (kind: string, id: unknown, as: Caller, body: object = {}) =>
  harness.strategy.post(`/v1/${kind}/${id}/decision`, { as, body: { decision: 'accept', revision: 1, ...body } });

describe('a version that says what it replaces', () => {
  it('suggests for each drifted link where it can go, with its share, since when, and whose it is', async () => {
    await planInForce(harness.strategy, 'SUGG', '1', first as never);
    const links = ['1.1', '1.2', '2', '3', '4'].map((nodeCode) => ({ nodeCode, weightPct: 20 }));
    const id = await harness.propose(proposal('SUGG', { links }));
    await linksWhen(id, (found) => Object.keys(found).length === 5);
    await put(harness.strategy, 'SUGG', '2', second);

    const found = await linksOf(id);
    const suggested = (code: string) => found[`1/${code}`]?.['drift'];
    const to = (code: string, sharePct: number, weightPct: number, responsibleMinistry = 'MHEA') => ({
      code,
      sharePct,
      weightPct,
      responsibleMinistry,
    });
    const since = { goneIn: '2', driftedOn: '2026-02-01' };
    expect(suggested('1.1')).toEqual({ change: 'renamed', ...since, suggested: [to('1.9', 100, 20)] });
    expect(suggested('1.2')).toEqual({ change: 'retired', ...since, suggested: [to('1', 100, 20)] });
    expect(suggested('2')).toEqual({
      change: 'split',
      ...since,
      suggested: [to('5', 60, 12), to('6', 40, 8, 'MEDU')],
    });
    expect(suggested('3')).toEqual({ change: 'merged', ...since, suggested: [to('7', 100, 20)] });
    expect(found['1/4']).toMatchObject({ status: 'drifted', ministry: 'MLOC', drift: { change: 'merged' } });
    expect((await readVersion(harness.strategy, 'SUGG', '2')).body).toMatchObject({
      nodes: [{ code: '1' }, { replaces: [{ code: '1.1', sharePct: 100 }] }, {}, {}, {}],
    });
  });

  it.each([
    ['a node that it still has', [of('1'), of('2', { replaces: '1' })], 'REPLACED_LIVES_ON'],
    ['a node that no version has', [of('1'), of('5', { replaces: '9' })], 'REPLACED_UNKNOWN'],
    [
      'shares that do not sum to 100',
      [of('5', { replaces: '2=60' }), of('6', { replaces: '2=50' })],
      'REPLACED_SHARES',
    ],
    ['a share for one of two', [of('5', { replaces: '2=60' }), of('6', { replaces: '2' })], 'REPLACED_SHARES'],
    ['what is no share', [of('5', { replaces: '2=0' })], 'INVALID_REPLACED'],
    ['a code twice', [of('5', { replaces: '2=40;2=60' })], 'INVALID_REPLACED'],
  ])('is not taken with %s', async (_what, rows, code) => {
    await enterPlan(harness.strategy, 'FAULT');
    await importRows(harness.strategy, 'FAULT', '1', first as never);
    const { body } = await importOf(harness.strategy, 'FAULT/versions/2/import?dryRun=true', { body: { rows } });
    expect(body).toMatchObject({ valid: false, causes: [{ code, column: 'replaces' }] });
  });

  it('shares out equally what it gives no share of', async () => {
    await planInForce(harness.strategy, 'EQUAL', '1', first as never);
    const parts = ['5', '6', '7'].map((code) => of(code, { replaces: '2' }));
    await put(harness.strategy, 'EQUAL', '2', [of('1'), ...parts]);
    const { body } = await readVersion(harness.strategy, 'EQUAL', '2');
    const shares = (body as unknown as { readonly nodes: readonly Json[] }).nodes.map((one) => one['replaces']);
    expect(shares.slice(1)).toEqual([33.34, 33.33, 33.33].map((sharePct) => [{ code: '2', sharePct }]));
  });
});

describe('a link that its owner maps again', () => {
  it('stays accepted where its successor is declared and of the same ministry, and awaits the decision elsewhere', async () => {
    await planInForce(harness.strategy, 'REMAP', '1', first as never);
    const links = ['1', '1.1', '2', '3'].map((nodeCode) => ({ nodeCode, weightPct: 25 }));
    const id = await harness.propose(proposal('REMAP', { links }), 'remap');
    const before = await linksWhen(id, (found) => Object.keys(found).length === 4);
    for (const code of ['1', '1.1', '2']) {
      expect(await decide('alignments', before[`1/${code}`]?.['id'], 'ministry-reviewer@MHEA')).toMatchObject({
        status: 200,
      });
    }
    await put(harness.strategy, 'REMAP', '2', second);
    const remapped = proposal('REMAP', {
      planVersion: '2',
      revision: 2,
      remapsVersion: '1',
      proposedOn: '2026-02-02',
      links: [
        { nodeCode: '1', weightPct: 25, of: ['1'] },
        { nodeCode: '1.9', weightPct: 25, of: ['1.1'] },
        { nodeCode: '5', weightPct: 20, of: ['2'] },
        { nodeCode: '6', weightPct: 5, of: ['2'] },
        { nodeCode: '7', weightPct: 25, of: ['3'] },
      ],
    });
    await harness.propose(remapped, 'remap');
    const after = await linksWhen(id, (found) =>
      ['1', '1.1', '2', '3'].every((code) => found[`1/${code}`]?.['status'] === 'withdrawn'),
    );
    const carried = { status: 'accepted', decidedOn: '2026-02-02', reasonCode: 'REMAPPED', revision: 2 };
    for (const code of ['1', '1.9', '5']) expect(after[`2/${code}`]).toMatchObject(carried);
    expect(after['2/6']).toMatchObject({ status: 'awaiting', responsibleMinistry: 'MEDU' });
    expect(after['2/7']).toMatchObject({ status: 'awaiting', responsibleMinistry: 'MHEA' });
    const decided = await decide('alignments', after['2/6']?.['id'], 'ministry-reviewer@MEDU', { revision: 2 });
    expect(decided).toMatchObject({ status: 200, body: { status: 'accepted' } });

    await harness.propose(remapped, 'remap');
    expect((await linksOf(id))['2/1.9']).toMatchObject({ seq: after['2/1.9']?.['seq'] });
  });

  it('awaits its decision where its owner chose another node than the plan declares', async () => {
    await planInForce(harness.strategy, 'OTHER', '1', first as never);
    const id = await harness.propose(proposal('OTHER', { links: [{ nodeCode: '3', weightPct: 100 }] }), 'other');
    const before = await linksWhen(id, (found) => found['1/3'] !== undefined);
    await decide('alignments', before['1/3']?.['id'], 'ministry-reviewer@MHEA');
    await put(harness.strategy, 'OTHER', '2', second);
    const links = [{ nodeCode: '5', weightPct: 100, of: ['3'] }];
    await harness.propose(proposal('OTHER', { planVersion: '2', revision: 2, remapsVersion: '1', links }), 'other');
    const after = await linksWhen(id, (found) => found['2/5'] !== undefined);
    expect(after['2/5']).toMatchObject({ status: 'awaiting', responsibleMinistry: 'MHEA' });
  });
});

describe('two planners who put a version in force at once', () => {
  it('are told apart: one does, and the other reads the plan again', async () => {
    await planInForce(harness.strategy, 'RACE', '1', first as never);
    await importRows(harness.strategy, 'RACE', '2', second as never);
    await importRows(harness.strategy, 'RACE', '3', [of('1'), of('8', { replaces: '2' })] as never);
    const body = { from: '2026-02-01', replacesVersion: '1' };
    const answers = await Promise.all([
      activate(harness.strategy, 'RACE', '2', body, secondPlanner),
      activate(harness.strategy, 'RACE', '3', body, 'planner@MPLA:cleo'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({ code: 'OTHER_VERSION_IN_FORCE' });
  });
});

describe('a version with five thousand nodes', () => {
  it('renames all of them, and each link is told where it can go', async () => {
    const codes = Array.from({ length: 5000 }, (_, at) => `N${at}`);
    await planInForce(harness.strategy, 'LARGE', '1', codes.map((code) => of(code)) as never);
    const links = codes.slice(0, 100).map((nodeCode) => ({ nodeCode, weightPct: 1 }));
    const id = await harness.propose(proposal('LARGE', { links }));
    await until('all links', async () => {
      const { body } = await harness.strategy.get(`/v1/alignments?initiativeId=${id}&limit=200`, { as: analyst });
      return body.items.length === 100 ? true : undefined;
    });
    await put(
      harness.strategy,
      'LARGE',
      '2',
      codes.map((code) => of(`${code}-b`, { replaces: code })),
    );
    const path = `/v1/alignments?initiativeId=${id}&status=drifted&limit=200`;
    const { body } = await harness.strategy.get(path, { as: analyst });
    expect(body.items).toHaveLength(100);
    for (const one of body.items) {
      expect(one['drift']).toMatchObject({ change: 'renamed', suggested: [{ code: `${one['nodeCode']}-b` }] });
    }
  }, 60_000);
});
