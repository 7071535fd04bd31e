// Linking initiatives to plans, and the decisions that come back, over HTTP.
import { problemMessages } from '@tributary/contracts';
import { type Answered, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Harness,
  officer,
  type PlanVersion,
  register,
  startHarness,
  tellActivated,
  tellDecision,
  tellKpi,
  tellNode,
  tellPlan,
} from './harness.ts';

let harness: Harness;
const ndp = { planCode: 'NDP-2028', planVersion: '1' };
const links = [
  { nodeCode: '2.1', weightPct: 50 },
  { nodeCode: '2.2', weightPct: 50 },
];

beforeAll(async () => {
  harness = await startHarness();
  const token = await tellPlan(harness.strategy, ndp);
  // once seen here, the plan is there for every request that follows
  await harness.initiatives.get('/v1/initiatives?limit=1', { as: officer, headers: { 'consistency-token': token } });
});
afterAll(() => harness.installation.close());

interface LinkRequest {
  readonly as?: `${string}@${string}`;
  readonly seq?: number;
  readonly token?: string;
  readonly query?: string;
}

function link(
  id: string,
  body: object = {},
  { as = officer, seq = 1, token, query = '' }: LinkRequest = {},
): Promise<Answered> {
  const { planCode, ...asked } = { ...ndp, links, ...body };
  return harness.initiatives.put(`/v1/initiatives/${id}/plan-links/${planCode}${query}`, {
    as,
    body: asked,
    headers: { 'if-match': `"${seq}"`, ...(token !== undefined && { 'consistency-token': token }) },
  });
}

const read = (id: string) => harness.initiatives.get(`/v1/initiatives/${id}`, { as: 'analyst@MFIN' });

/** The decisions on an initiative's links, as `plan node decision`. */
const decisions = async (id: string): Promise<string[]> => {
  const { body } = await read(id);
  const shown = body['planLinks'] as (PlanVersion & { nodeCode: string; status: string })[];
  return shown.map(({ planCode, nodeCode, status }) => `${planCode} ${nodeCode} ${status}`);
};

describe('PUT /v1/initiatives/{id}/plan-links/{planCode}', () => {
  it('proposes links, which await their decisions', async () => {
    const id = await register(harness.initiatives);
    const answer = await link(id);
    expect(answer).toMatchObject({ status: 200, body: { id, seq: 2, status: 1 } });
    expect(answer.headers.get('etag')).toBe('"2"');
    expect((await read(id)).body['planLinks']).toEqual(
      links.map((one) => ({ ...ndp, ...one, status: 'awaiting', versionInForce: '1' })),
    );
  });

  it('replaces the links of one plan and keeps those of another', async () => {
    const sdg = { planCode: 'SDG', planVersion: '1' };
    const token = await tellPlan(harness.strategy, sdg);
    const id = await register(harness.initiatives);
    expect(await link(id, { ...sdg, links: [{ nodeCode: '2.2', weightPct: 100 }] }, { token })).toMatchObject({
      status: 200,
    });
    expect(await link(id, {}, { seq: 2 })).toMatchObject({ status: 200 });
    expect(await link(id, { links: [{ nodeCode: '2.1', weightPct: 100 }] }, { seq: 3 })).toMatchObject({ status: 200 });
    expect(await decisions(id)).toEqual(['SDG 2.2 awaiting', 'NDP-2028 2.1 awaiting']);
  });

  it('is not possible before every node and KPI of the version has arrived, in whatever order they come', async () => {
    const plan = { planCode: 'EDU', planVersion: '1' };
    const id = await register(harness.initiatives);
    const told = [() => tellActivated(harness.strategy, plan, { nodeCount: 2, kpiCount: 1 })];
    told.push(
      () => tellKpi(harness.strategy, plan, 'K1'),
      () => tellNode(harness.strategy, plan, '2.2'),
    );
    for (const tell of told) {
      const { token } = await tell();
      expect(await link(id, plan, { token })).toMatchObject({ status: 409, body: { code: 'PLAN_NOT_READY' } });
    }
    const { token } = await tellNode(harness.strategy, plan, '2.1');
    expect(await link(id, plan, { token })).toMatchObject({ status: 200 });
  });

  it('follows the plan to its next version once all of that is here', async () => {
    const plan = { planCode: 'AGRI', planVersion: '1' };
    const next = { planCode: 'AGRI', planVersion: '2' };
    const id = await register(harness.initiatives);
    const first = await tellPlan(harness.strategy, plan);
    const activated = await tellActivated(harness.strategy, next, { nodeCount: 2, kpiCount: 0, from: '2025-02-01' });
    expect(await link(id, next, { token: activated.token })).toMatchObject({ status: 409 });
    expect(await link(id, plan, { token: first })).toMatchObject({ status: 200 });
    const tokens = [await tellNode(harness.strategy, next, '2.1'), await tellNode(harness.strategy, next, '2.2')];
    const token = tokens.map((told) => told.token).join(',');
    expect(await link(id, plan, { seq: 2, token })).toMatchObject({ status: 409, body: { code: 'PLAN_NOT_READY' } });
    expect(await link(id, next, { seq: 2 })).toMatchObject({ status: 200 });
  });

  it('proposes weights that sum to 100, and takes them so where it is asked to', async () => {
    const id = await register(harness.initiatives);
    const halves = links.map((one) => ({ ...one, weightPct: 33.33 }));
    expect(await link(id, { links: halves })).toMatchObject({
      status: 422,
      body: {
        code: 'WEIGHTS_NOT_100',
        errors: [
          { pointer: '/links/0/weightPct', code: 'SHARE_PROPOSED', proposed: 50 },
          { pointer: '/links/1/weightPct', code: 'SHARE_PROPOSED', proposed: 50 },
        ],
      },
    });
    expect(await link(id, { links: halves }, { query: '?normalise=true' })).toMatchObject({ status: 200 });
    expect((await read(id)).body).toMatchObject({ planLinks: [{ weightPct: 50 }, { weightPct: 50 }] });
  });

  it.each([
    ['PLAN_NOT_READY', 409, { planVersion: '9' }, undefined],
    ['PLAN_NOT_READY', 409, { planCode: 'NOWHERE' }, undefined],
    ['PLAN_NODE_UNKNOWN', 422, { links: [{ nodeCode: '9.9', weightPct: 100 }] }, '/links/0/nodeCode'],
    ['WEIGHTS_NOT_100', 422, { links: [{ nodeCode: '2.1', weightPct: 99.99 }] }, '/links/0/weightPct'],
    ['FUTURE_DATE', 422, { proposedOn: '2200-01-01' }, undefined],
    ['VALIDATION', 400, { links: [links[0], links[0]] }, '/links/1/nodeCode'],
    ['VALIDATION', 400, { links: [{ nodeCode: '2.1', weightPct: 33.333 }] }, '/links/0/weightPct'],
    ['VALIDATION', 400, { links: [{ nodeCode: '2.1', weightPct: 0 }] }, '/links/0/weightPct'],
    ['VALIDATION', 400, { links: [] }, '/links'],
  ])('refuses with %s (%i) %j', async (code, status, body, pointer) => {
    const id = await register(harness.initiatives);
    const errors = pointer === undefined ? [] : [{ pointer }];
    expect(await link(id, body)).toMatchObject({ status, body: { code, errors } });
    expect((await read(id)).body).toMatchObject({ seq: 1, planLinks: [] });
  });

  it('says in the language asked for what is wrong, and where', async () => {
    const id = await register(harness.initiatives);
    const answer = await harness.initiatives.put(`/v1/initiatives/${id}/plan-links/NDP-2028?lang=fr`, {
      as: officer,
      body: { planVersion: '1', links: [{ nodeCode: '9.9', weightPct: 100 }] },
      headers: { 'if-match': '"1"' },
    });
    const title = problemMessages.say('fr', 'PLAN_NODE_UNKNOWN.title');
    expect(answer.body).toMatchObject({
      title,
      errors: [
        { pointer: '/links/0/nodeCode', detail: expect.stringMatching(/^La version 1 du plan NDP-2028 .*9\.9/) },
      ],
    });
    expect(answer.body['detail']).toContain('9.9');
  });

  it('needs the version that was read', async () => {
    const id = await register(harness.initiatives);
    const path = `/v1/initiatives/${id}/plan-links/NDP-2028`;
    expect(await harness.initiatives.put(path, { as: officer, body: { planVersion: '1', links } })).toMatchObject({
      status: 428,
      body: { code: 'PRECONDITION_REQUIRED' },
    });
    expect(await link(id, {}, { seq: 7 })).toMatchObject({ status: 412, body: { code: 'STALE' } });
  });

  it('is for the officers of the ministry that owns the initiative, whatever version they name', async () => {
    const id = await register(harness.initiatives);
    for (const as of ['officer@MECO', 'planner@MLOC', 'analyst@MLOC'] as const) {
      for (const seq of [1, 7]) {
        expect(await link(id, {}, { as, seq })).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
      }
      const unconditional = { as, body: { planVersion: '1', links } };
      expect(await harness.initiatives.put(`/v1/initiatives/${id}/plan-links/NDP-2028`, unconditional)).toMatchObject({
        status: 403,
        body: { code: 'FORBIDDEN' },
      });
    }
    for (const as of [officer, 'officer@MECO'] as const) {
      expect(await link('0190a1b2-0000-7000-8000-00000000ffff', {}, { as })).toMatchObject({ status: 404 });
    }
  });

  it('is closed to what is cancelled', async () => {
    const id = await register(harness.initiatives);
    await harness.initiatives.post(`/v1/initiatives/${id}/status`, { as: officer, body: { status: 5 } });
    expect(await link(id, {}, { seq: 2 })).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
  });
});

describe('GET /v1/initiatives/{id}/plan-links/{planCode}', () => {
  it('reads what was put there, with the version that the next PUT names', async () => {
    const id = await register(harness.initiatives);
    await link(id, { proposedOn: '2026-06-01' });
    const path = `/v1/initiatives/${id}/plan-links/NDP-2028`;
    const answer = await harness.initiatives.get(path, { as: 'analyst@MFIN' });
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.headers.get('etag')).toMatch(/^"2\./);
    expect(answer.body).toEqual({
      ...ndp,
      seq: 2,
      revision: 1,
      proposedOn: '2026-06-01',
      versionInForce: '1',
      links: links.map((one) => ({ ...one, status: 'awaiting' })),
    });
    expect(await link(id, {}, { seq: answer.body.seq })).toMatchObject({ status: 200 });
  });

  it.each(['SDG', 'NOWHERE'])('is not there for a plan that it is not linked to: %s', async (planCode) => {
    const id = await register(harness.initiatives);
    await link(id);
    const answer = await harness.initiatives.get(`/v1/initiatives/${id}/plan-links/${planCode}`, { as: officer });
    expect(answer).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });
});

describe('a decision on a link', () => {
  const decided = (initiativeId: string, nodeCode: string, revision: number) => ({
    ...ndp,
    initiativeId,
    nodeCode,
    revision,
  });

  it('shows on the initiative, and a new proposal awaits it anew', async () => {
    const id = await register(harness.initiatives);
    await link(id);
    await tellDecision(harness.strategy, 'accepted', decided(id, '2.1', 1));
    await tellDecision(harness.strategy, 'rejected', decided(id, '2.2', 1));
    const seen = await until('both decisions', async () => {
      const { body } = await read(id);
      return body.seq === 4 ? body : undefined;
    });
    expect(seen['planLinks']).toEqual([
      { ...ndp, ...links[0], status: 'accepted', versionInForce: '1' },
      { ...ndp, ...links[1], status: 'rejected', versionInForce: '1' },
    ]);
    expect(await link(id, {}, { seq: 4 })).toMatchObject({ status: 200 });
    expect(await decisions(id)).toEqual(['NDP-2028 2.1 awaiting', 'NDP-2028 2.2 awaiting']);
  });

  it('on a revision that has been replaced has no effect', async () => {
    const id = await register(harness.initiatives);
    await link(id);
    await link(id, {}, { seq: 2 });
    await tellDecision(harness.strategy, 'accepted', decided(id, '2.1', 1));
    await tellDecision(harness.strategy, 'rejected', decided(id, '2.1', 2));
    await until('the newer decision', async () => ((await read(id)).body.seq === 4 ? true : undefined));
    expect(await decisions(id)).toEqual(['NDP-2028 2.1 rejected', 'NDP-2028 2.2 awaiting']);
  });

  it('may be turned by a later one on the same revision', async () => {
    const id = await register(harness.initiatives);
    await link(id);
    await tellDecision(harness.strategy, 'accepted', decided(id, '2.1', 1));
    await tellDecision(harness.strategy, 'rejected', decided(id, '2.1', 1));
    await until('the later decision', async () => ((await read(id)).body.seq === 4 ? true : undefined));
    expect(await decisions(id)).toEqual(['NDP-2028 2.1 rejected', 'NDP-2028 2.2 awaiting']);
  });
});
