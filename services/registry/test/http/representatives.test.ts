// Who may act for an organisation: named, proposed, confirmed and ended, and known outside by a token that names nobody.
import { randomUUID } from 'node:crypto';
import { representativesAt } from '@tributary/service-kit';
import {
  type Answered,
  type Caller,
  type Client,
  type Installation,
  startInstallation,
  until,
} from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRegistry } from './started.ts';
import { inDatabase, untilJobIsDone } from './stored.ts';

let installation: Installation;
let registry: Client;

beforeAll(async () => {
  installation = await startInstallation();
  registry = await startRegistry(installation);
});
afterAll(() => installation.close());

const registrar = 'registrar@MFOR';
const today = () => new Date().toISOString().slice(0, 10);
const subjectOf = (as: Caller) => as.slice('association@#'.length);
const club = (): Caller => `association@#a-${randomUUID()}`;
const described = { name: 'Marsh Enders (sample)', kind: 'association', country: 'IT' };

const enter = async (as: Caller): Promise<string> =>
  (await registry.post('/v1/organisations', { as, body: described })).body.id;
const read = async (as: Caller, id: string) => (await registry.get(`/v1/organisations/${id}`, { as })).body;
const at = (id: string, path = '') => `/v1/organisations/${id}/representatives${path}`;
const name = (as: Caller, id: string, subjectId: string, more: object = {}) =>
  registry.post(at(id), { as, body: { role: 'treasurer', subjectId, ...more } });
const confirm = (id: string, no: number, as: Caller = registrar) =>
  registry.post(at(id, `/${no}/confirmation`), { as, body: {} });
const end = (id: string, no: number, body: object = { reasonCode: 'ELECTED_OUT' }, as: Caller = registrar) =>
  registry.post(at(id, `/${no}/end`), { as, body });
const recognise = (id: string) =>
  registry.post(`/v1/organisations/${id}/recognition`, {
    as: registrar,
    body: { startsOn: '2026-01-01', endsOn: '2199-12-31', registerNumber: 'A-1' },
  });

/** What the feed tells of an organisation, once it has told so many events. */
const toldOf = (id: string, count: number) =>
  until(`${count} events`, async () => {
    const found: Answered['body'][] = [];
    for (let after = ''; ; ) {
      const { body } = await registry.get(`/v1/changes?limit=200${after && `&after=${after}`}`, { as: registrar });
      found.push(...body.items.filter(({ subject }) => subject === id).map((item) => item as Answered['body']));
      if (body.next === null || body.next === after || body.items.length === 0) break;
      after = body.next;
    }
    return found.length >= count ? found : undefined;
  });

describe('the representatives of an organisation', () => {
  it('begin with whoever entered it, who is told to registrars and to itself alone', async () => {
    const own = club();
    const id = await enter(own);
    const first = { no: 1, role: 'representative', since: today(), status: 'confirmed' };
    for (const as of [own, registrar] as const) {
      expect(await read(as, id)).toMatchObject({ representatives: [{ ...first, subjectId: subjectOf(own) }] });
    }
    expect((await read('analyst@MFIN', id))['representatives']).toEqual([first]);
    const { body } = await registry.get('/v1/organisations?limit=200', { as: 'analyst@MFIN' });
    expect(JSON.stringify(body)).not.toContain(subjectOf(own));
    expect(await read(registrar, await enter(registrar))).not.toHaveProperty('representatives');
  });

  it('are proposed by the association, confirmed by a registrar, and ended with a reason', async () => {
    const [own, other] = [club(), club()];
    const id = await enter(own);
    expect(await name(own, id, subjectOf(other), { role: 'chair' })).toMatchObject({ status: 200 });
    expect(await read(registrar, id)).toMatchObject({ representatives: [{}, { no: 2, status: 'proposed' }] });
    expect((await name(own, id, subjectOf(other))).body.code).toBe('ALREADY_EXISTS');
    expect(await confirm(id, 2, own)).toMatchObject({ status: 403 });
    expect(await confirm(id, 2)).toMatchObject({ status: 200 });
    expect(await confirm(id, 2)).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
    expect(await end(id, 2)).toMatchObject({ status: 200 });
    expect(await end(id, 2)).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
    expect(await read(registrar, id)).toMatchObject({
      representatives: [
        { no: 1, status: 'confirmed' },
        { no: 2, role: 'chair', status: 'ended', until: today(), reasonCode: 'ELECTED_OUT' },
      ],
    });
    await name(own, id, subjectOf(other));
    expect(await end(id, 3, { reasonCode: 'NOT_ELECTED' })).toMatchObject({ status: 200 });
    expect(await read(registrar, id)).toMatchObject({
      representatives: [{}, {}, { no: 3, status: 'refused', reasonCode: 'NOT_ELECTED' }],
    });
    expect(await confirm(id, 4)).toMatchObject({ status: 404 });
    expect(await end(id, 4)).toMatchObject({ status: 404 });
  });

  it('are told by tokens that differ from one organisation to another and name no subject', async () => {
    const own = club();
    const [one, another] = [await enter(own), await enter(own)];
    const tokenIn = representativesAt(installation.configOf('registry').installationKey);
    const tokens = new Set<unknown>();
    for (const id of [one, another]) {
      const told = await toldOf(id, 2);
      const added = told.find(({ type }) => type === 'registry.organisation.representative-added.v1');
      expect(added).toMatchObject({ data: { no: 1, representative: tokenIn(id, subjectOf(own)) } });
      expect(JSON.stringify(told)).not.toContain(subjectOf(own));
      tokens.add(JSON.stringify(added?.['data']));
    }
    expect(tokens.size).toBe(2);
  });

  it('lose the organisation with their end: they correct nothing and propose nobody', async () => {
    const [own, heir] = [club(), club()];
    const id = await enter(own);
    await name(registrar, id, subjectOf(heir));
    expect(await end(id, 1)).toMatchObject({ status: 200 });
    const correction = { reasonCode: 'TYPING_ERROR', area: 'Veneto' };
    for (const refused of [
      await registry.patch(`/v1/organisations/${id}`, { as: own, body: correction, headers: { 'if-match': '"4"' } }),
      await name(own, id, subjectOf(club())),
    ]) {
      expect(refused).toMatchObject({ status: 403, body: { code: 'NOT_A_REPRESENTATIVE' } });
    }
    expect(await read(registrar, id)).toMatchObject({ seq: 4 });
  });

  it('that are the last of a recognised organisation are ended where it is said that nobody follows', async () => {
    const id = await enter(club());
    await recognise(id);
    expect(await end(id, 1)).toMatchObject({ status: 409, body: { code: 'LAST_REPRESENTATIVE' } });
    const nobody = { reasonCode: 'TOKEN_STOLEN', nobodyFollows: true };
    expect(await end(id, 1, nobody)).toMatchObject({ status: 200 });
  });

  it('are never all ended by two registrars at once', async () => {
    const id = await enter(club());
    await name(registrar, id, subjectOf(club()));
    await recognise(id);
    const answers = await Promise.all([end(id, 1), end(id, 2)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('are named once, however often at once', async () => {
    const id = await enter(registrar);
    const subject = subjectOf(club());
    const answers = await Promise.all(Array.from({ length: 6 }, () => name(registrar, id, subject)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
  });

  it('are named of a day that is not to come, and end on none before it', async () => {
    const id = await enter(registrar);
    const early = await name(registrar, id, subjectOf(club()), { since: '2190-01-01' });
    expect(early.body.code).toBe('FUTURE_DATE');
    await name(registrar, id, subjectOf(club()), { since: '2026-05-01' });
    const reversed = await end(id, 1, { reasonCode: 'ELECTED_OUT', endedOn: '2026-04-30' });
    expect(reversed).toMatchObject({ status: 422, body: { code: 'DATES_REVERSED' } });
    expect(await name(registrar, id, 'no subject')).toMatchObject({ status: 400, body: { code: 'VALIDATION' } });
  });

  it('are of no business of another association', async () => {
    const id = await enter(club());
    expect(await name(club(), id, subjectOf(club()))).toMatchObject({ status: 404 });
  });

  it('are found for an organisation of an association that was stored before there were any', async () => {
    const own = club();
    const id = await enter(own);
    const { mongoUrl } = installation.configOf('registry');
    await inDatabase(mongoUrl, async (database) => {
      const organisations = database.collection<{ _id: string }>('organisation');
      await organisations.updateOne({ _id: id }, { $unset: { representatives: '' } });
    });
    expect(await read(own, id)).not.toHaveProperty('representatives');
    await untilJobIsDone(mongoUrl, 'organisations.founders');
    const { representatives } = (await read(registrar, id)) as unknown as { representatives: unknown };
    expect(representatives).toMatchObject([{ no: 1, subjectId: subjectOf(own), status: 'confirmed' }]);
  });
});
