// Partners over HTTP, with an owner of organisations that plays the registry.
import { organisationApplied, organisationRecognised, organisationSuspended } from '@tributary/contracts';
import type { FakePublisher } from '@tributary/service-kit/testing';
import { type Client, type Installation, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHarness } from './harness.ts';

let registry: FakePublisher;
let installation: Installation;
let partnerships: Client;

beforeAll(async () => {
  ({ installation, partnerships, registry } = await startHarness());
});
afterAll(() => installation.close());

const partner = { name: 'Harbour Light Foundation (sample)', kind: 'foundation', country: 'US' };
const officer = 'partner-officer@MFIN';
const analyst = 'analyst@MECO';

const registering = (changed: object = {}, headers: Record<string, string> = {}) =>
  partnerships.post('/v1/partners', { as: officer, body: { ...partner, ...changed }, headers });

const recognised = organisationRecognised({
  kind: 'association',
  validFrom: '2025-01-01',
  validUntil: '2199-12-31',
  registerNumber: 'A7',
});
const suspended = organisationSuspended({ reasonCode: 'ANNUAL_RETURN_MISSING', from: '2026-02-10' });

describe('POST /v1/partners', () => {
  it('enters a partner, which every government role can read', async () => {
    const identifier = { scheme: 'US-EIN', id: '00-0000001' };
    const answer = await registering({ identifier });
    const { id } = answer.body;
    const self = `/partnerships/v1/partners/${id}`;
    expect(answer).toMatchObject({ status: 201, body: { id, seq: 1, status: 'registered', links: { self } } });
    expect(answer.headers.get('location')).toBe(self);
    expect(answer.headers.get('consistency-token')).toBe(`partnerships:${id}:1`);
    const read = await partnerships.get(`/v1/partners/${id}`, { as: analyst });
    expect(read.body).toEqual({ id, seq: 1, ministry: 'MFIN', updatedAt: expect.any(String), ...partner, identifier });
    expect(read.headers.get('etag')).toMatch(/^"1\./);
  });

  it('gives a repeated request the same bytes and makes one partner (I9)', async () => {
    const key = { 'idempotency-key': 'harbour' };
    const body = { country: 'SE' };
    const first = await registering(body, key);
    expect((await registering(body, key)).text).toBe(first.text);
    const page = await partnerships.get('/v1/partners?country=SE', { as: analyst });
    expect(page.body.items.map(({ id }) => id)).toEqual([first.body.id]);
    expect(await registering({ country: 'NO' }, key)).toMatchObject({ body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });

  it('answers the partner itself where it is preferred, also when the request is repeated', async () => {
    const asked = { 'idempotency-key': 'preferred', prefer: 'return=representation' };
    const first = await registering({ country: 'FI' }, asked);
    const read = await partnerships.get(`/v1/partners/${first.body.id}`, { as: analyst });
    for (const answer of [first, await registering({ country: 'FI' }, asked)]) {
      expect([answer.status, answer.text]).toEqual([201, read.text]);
      expect(answer.headers.get('preference-applied')).toBe('return=representation');
    }
  });

  it('takes an identifier once per scheme; partners without one stand side by side', async () => {
    const id = '01234567';
    const holder = await registering({ identifier: { scheme: 'GB-COH', id } });
    expect(holder).toMatchObject({ status: 201 });
    expect(await registering({ identifier: { scheme: 'GB-CHC', id } })).toMatchObject({ status: 201 });
    expect(await registering({ identifier: { scheme: 'GB-COH', id } })).toMatchObject({
      status: 409,
      body: {
        code: 'ALREADY_EXISTS',
        detail: expect.stringContaining(`GB-COH ${id} (${holder.body.id})`),
        errors: [{ pointer: '/identifier', code: 'IDENTIFIER_TAKEN' }],
        links: { holder: `/partnerships/v1/partners/${holder.body.id}` },
      },
    });
    expect(await registering()).toMatchObject({ status: 201 });
    expect(await registering()).toMatchObject({ status: 201 });
  });

  it('is found by its identifier, with its spaces and slashes', async () => {
    const { body } = await registering({ identifier: { scheme: 'FR-RC', id: 'B 75/12 (a)' } });
    const query = 'identifierScheme=FR-RC&identifierId=B+75%2F12%20(a)';
    const found = await partnerships.get(`/v1/partners?${query}`, { as: analyst });
    expect(found.body.items.map(({ id }) => id)).toEqual([body.id]);
    const other = await partnerships.get('/v1/partners?identifierScheme=GB-COH&identifierId=B+75%2F12', {
      as: analyst,
    });
    expect(other.body.items).toEqual([]);
  });

  it.each([
    ['no name', { name: undefined }, '/name'],
    ['a country that is no code', { country: 'USA' }, '/country'],
    ['half an identifier', { identifier: { scheme: 'US-EIN' } }, '/identifier/id'],
    ['an unknown field', { contact: 'x' }, '/contact'],
    ['a name of control characters', { name: 'a\u0007' }, '/name'],
  ])('refuses %s and points at it', async (_what, changed, pointer) => {
    expect(await registering(changed)).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION', errors: [{ pointer }] },
    });
  });

  it('asks for a token, and for an officer of partners', async () => {
    expect(await partnerships.post('/v1/partners', { body: partner })).toMatchObject({ status: 401 });
    expect(await partnerships.post('/v1/partners', { as: 'officer@MFIN', body: partner })).toMatchObject({
      status: 403,
      body: { code: 'FORBIDDEN' },
    });
  });
});

describe('PATCH /v1/partners/{id}', () => {
  const correcting = (id: string, fields: object, seq = 1, as: `${string}@${string}` = officer) =>
    partnerships.patch(`/v1/partners/${id}`, {
      as,
      body: { reasonCode: 'WRONG_IDENTIFIER', ...fields },
      headers: { 'if-match': `"${seq}"` },
    });

  it('corrects a part of its identifier, and frees the one before', async () => {
    const identifier = { scheme: 'US-EIN', id: '00-0000100' };
    const { id } = (await registering({ identifier })).body;
    expect(await correcting(id, { identifier: { id: '00-0000101' } })).toMatchObject({ status: 200, body: { seq: 2 } });
    const read = await partnerships.get(`/v1/partners/${id}`, { as: analyst });
    expect(read.body['identifier']).toEqual({ scheme: 'US-EIN', id: '00-0000101' });
    expect(await registering({ identifier })).toMatchObject({ status: 201 });
    expect(await correcting(id, { identifier }, 2)).toMatchObject({ status: 409, body: { code: 'ALREADY_EXISTS' } });
    expect(await correcting(id, { identifier: null }, 2)).toMatchObject({ status: 200 });
    expect((await partnerships.get(`/v1/partners/${id}`, { as: analyst })).body).not.toHaveProperty('identifier');
  });

  it('points at what an identifier would lack', async () => {
    const { id } = (await registering()).body;
    expect(await correcting(id, { identifier: { id: '1' } })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/identifier/scheme', code: 'REQUIRED' }] },
    });
  });

  it('is for the ministry that entered it', async () => {
    const { id } = (await registering()).body;
    expect(await correcting(id, { name: 'Mine (sample)' }, 1, 'partner-officer@MECO')).toMatchObject({ status: 403 });
  });

  it('names an organisation that is recognised today, and then keeps it', async () => {
    const { id } = (await registering()).body;
    const unknown = await correcting(id, { organisationId: '0190a1b2-0000-7000-8000-00000000fffe' });
    expect(unknown).toMatchObject({ status: 422, body: { code: 'ORGANISATION_UNKNOWN' } });
    const { id: organisationId, token } = await registry.publish('organisation', 'organisation:C1', recognised);
    expect(await registering({ organisationId }, { 'consistency-token': token })).toMatchObject({ status: 201 });
    expect(await correcting(id, { organisationId })).toMatchObject({ status: 200 });
    expect(await correcting(id, { organisationId: null }, 2)).toMatchObject({
      status: 409,
      body: { code: 'FIELDS_FROZEN', errors: [{ pointer: '/organisationId', code: 'FROZEN_BY_ORGANISATION' }] },
    });
  });
});

describe('a partner that is an organisation of the diaspora', () => {
  it('must be known', async () => {
    expect(await registering({ organisationId: '0190a1b2-0000-7000-8000-00000000ffff' })).toMatchObject({
      status: 422,
      body: { code: 'ORGANISATION_UNKNOWN', errors: [{ pointer: '/organisationId' }] },
    });
  });

  it('must be recognised today and not suspended, and is welcome after another recognition', async () => {
    const { name, ...rest } = { ...partner, kind: 'association' };
    const applied = organisationApplied({ name, ...rest, identifiers: [], sectors: [] });
    for (const [fact, refused] of [
      [applied, 'ORGANISATION_NOT_RECOGNISED'],
      [recognised, undefined],
      [suspended, 'ORGANISATION_SUSPENDED'],
      [recognised, undefined],
    ] as const) {
      const { id, token } = await registry.publish('organisation', 'organisation:A7', fact);
      const answer = await registering({ organisationId: id }, { 'consistency-token': token });
      expect(answer).toMatchObject(refused === undefined ? { status: 201 } : { status: 422, body: { code: refused } });
    }
  });

  it('is refused soon after its suspension, also to one who does not know of it', async () => {
    const { id, token } = await registry.publish('organisation', 'organisation:A9', recognised);
    expect(await registering({ organisationId: id }, { 'consistency-token': token })).toMatchObject({ status: 201 });
    await registry.publish('organisation', 'organisation:A9', suspended);
    await until('the suspension to be seen', async () =>
      (await registering({ organisationId: id })).status === 422 ? true : undefined,
    );
  });
});

describe('GET /v1/partners', () => {
  it('lists each once, page by page, by kind and country', async () => {
    const own: string[] = [];
    for (const country of ['PT', 'PT', 'IT', 'PT']) {
      own.push((await registering({ kind: 'twin-town', country })).body.id);
    }
    const seen: string[] = [];
    let after = '';
    do {
      const page = await partnerships.get(`/v1/partners?kind=twin-town&limit=3${after}`, { as: analyst });
      seen.push(...page.body.items.map(({ id }) => id));
      after = page.body.next === null ? '' : `&after=${encodeURIComponent(page.body.next)}`;
    } while (after !== '');
    expect(seen).toEqual(own.toSorted());
    const italian = await partnerships.get('/v1/partners?kind=twin-town&country=IT', { as: analyst });
    expect(italian.body).toMatchObject({ items: [{ id: own[2], country: 'IT' }], next: null });
  });

  it('refuses a cursor that it did not give, and filters that are none', async () => {
    for (const query of ['after=abc', 'country=USA', 'limit=201', 'limit=0', 'colour=red', 'kind[$ne]=x']) {
      expect(await partnerships.get(`/v1/partners?${query}`, { as: analyst })).toMatchObject({
        status: 400,
        body: { code: 'VALIDATION' },
      });
    }
  });

  it('knows nothing of a partner that is not there', async () => {
    const missing = '/v1/partners/0190a1b2-0000-7000-8000-00000000ffff';
    expect(await partnerships.get(missing, { as: analyst })).toMatchObject({
      status: 404,
      body: { code: 'NOT_FOUND' },
    });
    expect(await partnerships.get(missing)).toMatchObject({ status: 401 });
    expect(await partnerships.get(missing, { as: 'person@MECO' })).toMatchObject({ status: 403 });
  });
});
