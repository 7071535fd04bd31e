// What an activation makes of links to the version that it replaces, over HTTP: nothing is written, reads tell.
import { type Answered, type Caller, type Json, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { node } from '../import/plan-files.ts';
import { activate, analyst, type Harness, importRows, planInForce, startHarness } from './harness.ts';

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.installation.close());

const health: Caller = 'ministry-reviewer@MHEA';
const education: Caller = 'ministry-reviewer@MEDU';

const nodesOf = (ministries: Readonly<Record<string, string>>) =>
  Object.entries(ministries).map(([code, responsibleMinistry]) => node(code, { responsibleMinistry }));

/** Node 1 stays, 2 goes to another ministry, 3 goes for good. */
const first = { 1: 'MHEA', 2: 'MHEA', 3: 'MHEA' };
const second = { 1: 'MHEA', 2: 'MEDU' };

async function replace(planCode: string, version: string, ministries: Readonly<Record<string, string>>): Promise<void> {
  const replacesVersion = String(Number(version) - 1);
  for (const answer of [
    await importRows(harness.strategy, planCode, version, nodesOf(ministries)),
    await activate(harness.strategy, planCode, version, { from: `2026-0${version}-01`, replacesVersion }),
  ]) {
    if (answer.status >= 300) throw new Error(answer.text);
  }
}

/** The links that a query finds in a plan, one a page. */
async function listed(planCode: string, query: string): Promise<readonly Json[]> {
  const found: Json[] = [];
  let after = '';
  do {
    const { body } = await harness.strategy.get(`/v1/alignments?${query}&limit=1${after}`, { as: analyst });
    found.push(...body.items);
    after = body.next === null ? '' : `&after=${body.next}`;
  } while (after !== '');
  return found.filter((one) => one['planCode'] === planCode);
}

const nodesListed = async (planCode: string, query: string) =>
  (await listed(planCode, query)).map((one) => String(one['nodeCode'])).sort();

/** Proposes one link to each node from an initiative of its own. @returns the links by node, once they are there */
async function propose(planCode: string, planVersion: string, nodes: readonly string[]): Promise<Record<string, Json>> {
  const ids = await Promise.all(
    nodes.map((nodeCode) =>
      harness.propose({
        planCode,
        planVersion,
        revision: 1,
        proposedOn: '2026-01-10',
        links: [{ nodeCode, weightPct: 100 }],
      }),
    ),
  );
  return until('the links under review', async () => {
    const found = (await listed(planCode, '')).filter((one) => ids.includes(String(one['initiativeId'])));
    return found.length === nodes.length
      ? Object.fromEntries(found.map((one) => [String(one['nodeCode']), one]))
      : undefined;
  });
}

const decide = (link: Json | undefined, decision: object, as: Caller): Promise<Answered> =>
  harness.strategy.post(`/v1/alignments/${link?.id}/decision`, { as, body: { revision: 1, ...decision } });

const accept = { decision: 'accept' };

describe('a version that replaces another', () => {
  it('leaves links drifted whose node is gone, and keeps the others with their decisions', async () => {
    await planInForce(harness.strategy, 'KEEP', '1', nodesOf(first));
    const links = await propose('KEEP', '1', ['1', '2', '3']);
    for (const code of ['1', '3']) expect(await decide(links[code], accept, health)).toMatchObject({ status: 200 });
    const before = await listed('KEEP', '');
    expect(await nodesListed('KEEP', 'status=accepted')).toEqual(['1', '3']);
    expect(await nodesListed('KEEP', 'status=drifted')).toEqual([]);

    await replace('KEEP', '2', second);
    expect(await nodesListed('KEEP', 'status=accepted')).toEqual(['1']);
    expect(await nodesListed('KEEP', 'status=awaiting')).toEqual(['2']);
    expect(await listed('KEEP', 'status=drifted')).toEqual([
      {
        ...before.find((one) => one['nodeCode'] === '3'),
        status: 'drifted',
        drift: { change: 'retired', goneIn: '2', driftedOn: '2026-02-01', suggested: [] },
      },
    ]);
    const after = await listed('KEEP', '');
    expect(after.map(({ id, seq }) => [id, seq])).toEqual(before.map(({ id, seq }) => [id, seq]));
  });

  it('brings a node back with its links and their decisions', async () => {
    await planInForce(harness.strategy, 'BACK', '1', nodesOf(first));
    const links = await propose('BACK', '1', ['1', '3']);
    await decide(links['3'], accept, health);
    await replace('BACK', '2', second);
    expect(await nodesListed('BACK', 'status=drifted')).toEqual(['3']);
    await replace('BACK', '3', { ...second, 3: 'MEDU' });
    expect(await nodesListed('BACK', 'status=drifted')).toEqual([]);
    expect(await listed('BACK', 'status=accepted')).toMatchObject([{ nodeCode: '3', responsibleMinistry: 'MEDU' }]);
  });
});

describe('a link that still awaits its decision when its version is replaced', () => {
  it('is decided by the ministry that is responsible for its node now, and stands on its worklist', async () => {
    await planInForce(harness.strategy, 'MOVE', '1', nodesOf(first));
    const links = await propose('MOVE', '1', ['1', '2']);
    await replace('MOVE', '2', second);
    expect(await nodesListed('MOVE', 'status=awaiting&responsibleMinistry=MHEA')).toEqual(['1']);
    expect(await listed('MOVE', 'status=awaiting&responsibleMinistry=MEDU')).toMatchObject([
      { nodeCode: '2', planVersion: '1', responsibleMinistry: 'MEDU' },
    ]);
    expect(await decide(links['2'], accept, health)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect(await decide(links['2'], accept, education)).toMatchObject({ status: 200, body: { status: 'accepted' } });
    expect(await decide(links['1'], accept, health)).toMatchObject({ status: 200, body: { status: 'accepted' } });
    const told = await until('both decisions in the feed', async () => {
      const { body } = await harness.strategy.get('/v1/changes?type=strategy.alignment.accepted.v1&limit=200', {
        as: analyst,
      });
      const facts = body.items.map(({ data }) => data as Json).filter((data) => data['planCode'] === 'MOVE');
      return facts.length === 2 ? facts : undefined;
    });
    expect(told.map((data) => data['planVersion'])).toEqual(['1', '1']);
  });

  it('is not decided any more when its node is gone', async () => {
    await planInForce(harness.strategy, 'GONE', '1', nodesOf(first));
    const links = await propose('GONE', '1', ['3']);
    await replace('GONE', '2', second);
    expect(await decide(links['3'], accept, health)).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
    expect(await listed('GONE', 'status=drifted&responsibleMinistry=MHEA')).toMatchObject([{ seq: 1 }]);
  });

  it('may also have come late: it is opened for the version that it names and counts in the one in force', async () => {
    await planInForce(harness.strategy, 'LATE', '1', nodesOf(first));
    await replace('LATE', '2', second);
    const links = await propose('LATE', '1', ['2', '3']);
    expect(links['2']).toMatchObject({ status: 'awaiting', planVersion: '1', responsibleMinistry: 'MEDU' });
    expect(links['3']).toMatchObject({ status: 'drifted' });
  });
});

describe('a drifted link', () => {
  it('is withdrawn by the proposal that replaces it', async () => {
    await planInForce(harness.strategy, 'NEXT', '1', nodesOf(first));
    const link = (nodeCode: string) => [{ nodeCode, weightPct: 100 }];
    const proposal = { planCode: 'NEXT', proposedOn: '2026-01-10' };
    await harness.propose({ ...proposal, planVersion: '1', revision: 1, links: link('3') }, 'next');
    await until('the link', async () => ((await listed('NEXT', '')).length === 1 ? true : undefined));
    await replace('NEXT', '2', second);
    await harness.propose({ ...proposal, planVersion: '2', revision: 2, links: link('1') }, 'next');
    await until('the new link', async () =>
      (await listed('NEXT', 'status=awaiting')).length === 1 ? true : undefined,
    );
    expect(await nodesListed('NEXT', 'status=drifted')).toEqual([]);
    expect(await nodesListed('NEXT', 'status=withdrawn')).toEqual(['3']);
  });
});
