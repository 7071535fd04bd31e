// Corrections of organisations over HTTP.
import { randomUUID } from 'node:crypto';
import { type Client, type Installation, startInstallation } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRegistry } from './started.ts';

let installation: Installation;
let registry: Client;

beforeAll(async () => {
  installation = await startInstallation();
  registry = await startRegistry(installation);
});
afterAll(() => installation.close());

const registrar = 'registrar@MFA';
const why = { reasonCode: 'TYPING_ERROR', reason: 'Ana Torres of the register wrote it down wrongly' };
const recognition = { startsOn: '2025-01-01', endsOn: '2099-12-31', registerNumber: 'A-1' };

const fresh = () => ({ scheme: 'IT-RUN', id: `R/${randomUUID()}` });

async function enter(changed: object = {}): Promise<string> {
  const body = { name: 'Marsh Enders (sample)', kind: 'association', country: 'IT', area: 'Lombardia', ...changed };
  const answer = await registry.post('/v1/organisations', { as: registrar, body });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.id;
}
const patch = (id: string, fields: object, seq = 1, type = 'application/merge-patch+json') =>
  registry.patch(`/v1/organisations/${id}`, {
    as: registrar,
    body: { ...why, ...fields },
    headers: { 'if-match': `"${seq}"`, 'content-type': type },
  });
const act = (id: string, action: string, body: object) =>
  registry.post(`/v1/organisations/${id}/${action}`, { as: registrar, body });
const read = async (id: string) => (await registry.get(`/v1/organisations/${id}`, { as: registrar })).body;

/** What the feed tells of one, without the event that entered it. */
async function told(id: string) {
  const types = 'type=registry.organisation.corrected.v1';
  const { body } = await registry.get(`/v1/changes?limit=200&${types}`, { as: registrar });
  return body.items.filter(({ subject }) => subject === id).map(({ data }) => data);
}

describe('PATCH /v1/organisations/{id}', () => {
  it('corrects what the patch names, removes what is null, and tells exactly what changed', async () => {
    const id = await enter({ sectors: ['14030'] });
    const answer = await patch(id, { name: 'Marsh\nFenders (sample)', area: null, country: 'IT' });
    expect(answer).toMatchObject({ status: 200, body: { id, seq: 2, status: 'applied' } });
    expect(answer.headers.get('etag')).toBe('"2"');
    const now = await read(id);
    expect(now).toMatchObject({ seq: 2, name: 'Marsh Fenders (sample)', country: 'IT', sectors: ['14030'] });
    expect(now).not.toHaveProperty('area');
    expect(now).not.toHaveProperty('reasonCode');
    await expect
      .poll(() => told(id))
      .toEqual([
        {
          changed: { name: 'Marsh Fenders (sample)', area: null },
          reasonCode: 'TYPING_ERROR',
          correctedOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
        },
      ]);
  });

  it('keeps the free words of the reason in the journal, and tells them to nobody', async () => {
    const id = await enter();
    await patch(id, { area: 'Veneto' });
    await expect.poll(() => told(id)).toHaveLength(1);
    const feed = await registry.get('/v1/changes?limit=200', { as: registrar });
    expect(feed.text).not.toContain('Ana Torres');
    expect((await registry.get(`/v1/organisations/${id}`, { as: registrar })).text).not.toContain('Ana Torres');
  });

  it('answers a patch that changes nothing with 200 and writes no event', async () => {
    const id = await enter();
    for (const same of [{}, { name: 'Marsh Enders (sample)' }, { identifiers: [] }]) {
      expect(await patch(id, same)).toMatchObject({ status: 200, body: { id, seq: 1 } });
    }
    expect(await read(id)).toMatchObject({ seq: 1 });
  });

  it('takes application/json too, and no other media type', async () => {
    const id = await enter();
    expect(await patch(id, { area: 'Veneto' }, 1, 'application/json')).toMatchObject({ status: 200 });
    const refused = await patch(id, { area: 'Lazio' }, 2, 'application/json-patch+json');
    expect(refused).toMatchObject({ status: 415, body: { code: 'UNSUPPORTED_MEDIA_TYPE' } });
    expect(refused.headers.get('accept')).toContain('application/merge-patch+json');
  });

  it('needs the version that is there: 428 without one, 412 for another', async () => {
    const id = await enter();
    const body = { ...why, area: 'Veneto' };
    const blind = await registry.patch(`/v1/organisations/${id}`, { as: registrar, body });
    expect(blind).toMatchObject({ status: 428, body: { code: 'PRECONDITION_REQUIRED' } });
    expect(await patch(id, { area: 'Veneto' }, 7)).toMatchObject({ status: 412, body: { code: 'STALE' } });
  });

  it('lets one of two win that name the same version', async () => {
    const id = await enter();
    const answers = await Promise.all(['Veneto', 'Lazio'].map((area) => patch(id, { area })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const winner = answers.findIndex(({ status }) => status === 200);
    expect(await read(id)).toMatchObject({ seq: 2, area: ['Veneto', 'Lazio'][winner] });
  });

  it.each([
    [{ name: null }, '/name', 'WRONG_TYPE'],
    [{ name: '' }, '/name', 'CONTROL_CHARACTER'],
    [{ identifiers: [{ scheme: 'IT-RUN' }] }, '/identifiers/0/id', 'REQUIRED'],
    [{ status: 'recognised' }, '/status', 'UNKNOWN_FIELD'],
    [{ reasonCode: undefined }, '/reasonCode', 'REQUIRED'],
  ])('refuses %j at %s with %s', async (fields, pointer, code) => {
    const id = await enter();
    expect(await patch(id, fields)).toMatchObject({ status: 400, body: { errors: [{ pointer, code }] } });
    expect(await read(id)).toMatchObject({ seq: 1 });
  });

  it('moves an identifier: the old one is free, one that is taken is refused with its holder', async () => {
    const [old, other, taken] = [fresh(), fresh(), fresh()];
    const holder = await enter({ identifiers: [taken] });
    const id = await enter({ identifiers: [old] });
    expect(await patch(id, { identifiers: [old, taken] })).toMatchObject({
      status: 409,
      body: {
        code: 'ALREADY_EXISTS',
        errors: [{ pointer: '/identifiers/1', code: 'IDENTIFIER_TAKEN', detail: expect.stringContaining(holder) }],
        links: { holder: `/registry/v1/organisations/${holder}` },
      },
    });
    expect(await patch(id, { identifiers: [other] })).toMatchObject({ status: 200 });
    const found = async (one: { readonly scheme: string; readonly id: string }) => {
      const query = `identifierScheme=${one.scheme}&identifierId=${encodeURIComponent(one.id)}`;
      return (await registry.get(`/v1/organisations?${query}`, { as: registrar })).body.items.map((item) => item.id);
    };
    expect([await found(old), await found(other)]).toEqual([[], [id]]);
    await enter({ identifiers: [old] });
  });

  it('leaves alone what the recognition rests on, names each field, and says what to do', async () => {
    const id = await enter();
    await act(id, 'recognition', recognition);
    const refused = await patch(id, { name: 'Others (sample)', country: 'FR', area: 'Veneto' }, 2);
    expect(refused).toMatchObject({ status: 409, body: { code: 'FIELDS_FROZEN' } });
    expect(refused.body['detail']).toMatch(/recognised.*name, country/);
    expect(refused.body.errors).toMatchObject([
      { pointer: '/name', code: 'FROZEN_BY_RECOGNITION', detail: expect.stringContaining('Suspend the recognition') },
      { pointer: '/country', code: 'FROZEN_BY_RECOGNITION' },
    ]);
    expect(await patch(id, { name: 'Marsh Enders (sample)', area: 'Veneto' }, 2)).toMatchObject({ status: 200 });

    await act(id, 'suspension', { reasonCode: 'WRONG_ENTRY' });
    expect(await patch(id, { country: 'FR' }, 4)).toMatchObject({ status: 200, body: { status: 'suspended' } });
    expect(await act(id, 'recognition', recognition)).toMatchObject({ status: 200 });
    expect(await read(id)).toMatchObject({ status: 'recognised', country: 'FR', area: 'Veneto' });
  });

  it('knows nothing of an organisation that is not there', async () => {
    expect(await patch(randomUUID(), { area: 'Veneto' })).toMatchObject({ status: 404 });
  });
});
