// To which other organisations one belongs: entered, proposed, confirmed and ended, read from both sides, and never in a circle.
import { randomUUID } from 'node:crypto';
import { type Caller, type Client, type Installation, startInstallation } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organisationSteps, registrar, today } from './organisation-steps.ts';
import { startRegistry } from './started.ts';
import { inDatabase } from './stored.ts';

let installation: Installation;
let registry: Client;
/** another process of the same service */
let beside: Client;

beforeAll(async () => {
  installation = await startInstallation();
  const start = () => startRegistry(installation);
  registry = await start();
  beside = await start();
});
afterAll(() => installation.close());

const { post, list, enter, read, idsOf, toldOf } = organisationSteps(() => registry);
const club = (): Caller => `association@#a-${randomUUID()}`;
const belongs = (id: string, organisationId: string, more: object = {}, as: Caller = registrar) =>
  post(`/${id}/memberships`, { organisationId, kind: 'member', ...more }, as);
const branch = (id: string, organisationId: string, as: Caller = registrar) =>
  belongs(id, organisationId, { kind: 'branch' }, as);
const confirm = (id: string, no: number, as: Caller = registrar) =>
  post(`/${id}/memberships/${no}/confirmation`, {}, as);
const end = (id: string, no: number, body: object = { reasonCode: 'LEFT' }, as: Caller = registrar) =>
  post(`/${id}/memberships/${no}/end`, body, as);

describe('the memberships of an organisation', () => {
  it('are read from both sides, and told as they begin and end', async () => {
    const [id, network] = [await enter(), await enter()];
    expect(await belongs(id, network, { since: '2026-05-01' })).toMatchObject({ status: 200 });
    const one = { no: 1, organisationId: network, kind: 'member', since: '2026-05-01' };
    expect(await read(id)).toMatchObject({ memberships: [{ ...one, status: 'confirmed' }], memberOf: [network] });
    expect(await idsOf(`memberOf=${network}`)).toEqual([id]);
    expect(await idsOf(`branchOf=${network}`)).toEqual([]);
    expect(await end(id, 1)).toMatchObject({ status: 200 });
    expect(await read(id)).toMatchObject({
      memberships: [{ ...one, status: 'ended', until: today(), reasonCode: 'LEFT' }],
      memberOf: [],
    });
    expect(await idsOf(`memberOf=${network}`)).toEqual([]);
    const types = ['registry.organisation.membership-began.v1', 'registry.organisation.membership-ended.v1'];
    expect(await toldOf(id, types, 2)).toMatchObject([
      { data: one },
      { data: { no: 1, organisationId: network, kind: 'member', until: today(), reasonCode: 'LEFT' } },
    ]);
  });

  it('are proposed by the association, and hold once a registrar has confirmed them', async () => {
    const own = club();
    const [id, network] = [await enter(own), await enter()];
    expect(await belongs(id, network, {}, own)).toMatchObject({ status: 200 });
    expect(await read(id, own)).toMatchObject({ memberships: [{ no: 1, status: 'proposed' }], memberOf: [] });
    expect(await idsOf(`memberOf=${network}`)).toEqual([]);
    expect(await confirm(id, 1, own)).toMatchObject({ status: 403 });
    expect(await confirm(id, 1)).toMatchObject({ status: 200 });
    expect(await confirm(id, 1)).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
    expect(await confirm(id, 2)).toMatchObject({ status: 404 });
    expect(await idsOf(`memberOf=${network}`)).toEqual([id]);
    expect(await idsOf(`memberOf=${network}`, own)).toEqual([id]);
    expect(await idsOf(`memberOf=${network}`, club())).toEqual([]);
    await branch(id, network, own);
    expect(await end(id, 2, { reasonCode: 'NOT_SO' })).toMatchObject({ status: 200 });
    expect(await read(id)).toMatchObject({ memberships: [{}, { no: 2, status: 'refused' }], branchOf: [] });
    expect(await toldOf(id, ['registry.organisation.membership-began.v1'], 1)).toHaveLength(1);
  });

  it('are proposed by nobody for an organisation of others, or for which they act no longer', async () => {
    const [own, heir] = [club(), club()];
    const [id, network] = [await enter(own), await enter()];
    expect(await belongs(id, network, {}, heir)).toMatchObject({ status: 404 });
    expect(await belongs(id, network, {}, 'analyst@MFIN')).toMatchObject({ status: 403 });
    await post(`/${id}/representatives`, { role: 'chair', subjectId: heir.slice('association@#'.length) });
    await post(`/${id}/representatives/1/end`, { reasonCode: 'ELECTED_OUT' });
    expect(await belongs(id, network, {}, own)).toMatchObject({ status: 403, body: { code: 'NOT_A_REPRESENTATIVE' } });
  });

  it('name another organisation that is there, each once', async () => {
    const own = club();
    const [id, network] = [await enter(own), await enter()];
    for (const as of [registrar, own] as const) {
      const unknown = await belongs(id, randomUUID(), {}, as);
      expect(unknown).toMatchObject({ status: 422, body: { code: 'ORGANISATION_UNKNOWN' } });
      expect(unknown.body['errors']).toMatchObject([{ pointer: '/organisationId' }]);
      for (const kind of ['member', 'branch']) {
        const itself = await belongs(id, id, { kind }, as);
        expect(itself).toMatchObject({ status: 422, body: { code: 'ORGANISATIONS_CIRCULAR' } });
      }
    }
    const answers = await Promise.all(Array.from({ length: 6 }, () => belongs(id, network)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    expect(await branch(id, network)).toMatchObject({ status: 200 });
    expect(await belongs(network, id)).toMatchObject({ status: 200 });
  });

  it('begin on no day to come, and end on none before they began', async () => {
    const [id, network] = [await enter(), await enter()];
    expect((await belongs(id, network, { since: '2190-01-01' })).body.code).toBe('FUTURE_DATE');
    await belongs(id, network, { since: '2026-05-01' });
    const reversed = await end(id, 1, { reasonCode: 'LEFT', endedOn: '2026-04-30' });
    expect(reversed).toMatchObject({ status: 422, body: { code: 'DATES_REVERSED' } });
  });

  it('are listed page by page, by an index', async () => {
    const network = await enter();
    const members: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      const id = await enter();
      await belongs(id, network);
      members.push(id);
    }
    const paged: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const { items, next: further } = await list(
        `memberOf=${network}&limit=2${next && `&after=${encodeURIComponent(next)}`}`,
      );
      paged.push(...items.map(({ id }) => id));
      next = further;
    }
    expect(paged.sort()).toEqual(members.sort());
    await inDatabase(installation.configOf('registry').mongoUrl, async (database) => {
      const keys = (await database.collection('organisation').indexes()).map(({ key }) => Object.keys(key).join());
      for (const field of ['memberOf', 'branchOf', 'successorIds']) {
        expect(keys).toEqual(expect.arrayContaining([`${field},_id`, `${field},at,_id`]));
      }
    });
  });
});

describe('branches', () => {
  it('never lead back to where they began, be it through others', async () => {
    const ids = await Promise.all(Array.from({ length: 4 }, () => enter()));
    const [first = '', second = '', third = '', own = ''] = ids;
    expect(await branch(first, second)).toMatchObject({ status: 200 });
    expect(await branch(second, third)).toMatchObject({ status: 200 });
    const circle = await branch(third, first);
    expect(circle).toMatchObject({ status: 422, body: { code: 'ORGANISATIONS_CIRCULAR' } });
    expect(circle.body['detail']).toContain([third, first, second, third].join(' → '));
    expect(await branch(own, first)).toMatchObject({ status: 200 });
    await end(second, 1);
    expect(await branch(third, first)).toMatchObject({ status: 200 });
  });

  it('that an association proposes bar nobody, and are held against the others when they are confirmed', async () => {
    const own = club();
    const [id, other] = [await enter(own), await enter()];
    await branch(id, other, own);
    expect(await branch(other, id)).toMatchObject({ status: 200 });
    expect(await confirm(id, 1)).toMatchObject({ status: 422, body: { code: 'ORGANISATIONS_CIRCULAR' } });
    await end(other, 1);
    expect(await confirm(id, 1)).toMatchObject({ status: 200 });
  });

  it('make no circle of fifty that are entered at once in two processes', async () => {
    const ids = await Promise.all(Array.from({ length: 50 }, () => enter()));
    const next = (at: number) => ids[(at + 1) % ids.length] as string;
    const answers = await Promise.all(
      ids.map((id, at) => {
        const body = { organisationId: next(at), kind: 'branch' };
        const process = at % 2 === 0 ? registry : beside;
        return process.post(`/v1/organisations/${id}/memberships`, { as: registrar, body });
      }),
    );
    const entered = answers.filter(({ status }) => status === 200).length;
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 422]));
    expect(entered).toBeLessThan(ids.length);
    // whoever was refused for one that was still being written passes now, but for the last one
    for (const [at, { status }] of answers.entries()) if (status === 422) await branch(ids[at] as string, next(at));
    const missing: string[] = [];
    for (const id of ids) {
      const { branchOf } = (await read(id)) as unknown as { branchOf?: readonly string[] };
      if (branchOf === undefined) missing.push(id);
    }
    expect(missing).toHaveLength(1);
    await inDatabase(installation.configOf('registry').mongoUrl, async (database) => {
      const kept = await database.collection<{ _id: string }>('organisation_links').findOne({ _id: 'branch' });
      expect(JSON.stringify(kept)).toContain('"claims":[]');
    });
  });
});
