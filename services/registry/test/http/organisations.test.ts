// Organisations over HTTP.
import { randomUUID } from 'node:crypto';
import { type Answered, type Client, type Installation, startInstallation } from '@tributary/testkit';
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
const analyst = 'analyst@MFIN';
const nobody = '0190a1b2-0000-7000-8000-000000000001';
const described = {
  name: 'Marsh Enders of Lombardy (sample)',
  kind: 'association',
  country: 'IT',
  area: 'Lombardia',
  identifiers: [{ scheme: 'IT-RUN', id: '12345' }],
  sectors: ['14030'],
};
const recognition = { startsOn: '2025-01-01', endsOn: '2027-12-31', registerNumber: 'QM-A-0001' };

/** An identifier that no other organisation has. */
const fresh = () => ({ scheme: 'IT-RUN', id: `R/${randomUUID()}` });

const entering = (changed: object = {}) =>
  registry.post('/v1/organisations', { as: registrar, body: { ...described, identifiers: [fresh()], ...changed } });

async function enter(changed: object = {}): Promise<string> {
  const answer = await entering(changed);
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.id;
}
const recognise = (id: string, changed: object = {}): Promise<Answered> =>
  registry.post(`/v1/organisations/${id}/recognition`, { as: registrar, body: { ...recognition, ...changed } });
const suspend = (id: string, body: object = { reasonCode: 'ANNUAL_RETURN_MISSING' }): Promise<Answered> =>
  registry.post(`/v1/organisations/${id}/suspension`, { as: registrar, body });
const read = (id: string): Promise<Answered> => registry.get(`/v1/organisations/${id}`, { as: analyst });

describe('POST /v1/organisations', () => {
  it('enters an organisation, which every government role can read', async () => {
    const answer = await registry.post('/v1/organisations', { as: registrar, body: described });
    const { id } = answer.body;
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id,
      seq: 1,
      status: 'applied',
      links: { self: `/registry/v1/organisations/${id}` },
    });
    expect(answer.headers.get('location')).toBe(`/registry/v1/organisations/${id}`);
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(answer.headers.get('consistency-token')).toBe(`registry:${id}:1`);
    expect((await read(id)).body).toEqual({
      id,
      seq: 1,
      ministry: 'MFA',
      updatedAt: expect.any(String),
      status: 'applied',
      ...described,
      shownName: { text: described.name },
    });
  });

  it('enters it once for an Idempotency-Key, and answers with the same bytes again', async () => {
    const asked = {
      as: registrar,
      body: { ...described, identifiers: [fresh()] },
      headers: { 'idempotency-key': 'enter-once' },
    } as const;
    const first = await registry.post('/v1/organisations', asked);
    const again = await registry.post('/v1/organisations', asked);
    expect([again.status, again.text]).toEqual([first.status, first.text]);
    const other = { ...asked, body: { ...asked.body, country: 'FR' } };
    expect(await registry.post('/v1/organisations', other)).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
  });

  it('takes an identifier once, with its spaces and slashes, and names who has it', async () => {
    const identifiers = [
      { scheme: 'GB-COH', id: '01234567' },
      { scheme: 'FR-RC', id: ' W 75/1234 ' },
    ];
    const holder = await enter({ identifiers });
    const [, french] = (await read(holder)).body['identifiers'] as object[];
    expect(french).toEqual({ scheme: 'FR-RC', id: 'W 75/1234' });
    const refused = await entering({ identifiers: [fresh(), french] });
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'ALREADY_EXISTS',
        detail: expect.stringContaining(`FR-RC W 75/1234 (${holder})`),
        errors: [{ pointer: '/identifiers/1', code: 'IDENTIFIER_TAKEN', detail: expect.stringContaining(holder) }],
        links: { holder: `/registry/v1/organisations/${holder}` },
      },
    });
    expect(await entering({ identifiers: [{ scheme: 'FR-SIREN', id: 'W 75/1234' }] })).toMatchObject({ status: 201 });
    expect(await entering({ identifiers: [] })).toMatchObject({ status: 201 });
    expect(await entering({ identifiers: [] })).toMatchObject({ status: 201 });
  });

  it('takes each identifier of an organisation once', async () => {
    const identifier = fresh();
    expect(await entering({ identifiers: [identifier, identifier] })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/identifiers/1', code: 'REPEATED' }] },
    });
  });

  it('folds a name to one line', async () => {
    const id = await enter({ name: 'Marsh\r\nEnders' });
    expect((await read(id)).body['name']).toBe('Marsh Enders');
  });

  it('takes no field that it does not know, and no control character', async () => {
    const answer = await registry.post('/v1/organisations', {
      as: registrar,
      body: { ...described, name: 'a\0b', colour: 'red' },
    });
    expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION' } });
    expect(answer.body.errors.map(({ pointer }) => pointer).sort()).toEqual(['/colour', '/name']);
  });

  it('is for associations and registrars', async () => {
    const answer = await registry.post('/v1/organisations', { as: 'officer@MLOC', body: described });
    expect(answer).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  });
});

describe('POST /v1/organisations/{id}/recognition', () => {
  it('recognises it for a period, and ends a suspension', async () => {
    const id = await enter();
    expect(await recognise(id)).toMatchObject({ status: 200, body: { seq: 2, status: 'recognised' } });
    expect((await read(id)).body).toMatchObject({ status: 'recognised', recognition });
    expect(await suspend(id)).toMatchObject({ status: 200 });
    expect(await recognise(id)).toMatchObject({ status: 200, body: { seq: 4, status: 'recognised' } });
    expect((await read(id)).body).not.toHaveProperty('suspension');
  });

  it('refuses a period that ends before it starts, and one that starts in the future', async () => {
    const id = await enter();
    expect(await recognise(id, { endsOn: '2024-12-31' })).toMatchObject({
      status: 422,
      body: { code: 'DATES_REVERSED' },
    });
    expect(await recognise(id, { startsOn: '2199-01-01', endsOn: '2199-12-31' })).toMatchObject({
      status: 422,
      body: { code: 'FUTURE_DATE' },
    });
    expect((await read(id)).body).toMatchObject({ seq: 1, status: 'applied' });
  });

  it('of an organisation that is not there is not found', async () => {
    expect(await recognise(nobody)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(await read(nobody)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });

  it('is for registrars', async () => {
    const answer = await registry.post(`/v1/organisations/${nobody}/recognition`, {
      as: 'association@#a-1',
      body: recognition,
    });
    expect(answer).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  });
});

describe('POST /v1/organisations/{id}/suspension', () => {
  it('suspends a recognised organisation from a day on, today unless told', async () => {
    const [told, untold] = [await enter(), await enter()];
    await recognise(told);
    await recognise(untold);
    const suspension = { reasonCode: 'ANNUAL_RETURN_MISSING', suspendedOn: '2026-02-10' };
    expect(await suspend(told, suspension)).toMatchObject({ status: 200, body: { seq: 3, status: 'suspended' } });
    expect((await read(told)).body).toMatchObject({ status: 'suspended', suspension, recognition });
    await suspend(untold);
    const today = new Date().toISOString().slice(0, 10);
    const { suspension: from } = (await read(untold)).body as unknown as { suspension: { suspendedOn: string } };
    expect(Date.parse(today) - Date.parse(from.suspendedOn)).toBeLessThanOrEqual(86_400_000);
  });

  it('needs an organisation that is recognised', async () => {
    const id = await enter();
    expect(await suspend(id)).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
    await recognise(id);
    await suspend(id);
    expect(await suspend(id)).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
  });

  it('refuses a day that lies ahead, and asks for a reason', async () => {
    const id = await enter();
    await recognise(id);
    expect(await suspend(id, { reasonCode: 'LATE', suspendedOn: '2199-01-01' })).toMatchObject({
      status: 422,
      body: { code: 'FUTURE_DATE' },
    });
    expect(await suspend(id, {})).toMatchObject({ status: 400, body: { errors: [{ pointer: '/reasonCode' }] } });
  });
});

describe('GET /v1/organisations', () => {
  it.each(['NO 12/B+', 'a&b', 'x, (y)'])('finds one by its identifier, such as %s', async (id) => {
    const holder = await enter({ identifiers: [{ scheme: 'NO-BRC', id }] });
    const found = await registry.get(
      `/v1/organisations?identifierScheme=NO-BRC&identifierId=${encodeURIComponent(id)}`,
      { as: analyst },
    );
    expect(found.body.items.map((one) => one.id)).toEqual([holder]);
    const spaced = encodeURIComponent(id).replaceAll('%20', '+');
    const again = await registry.get(`/v1/organisations?identifierScheme=NO-BRC&identifierId=${spaced}`, {
      as: analyst,
    });
    expect(again.body.items.map((one) => one.id)).toEqual([holder]);
  });

  it('asks for both parts of an identifier', async () => {
    expect(await registry.get('/v1/organisations?identifierId=1', { as: analyst })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/query/identifierScheme', code: 'REQUIRED' }] },
    });
  });

  it('lists by state and country, page by page', async () => {
    const ids = [];
    for (let count = 0; count < 5; count += 1) ids.push(await enter({ country: 'SE' }));
    await recognise(ids[0] ?? '');
    const seen: string[] = [];
    let after = '';
    do {
      const page = await registry.get(`/v1/organisations?country=SE&limit=2${after}`, { as: analyst });
      expect(page.status).toBe(200);
      expect(page.body.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.body.items.map(({ id }) => id));
      after = page.body.next === null ? '' : `&after=${page.body.next}`;
    } while (after !== '');
    expect(seen.sort()).toEqual(ids.sort());
    const recognised = await registry.get('/v1/organisations?country=SE&status=recognised', { as: analyst });
    expect(recognised.body.items).toHaveLength(1);
  });

  it('refuses a cursor that it did not give', async () => {
    const answer = await registry.get('/v1/organisations?after=x', { as: analyst });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/query/after' }] } });
  });
});
