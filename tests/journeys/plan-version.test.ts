// A plan gets a new version in the middle of its term: three services say the same of every link, and no money is lost.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initiative } from '../platform/sample.ts';
import { startTributary, type Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import { type AlignmentItem, all, bringPlanIntoForce, csvOf, expectStatus, tokenOf, untilVisible } from './steps.ts';

interface Shown {
  readonly nodeCode: string;
  readonly status: string;
  readonly versionInForce: string;
}

let tributary: Tributary;

beforeAll(async () => {
  tributary = await startTributary();
});
afterAll(() => tributary?.remove());

const rowsOf = (ministries: Readonly<Record<string, string>>, replaces: Readonly<Record<string, string>> = {}) =>
  Object.entries(ministries).map(([code, responsibleMinistry]) => ({
    kind: 'node',
    code,
    level: '1',
    title_en: `Programme ${code}`,
    responsibleMinistry,
    replaces: replaces[code] ?? '',
  }));

/** Registers an initiative with a link to each node. @returns its id */
async function register(links: Readonly<Record<string, number>>): Promise<string> {
  const officer = await tributary.api('officer', 'MLOC');
  const answer = expectStatus(await officer.post('/initiatives/v1/initiatives', initiative), 201);
  const { id, seq } = answer.json<{ id: string; seq: number }>();
  const proposed = Object.entries(links).map(([nodeCode, weightPct]) => ({ nodeCode, weightPct }));
  const body = { planVersion: '1', links: proposed };
  await eventually('a plan that can be linked to', async () => {
    const linked = await officer.put(`/initiatives/v1/initiatives/${id}/plan-links/NDP`, body, {
      'if-match': `"${seq}"`,
    });
    return linked.status === 409 ? undefined : expectStatus(linked, 200);
  });
  return id;
}

async function alignmentsWith(query: string, count: number): Promise<Record<string, AlignmentItem>> {
  const analyst = await tributary.api('analyst', 'MPLA');
  const found = await eventually(`${count} links with ${query}`, async () => {
    const items = await all<AlignmentItem>(analyst, `/strategy/v1/alignments?${query}&`);
    return items.length === count ? items : undefined;
  });
  return Object.fromEntries(found.map((one) => [one.nodeCode, one]));
}

async function accept(alignment: AlignmentItem | undefined, ministry: string): Promise<string> {
  const reviewer = await tributary.api('ministry-reviewer', ministry);
  const body = { decision: 'accept', revision: 1 };
  return tokenOf(expectStatus(await reviewer.post(`/strategy/v1/alignments/${alignment?.id}/decision`, body), 200));
}

/** The second version has node 4 in the place of 3, and gives node 2 to another ministry. @returns the activation's token */
async function replaceVersion(from: string): Promise<string> {
  const planner = await tributary.api('planner', 'MPLA', 'ada@mpla');
  const second = await tributary.api('planner', 'MPLA', 'bo@mpla');
  const path = '/strategy/v1/plans/NDP/versions/2';
  expectStatus(
    await planner.post(`${path}/import`, csvOf(rowsOf({ 1: 'MHEA', 2: 'MEDU', 4: 'MHEA' }, { 4: '3' }))),
    201,
  );
  return tokenOf(expectStatus(await second.post(`${path}/activation`, { from, replacesVersion: '1' }), 200));
}

const today = new Date().toISOString().slice(0, 10);

/** The parts of the footer, once they are as told. */
async function untilReported(told: Readonly<Record<string, unknown>>): Promise<void> {
  const analyst = await tributary.api('analyst', 'MPLA');
  await eventually(`a report with ${JSON.stringify(told)}`, async () => {
    const { footer } = expectStatus(await analyst.get('/reporting/v1/reports/plan/alignment?plan=NDP'), 200).json<{
      footer: Record<string, unknown>;
    }>();
    return Object.entries(told).every(([part, value]) => footer[part] === value) || undefined;
  });
}

/** What an initiative shows of its links, once that is as told. */
async function untilShown(id: string, told: Readonly<Record<string, string>>, version: string): Promise<void> {
  const analyst = await tributary.api('analyst', 'MPLA');
  await eventually(`links ${JSON.stringify(told)} in ${version}`, async () => {
    const answer = expectStatus(await analyst.get(`/initiatives/v1/initiatives/${id}`), 200);
    const links = answer.json<{ planLinks: Shown[] }>().planLinks;
    const isTold = (link: Shown) => link.status === told[link.nodeCode] && link.versionInForce === version;
    return links.every(isTold) || undefined;
  });
}

describe('a plan version that replaces another in the middle of its term', () => {
  it('keeps what lives on, shows what has drifted, and lets the ministries of today decide', async () => {
    const plan = { code: 'NDP', kind: 'national', levels: ['Programme'], programmeLevel: 1 };
    const rows = rowsOf({ 1: 'MHEA', 2: 'MHEA', 3: 'MHEA' });
    await untilVisible(tributary, [await bringPlanIntoForce(tributary, { ...plan, version: '1', rows }, '2026-01-01')]);
    const id = await register({ 1: 50, 2: 30, 3: 20 });
    const links = await alignmentsWith('status=awaiting', 3);
    for (const code of ['1', '3']) await accept(links[code], 'MHEA');
    await untilShown(id, { 1: 'accepted', 2: 'awaiting', 3: 'accepted' }, '1');
    await untilReported({ accepted: '700.00', awaiting: '300.00', drifted: '0.00' });

    await replaceVersion(today);
    expect(Object.keys(await alignmentsWith('status=drifted', 1))).toEqual(['3']);
    await untilShown(id, { 1: 'accepted', 2: 'awaiting', 3: 'drifted' }, '2');
    await untilReported({ accepted: '500.00', awaiting: '300.00', drifted: '200.00', portfolioBudget: '1000.00' });

    const worklist = await alignmentsWith('status=awaiting&responsibleMinistry=MEDU', 1);
    await accept(worklist['2'], 'MEDU');
    await untilShown(id, { 1: 'accepted', 2: 'accepted', 3: 'drifted' }, '2');
    await untilReported({ accepted: '800.00', awaiting: '0.00', drifted: '200.00', planVersion: '2' });

    const officer = await tributary.api('officer', 'MLOC');
    const path = `/initiatives/v1/initiatives/${id}/plan-links/NDP/remapping`;
    const body = { planVersion: '2', moves: [{ from: '3', to: [{ nodeCode: '4', weightPct: 20 }] }] };
    expectStatus(await officer.post(path, body), 200);
    await untilShown(id, { 1: 'accepted', 2: 'accepted', 4: 'accepted' }, '2');
    await untilReported({ accepted: '1000.00', awaiting: '0.00', drifted: '0.00' });
    expect(expectStatus(await officer.post(path, body), 409).json()).toMatchObject({ code: 'LINKS_NOT_DRIFTED' });
  });
});
