// Agreements over HTTP: with a partner of this service, signed by a second person, found by the day on which they end.
import { type Caller, type Client, type Installation, type Json, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ana, analyst, ben, type Harness, machine, partnerOf, startHarness, today } from './harness.ts';

let installation: Installation;
let harness: Harness;
let partnerships: Client;
let partnerId: string;

beforeAll(async () => {
  harness = await startHarness();
  ({ installation, partnerships } = harness);
  partnerId = await partnerOf(harness);
});
afterAll(() => installation.close());

let references = 0;
const terms = () => {
  references += 1;
  return {
    partnerId,
    type: 'financing',
    title: { en: 'Wells of Upper Torva (sample)' },
    reference: `MFIN-2026/${references}`,
    startsOn: '2026-01-01',
    endsOn: '2026-12-31',
  };
};

const writing = (changed: object = {}, as: Caller = ana) =>
  partnerships.post('/v1/agreements', { as, body: { ...terms(), ...changed } });
const signing = (id: string, body: object = {}, as: Caller = ben, headers: Record<string, string> = {}) =>
  partnerships.post(`/v1/agreements/${id}/signature`, { as, body, headers });
const terminating = (id: string, changed: object = {}, as: Caller = ana) =>
  partnerships.post(`/v1/agreements/${id}/termination`, {
    as,
    body: { reasonCode: 'FUNDS_WITHDRAWN', ...changed },
  });
const read = async (id: string) => (await partnerships.get(`/v1/agreements/${id}`, { as: analyst })).body;
const listed = async (query: string) =>
  (await partnerships.get(`/v1/agreements?${query}`, { as: analyst })).body.items.map(({ id }) => id);

/** Writes an agreement. @returns its id */
async function written(changed: object = {}): Promise<string> {
  const answer = await writing(changed);
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.id;
}

/** Writes an agreement and signs it. @returns its id */
async function signed(changed: object = {}): Promise<string> {
  const id = await written(changed);
  const answer = await signing(id, { signedOn: '2026-01-10' });
  if (answer.status !== 200) throw new Error(answer.text);
  return id;
}

/** What the feed tells of an agreement, once it tells a fact. */
const toldOf = (id: string, fact: string): Promise<readonly Json[]> =>
  until(`${fact} of ${id} in the feed`, async () => {
    const { body } = await partnerships.get('/v1/changes?limit=200', { as: analyst });
    const told = body.items.filter(({ subject }) => String(subject).endsWith(id));
    return told.some(({ type }) => type === `partnerships.agreement.${fact}.v1`) ? told : undefined;
  });

describe('POST /v1/agreements', () => {
  it('writes a draft that every government role can read, without who wrote it', async () => {
    const body = { ...terms(), ceiling: { amount: '250000.00', currency: 'EUR' } };
    const answer = await partnerships.post('/v1/agreements', { as: ana, body });
    const { id } = answer.body;
    expect(answer).toMatchObject({ status: 201, body: { status: 'draft' } });
    expect(answer.headers.get('location')).toBe(`/partnerships/v1/agreements/${id}`);
    const fields = { id, seq: 1, ministry: 'MFIN', updatedAt: expect.any(String) };
    expect(await read(id)).toEqual({ ...fields, ...body, status: 'draft', phase: 'draft', inForce: false });
  });

  it('asks for a partner of this service', async () => {
    const unknown = '0190a1b2-0000-7000-8000-00000000ffff';
    expect(await writing({ partnerId: unknown })).toMatchObject({
      status: 422,
      body: { code: 'PARTNER_UNKNOWN', errors: [{ pointer: '/partnerId' }], detail: expect.stringContaining(unknown) },
    });
  });

  it('takes a reference once for each partner', async () => {
    const reference = 'SAME/1';
    const id = await written({ reference });
    expect(await writing({ reference })).toMatchObject({
      status: 409,
      body: {
        code: 'ALREADY_EXISTS',
        errors: [{ pointer: '/reference', code: 'IDENTIFIER_TAKEN' }],
        links: { holder: `/partnerships/v1/agreements/${id}` },
      },
    });
    const other = await written({ reference, partnerId: await partnerOf(harness, 'Harbour Dark Foundation (sample)') });
    expect(await listed('reference=SAME/1')).toEqual([id, other].toSorted());
  });

  it.each([
    ['an end before its start', { endsOn: '2025-12-31' }, 422, 'DATES_REVERSED', '/endsOn'],
    ['a ceiling without a currency', { ceiling: { amount: '1.00' } }, 400, 'VALIDATION', '/ceiling/currency'],
    ['a title without a language', { title: {} }, 400, 'VALIDATION', '/title'],
    ['a reference that is no code', { reference: 'a b' }, 400, 'VALIDATION', '/reference'],
    ['a status', { status: 'signed' }, 400, 'VALIDATION', '/status'],
  ])('refuses %s and points at it', async (_what, changed, status, code, pointer) => {
    expect(await writing(changed)).toMatchObject({ status, body: { code, errors: [{ pointer }] } });
  });

  it('is for officers of partners, and for no machine', async () => {
    expect(await writing({}, machine)).toMatchObject({ status: 403, body: { code: 'FOUR_EYES' } });
    expect(await writing({}, 'officer@MFIN')).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  });
});

describe('the signature of an agreement', () => {
  it('is entered by another person than the one who wrote it, and puts it in force', async () => {
    const id = await written();
    for (const as of [ana, machine]) {
      expect(await signing(id, {}, as)).toMatchObject({ status: 403, body: { code: 'FOUR_EYES' } });
    }
    expect(await read(id)).toMatchObject({ seq: 1, status: 'draft' });
    const key = { 'idempotency-key': 'signed' };
    const answer = await signing(id, {}, ben, key);
    expect(answer).toMatchObject({ status: 200, body: { status: 'signed' } });
    expect((await signing(id, {}, ben, key)).text).toBe(answer.text);
    expect(await signing(id, {}, ana, key)).toMatchObject({ status: 403, body: { code: 'FOUR_EYES' } });
    expect(await read(id)).toMatchObject({ signedOn: today, phase: 'in-force', inForce: true, expiresInDays: 184 });
    const [, fact] = await toldOf(id, 'signed');
    const { type, startsOn, endsOn } = terms();
    expect(fact).toMatchObject({ data: { partnerId, type, signedOn: today, startsOn, endsOn } });
  });

  it('is never of a day to come, nor after the last day', async () => {
    const id = await written({ endsOn: '2026-06-29' });
    expect(await signing(id, { signedOn: '2026-07-01' })).toMatchObject({
      status: 422,
      body: { code: 'FUTURE_DATE' },
    });
    expect(await signing(id)).toMatchObject({
      status: 422,
      body: { code: 'DATES_REVERSED', errors: [{ pointer: '/signedOn' }] },
    });
    expect(await signing(id, { signedOn: '2026-06-29' })).toMatchObject({ status: 200 });
    expect(await read(id)).toMatchObject({ status: 'signed', inForce: false });
  });

  it('is taken once, of fifty that are sent at once', async () => {
    const id = await written();
    const sent = Array.from({ length: 50 }, (_, at) => signing(id, {}, `partner-officer@MFIN:signer-${at}`));
    const statuses = (await Promise.all(sent)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(49);
    expect((await toldOf(id, 'signed')).map(({ type }) => type)).toEqual([
      'partnerships.agreement.revised.v1',
      'partnerships.agreement.signed.v1',
    ]);
  });
});

describe('the termination of an agreement', () => {
  it('ends what was signed, from the day of its signature on', async () => {
    const id = await signed();
    expect(await terminating(id, { on: '2026-01-09' })).toMatchObject({
      status: 422,
      body: { code: 'DATES_REVERSED', errors: [{ pointer: '/on' }] },
    });
    expect(await terminating(id, { on: '2026-07-01' })).toMatchObject({ status: 422, body: { code: 'FUTURE_DATE' } });
    expect(await terminating(id, { reasonCode: undefined })).toMatchObject({ status: 400 });
    expect(await terminating(id, { on: '2026-03-31' })).toMatchObject({ status: 200, body: { status: 'terminated' } });
    const after = await read(id);
    expect(after).toMatchObject({ terminatedOn: '2026-03-31', reasonCode: 'FUNDS_WITHDRAWN', inForce: false });
    expect(after).not.toHaveProperty('expiresInDays');
    expect((await toldOf(id, 'terminated')).at(-1)).toMatchObject({
      data: { on: '2026-03-31', reasonCode: 'FUNDS_WITHDRAWN' },
    });
  });

  it('is refused for a draft, and the second time', async () => {
    const id = await written();
    const wrongState = { status: 409, body: { code: 'WRONG_STATE' } };
    expect(await terminating(id)).toMatchObject(wrongState);
    await signing(id);
    const both = await Promise.all([terminating(id), terminating(id)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await signing(id)).toMatchObject(wrongState);
  });
});

describe('an agreement of another ministry', () => {
  it('is read and not changed', async () => {
    const id = await written();
    const forbidden = { status: 403, body: { code: 'FORBIDDEN' } };
    expect(await signing(id, {}, 'partner-officer@MECO')).toMatchObject(forbidden);
    await signing(id);
    expect(await terminating(id, {}, 'partner-officer@MECO')).toMatchObject(forbidden);
    expect(await read(id)).toMatchObject({ seq: 2, status: 'signed' });
    expect(await partnerships.get(`/v1/agreements/${id}`, { as: 'person@MECO' })).toMatchObject({ status: 403 });
  });
});

describe('GET /v1/agreements', () => {
  it('finds those that run out, in the order in which they do, by partner, type and status', async () => {
    const own = { partnerId: await partnerOf(harness, 'Lantern Fund (sample)') };
    const late = await signed({ ...own, endsOn: '2026-09-28' });
    const soon = await signed({ ...own, endsOn: '2026-07-15', type: 'mou' });
    const over = await signed({ ...own, endsOn: '2026-06-29' });
    const draft = await written({ ...own, endsOn: '2026-08-01' });
    const later = await signed({ ...own, endsOn: '2026-09-29' });
    const of = `partnerId=${own.partnerId}`;
    const within = `endsOnFrom=${today}&endsOnTo=2026-09-28`;
    expect(await listed(`${of}&${within}&status=signed`)).toEqual([soon, late]);
    expect(await listed(`${of}&${within}`)).toEqual([soon, draft, late]);
    expect(await listed(`${of}&${within}&type=mou`)).toEqual([soon]);
    expect(await listed(`${of}&sort=-endsOn`)).toEqual([later, late, draft, soon, over]);
    expect(await listed(`${of}&status=draft`)).toEqual([draft]);
    await terminating(late);
    expect(await listed(`${of}&${within}&status=signed`)).toEqual([soon]);
    expect(await listed(`${within}&partnerId=${partnerId}`)).toEqual([]);
  });

  it('shows of each whether it is in force today', async () => {
    const own = { partnerId: await partnerOf(harness, 'Beacon Fund (sample)') };
    await signed({ ...own, endsOn: '2026-07-15' });
    await signed({ ...own, startsOn: '2026-07-01' });
    const { items } = (await partnerships.get(`/v1/agreements?partnerId=${own.partnerId}&sort=endsOn`, { as: analyst }))
      .body;
    expect(items.map(({ inForce, expiresInDays }) => [inForce, expiresInDays])).toEqual([
      [true, 15],
      [false, undefined],
    ]);
  });

  it('refuses filters that are none', async () => {
    for (const query of ['status=expired', 'partnerId=x', 'endsOnFrom=soon', 'inForce=true']) {
      expect(await partnerships.get(`/v1/agreements?${query}`, { as: analyst })).toMatchObject({
        status: 400,
        body: { code: 'VALIDATION' },
      });
    }
  });
});
