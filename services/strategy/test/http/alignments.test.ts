// Links that initiatives propose, and the decisions on them, over HTTP.
import { type Answered, type Caller, type Json, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Proposal } from '../../src/alignment/proposals.ts';
import { node } from '../import/plan-files.ts';
import { activate, analyst, type Harness, importRows, planInForce, startHarness } from './harness.ts';

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
  await planInForce(harness.strategy, 'NDP', '1', [
    node('1', { responsibleMinistry: 'MHEA' }),
    node('1.1', { responsibleMinistry: 'MHEA' }),
    node('1.2', { responsibleMinistry: 'MEDU' }),
  ]);
});
afterAll(() => harness.installation.close());

const reviewer: Caller = 'ministry-reviewer@MHEA';
const links = [
  { nodeCode: '1.1', weightPct: 60 },
  { nodeCode: '1.2', weightPct: 40 },
];
const proposal = (changed: Partial<Proposal> = {}): Proposal => ({
  planCode: 'NDP',
  planVersion: '1',
  revision: 1,
  proposedOn: '2026-03-01',
  links,
  ...changed,
});

/** The alignments of an initiative by `version node`, when they are as told. */
function alignmentsOf(initiativeId: string, told: Readonly<Record<string, object>>): Promise<Record<string, Json>> {
  return until(`alignments ${JSON.stringify(told)}`, async () => {
    const { body } = await harness.strategy.get(`/v1/alignments?initiativeId=${initiativeId}`, { as: analyst });
    const found = Object.fromEntries(body.items.map((one) => [`${one['planVersion']} ${one['nodeCode']}`, one]));
    const asTold = Object.entries(told).every(([key, fields]) =>
      Object.entries(fields).every(([field, value]) => found[key]?.[field] === value),
    );
    return asTold ? found : undefined;
  });
}

const decide = (
  id: string | undefined,
  body: object,
  as: Caller = reviewer,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answered> => harness.strategy.post(`/v1/alignments/${id}/decision`, { as, body, headers });

describe('a proposal of an initiative', () => {
  it('opens one alignment for each link, for the ministry of its node', async () => {
    const initiativeId = await harness.propose(proposal());
    const found = await alignmentsOf(initiativeId, {
      '1 1.1': { status: 'awaiting' },
      '1 1.2': { status: 'awaiting' },
    });
    expect(found['1 1.1']).toEqual({
      id: expect.any(String),
      seq: 1,
      ministry: 'MLOC',
      initiativeId,
      planCode: 'NDP',
      planVersion: '1',
      nodeCode: '1.1',
      weightPct: 60,
      revision: 1,
      responsibleMinistry: 'MHEA',
      status: 'awaiting',
      openedOn: '2026-03-01',
    });
    expect(found['1 1.2']).toMatchObject({ responsibleMinistry: 'MEDU' });
    const worklist = await harness.strategy.get('/v1/alignments?status=awaiting&responsibleMinistry=MEDU', {
      as: analyst,
    });
    expect(worklist.body.items.map(({ id }) => id)).toContain(found['1 1.2']?.id);
  });

  it('reopens what was decided and withdraws what it lacks', async () => {
    const initiativeId = await harness.propose(proposal(), 'reopens');
    const opened = await alignmentsOf(initiativeId, {
      '1 1.1': { status: 'awaiting' },
      '1 1.2': { status: 'awaiting' },
    });
    const refusal = { decision: 'reject', reasonCode: 'NOT_RELATED', revision: 1 };
    expect(await decide(opened['1 1.1']?.id, refusal)).toMatchObject({ status: 200, body: { status: 'rejected' } });

    const next = proposal({
      revision: 2,
      proposedOn: '2026-04-01',
      links: [{ nodeCode: '1.1', weightPct: 100 }],
    });
    expect(await harness.propose(next, 'reopens')).toBe(initiativeId);
    const now = await alignmentsOf(initiativeId, { '1 1.1': { revision: 2 }, '1 1.2': { status: 'withdrawn' } });
    expect(now['1 1.1']).toMatchObject({ seq: 3, status: 'awaiting', weightPct: 100, openedOn: '2026-04-01' });
    expect(now['1 1.1']).not.toHaveProperty('decidedOn');
    expect(now['1 1.1']).not.toHaveProperty('reasonCode');
    expect(now['1 1.2']).toMatchObject({ seq: 2, revision: 2 });
  });

  it('to another version of the plan withdraws the links to the earlier one', async () => {
    await planInForce(harness.strategy, 'TWO', '1', [node('1')]);
    await importRows(harness.strategy, 'TWO', '2', [node('1'), node('2')]);
    await activate(harness.strategy, 'TWO', '2', { from: '2026-01-01', replacesVersion: '1' });
    const whole = [{ nodeCode: '1', weightPct: 100 }];
    const initiativeId = await harness.propose(proposal({ planCode: 'TWO', links: whole }), 'two');
    await alignmentsOf(initiativeId, { '1 1': { status: 'awaiting' } });
    await harness.propose(proposal({ planCode: 'TWO', planVersion: '2', revision: 2, links: whole }), 'two');
    await alignmentsOf(initiativeId, { '1 1': { status: 'withdrawn' }, '2 1': { status: 'awaiting' } });
  });

  it.each([
    ['a node that the version does not have', { links: [{ nodeCode: '9', weightPct: 100 }] }, '1 9'],
    ['a version that is not there', { planVersion: '7', links: [{ nodeCode: '1', weightPct: 100 }] }, '7 1'],
    ['a plan that is not there', { planCode: 'NONE', links: [{ nodeCode: '1', weightPct: 100 }] }, '1 1'],
  ])('to %s is opened and rejected at once', async (_what, changed, key) => {
    const initiativeId = await harness.propose(proposal(changed));
    const found = await alignmentsOf(initiativeId, { [key]: { status: 'rejected', reasonCode: 'NODE_UNKNOWN' } });
    expect(found[key]).toMatchObject({ seq: 2, decidedOn: '2026-03-01', responsibleMinistry: 'MLOC' });
  });

  it('to a version that is imported but not in force is not known yet', async () => {
    await importRows(harness.strategy, 'NDP', '2', [node('1')]);
    const initiativeId = await harness.propose(
      proposal({ planVersion: '2', links: [{ nodeCode: '1', weightPct: 100 }] }),
    );
    await alignmentsOf(initiativeId, { '2 1': { status: 'rejected', reasonCode: 'NODE_UNKNOWN' } });
  });
});

describe('POST /v1/alignments/{id}/decision', () => {
  const opened = async () => {
    const initiativeId = await harness.propose(proposal());
    const found = await alignmentsOf(initiativeId, { '1 1.1': { status: 'awaiting' } });
    return { initiativeId, id: found['1 1.1']?.id };
  };

  it('accepts a link once, today unless told', async () => {
    const { initiativeId, id } = await opened();
    const accept = { decision: 'accept', revision: 1 };
    expect(await decide(id, accept)).toMatchObject({ status: 200, body: { id, seq: 2, status: 'accepted' } });
    const found = await alignmentsOf(initiativeId, { '1 1.1': { status: 'accepted' } });
    expect(found['1 1.1']).toMatchObject({ decidedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
    expect(await decide(id, accept)).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
  });

  it('is for the reviewers of the ministry responsible for the node', async () => {
    const { id } = await opened();
    const accept = { decision: 'accept', revision: 1 };
    expect(await decide(id, accept, 'ministry-reviewer@MEDU')).toMatchObject({
      status: 403,
      body: { code: 'FORBIDDEN' },
    });
    expect(await decide(id, accept, 'planner@MHEA')).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect(await decide(id, accept)).toMatchObject({ status: 200 });
  });

  it('says who may not decide before it looks at a version, a receipt or the link', async () => {
    const { id } = await opened();
    const accept = { decision: 'accept', revision: 1 };
    const other: Caller = 'ministry-reviewer@MEDU';
    const forbidden = { status: 403, body: { code: 'FORBIDDEN' } };
    const stale = { 'if-match': '"9"' };
    expect(await decide(id, accept, other, stale)).toMatchObject(forbidden);
    expect(await decide(id, { ...accept, revision: 9 }, other)).toMatchObject(forbidden);
    expect(await decide(id, accept, reviewer, stale)).toMatchObject({ status: 412, body: { code: 'STALE' } });
    const key = { 'idempotency-key': 'accept', 'if-match': '"1"' };
    const first = await decide(id, accept, reviewer, key);
    const again = await decide(id, accept, reviewer, key);
    expect([again.status, again.text]).toEqual([200, first.text]);
    expect(await decide(id, accept, other, key)).toMatchObject(forbidden);
  });

  it('refuses a rejection without a reason, another revision, and days that cannot be', async () => {
    const { id } = await opened();
    expect(await decide(id, { decision: 'reject', revision: 1 })).toMatchObject({
      status: 422,
      body: { code: 'REASON_REQUIRED' },
    });
    expect(await decide(id, { decision: 'accept', revision: 2 })).toMatchObject({
      status: 409,
      body: { code: 'REVISION_SUPERSEDED' },
    });
    expect(await decide(id, { decision: 'accept', revision: 1, decidedOn: '2199-01-01' })).toMatchObject({
      status: 422,
      body: { code: 'FUTURE_DATE' },
    });
    expect(await decide(id, { decision: 'accept', revision: 1, decidedOn: '2026-02-28' })).toMatchObject({
      status: 422,
      body: { code: 'DATES_REVERSED' },
    });
  });

  it('of a link that is not there is not found', async () => {
    const nobody = '0190a1b2-0000-7000-8000-000000000001';
    for (const as of [reviewer, 'ministry-reviewer@MEDU'] as const) {
      const answer = await decide(nobody, { decision: 'accept', revision: 1 }, as, { 'if-match': '"9"' });
      expect(answer).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    }
  });
});
