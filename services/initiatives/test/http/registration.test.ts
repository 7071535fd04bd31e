// Registering initiatives and reading them, over HTTP.
import {
  exchangeRateSet,
  organisationApplied,
  organisationRecognised,
  organisationSuspended,
} from '@tributary/contracts';
import { until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { described } from '../sample.ts';
import { type Harness, officer, register, startHarness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.installation.close());

const registering = (changed: object = {}, headers: Record<string, string> = {}) =>
  harness.initiatives.post('/v1/initiatives', { as: officer, body: { ...described, ...changed }, headers });

describe('POST /v1/initiatives', () => {
  it('answers where the initiative is read, its version, and the token that others can wait with', async () => {
    const answer = await registering();
    expect(answer.status).toBe(201);
    const { id } = answer.body;
    expect(answer.body).toEqual({ id, seq: 1, status: 1, links: { self: `/initiatives/v1/initiatives/${id}` } });
    expect(answer.headers.get('location')).toBe(`/initiatives/v1/initiatives/${id}`);
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(answer.headers.get('consistency-token')).toBe(`initiatives:${id}:1`);
  });

  it('gives a repeated request the same bytes and makes one initiative (I9)', async () => {
    const key = { 'idempotency-key': 'water-1' };
    const first = await registering({ area: 'Repeated' }, key);
    const second = await registering({ area: 'Repeated' }, key);
    expect(second.text).toBe(first.text);
    expect(await registering({ area: 'Other' }, key)).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
  });

  it.each([
    ['DATES_REVERSED', { plannedEndOn: '2025-06-30' }],
    ['FUTURE_DATE', { registeredOn: '2200-01-01' }],
    ['SECTORS_NOT_100', { sectors: [{ vocabulary: '1', code: '14030', pct: 99.99 }] }],
    ['RATE_MISSING', { budget: { amount: '1.00', currency: 'CHF' } }],
    ['ORGANISATION_UNKNOWN', { organisationId: '0190a1b2-0000-7000-8000-00000000ffff' }],
  ])('refuses with %s', async (code, changed) => {
    expect(await registering(changed)).toMatchObject({ status: 422, body: { code } });
  });

  it.each([
    ['a float as amount', { budget: { amount: 12.5, currency: 'EUR' } }, '/budget/amount'],
    ['an unknown field', { programmeId: 'x' }, '/programmeId'],
    ['a label without a language', { title: {} }, '/title'],
    ['a control character', { area: 'a\u0000b' }, '/area'],
    ['a day that does not exist', { plannedStartOn: '2025-02-30' }, '/plannedStartOn'],
    [
      'a sector named twice',
      { sectors: ['a', 'a'].map((code) => ({ vocabulary: '1', code, pct: 50 })) },
      '/sectors/1/code',
    ],
  ])('refuses %s and points at it', async (_what, changed, pointer) => {
    const answer = await registering(changed);
    expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION', errors: [{ pointer }] } });
  });

  it('takes an IATI identifier once; an initiative without one stands beside others without', async () => {
    await register(harness.initiatives, { iatiIdentifier: 'QM-MLOC-T01' });
    expect(await registering({ iatiIdentifier: 'QM-MLOC-T01' })).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_EXISTS' },
    });
    await register(harness.initiatives);
    await register(harness.initiatives);
  });

  it('asks for a token, and for an officer', async () => {
    const body = described;
    expect(await harness.initiatives.post('/v1/initiatives', { body })).toMatchObject({ status: 401 });
    expect(await harness.initiatives.post('/v1/initiatives', { as: 'analyst@MLOC', body })).toMatchObject({
      status: 403,
      body: { code: 'FORBIDDEN' },
    });
  });

  it('converts the budget once, with the latest rate on or before its day', async () => {
    const rate = (date: string, value: string) =>
      harness.strategy.publish(
        'exchange-rate',
        `rate:USD:${date}`,
        exchangeRateSet({ currency: 'USD', base: 'EUR', date, rate: value, source: 'Central Bank' }),
      );
    const tokens = [await rate('2025-06-01', '0.90'), await rate('2026-06-01', '0.50')].map(({ token }) => token);
    const answer = await registering(
      { budget: { amount: '100000', currency: 'USD' }, registeredOn: '2025-06-09' },
      { 'consistency-token': tokens.join(',') },
    );
    expect(answer.status).toBe(201);
    const read = await harness.initiatives.get(`/v1/initiatives/${answer.body.id}`, { as: 'analyst@MFIN' });
    expect(read.body['budget']).toEqual({
      amount: { amount: '100000.00', currency: 'USD' },
      base: { amount: '90000.00', currency: 'EUR' },
      rate: '0.90',
      rateDate: '2025-06-01',
    });
  });
});

describe('the organisation behind an initiative', () => {
  const period = { validFrom: '2025-01-01', validUntil: '2199-12-31' };
  const recognise = organisationRecognised({ kind: 'association', ...period, registerNumber: 'A7' });

  it('is known, then recognised, then suspended, then recognised again, each seen at once', async () => {
    const key = 'organisation:A7';
    const apply = organisationApplied({
      name: 'Gorge Bridge Society',
      kind: 'association',
      country: 'RU',
      identifiers: [],
      sectors: [],
    });
    const suspend = organisationSuspended({ reasonCode: 'ANNUAL_RETURN_MISSING', from: '2026-02-10' });
    for (const [fact, expected] of [
      [apply, 'ORGANISATION_NOT_RECOGNISED'],
      [recognise, undefined],
      [suspend, 'ORGANISATION_SUSPENDED'],
      [recognise, undefined],
    ] as const) {
      const { id, token } = await harness.registry.publish('organisation', key, fact);
      const answer = await registering({ organisationId: id }, { 'consistency-token': token });
      expect(answer).toMatchObject(
        expected === undefined ? { status: 201 } : { status: 422, body: { code: expected } },
      );
    }
  });

  it('that is suspended is refused soon, also to one who does not know of it', async () => {
    const key = 'organisation:A9';
    const { id, token } = await harness.registry.publish('organisation', key, recognise);
    const repeated = { 'idempotency-key': 'before-the-suspension' };
    const before = await registering({ organisationId: id }, { ...repeated, 'consistency-token': token });
    expect(before.status).toBe(201);
    await harness.registry.publish(
      'organisation',
      key,
      organisationSuspended({ reasonCode: 'FRAUD', from: '2026-02-10' }),
    );
    await until('the suspension to be seen', async () =>
      (await registering({ organisationId: id })).status === 422 ? true : undefined,
    );
    const again = await registering({ organisationId: id }, repeated);
    expect(again.text).toBe(before.text);
  });
});

describe('GET /v1/initiatives', () => {
  it('shows one to every government role, with its version in the ETag', async () => {
    const id = await register(harness.initiatives, { iatiIdentifier: 'QM-READ-1', budgetCode: 'MLOC-6421' });
    const answer = await harness.initiatives.get(`/v1/initiatives/${id}`, { as: 'analyst@MFIN' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).toMatch(/^"1\./);
    expect(answer.body).toMatchObject({
      ...described,
      id,
      seq: 1,
      ministry: 'MLOC',
      status: 1,
      iatiIdentifier: 'QM-READ-1',
      budgetCode: 'MLOC-6421',
      budget: { base: { amount: '90000.00', currency: 'EUR' }, rate: '1' },
      sectors: [],
      planLinks: [],
    });
  });

  it('knows nothing of one that is not there, and nothing of what is no id', async () => {
    const missing = '0190a1b2-0000-7000-8000-00000000ffff';
    expect(await harness.initiatives.get(`/v1/initiatives/${missing}`, { as: 'analyst@MFIN' })).toMatchObject({
      status: 404,
      body: { code: 'NOT_FOUND' },
    });
    expect(await harness.initiatives.get('/v1/initiatives/1', { as: 'analyst@MFIN' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/params/id' }] },
    });
  });

  it('lists each once, page by page, by ministry and status', async () => {
    const own: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      const answer = await harness.initiatives.post('/v1/initiatives', { as: 'officer@MLAB', body: described });
      own.push(answer.body.id);
    }
    const [moved = ''] = own;
    await harness.initiatives.post(`/v1/initiatives/${moved}/status`, { as: 'officer@MLAB', body: { status: 2 } });

    const seen: string[] = [];
    let after = '';
    do {
      const page = await harness.initiatives.get(`/v1/initiatives?ministry=MLAB&limit=2${after}`, {
        as: 'analyst@MFIN',
      });
      expect(page.body.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.body.items.map(({ id }) => id));
      after = page.body.next === null ? '' : `&after=${encodeURIComponent(page.body.next)}`;
    } while (after !== '');
    expect(seen).toEqual(own.toSorted());

    const active = await harness.initiatives.get('/v1/initiatives?ministry=MLAB&status=2', { as: 'analyst@MFIN' });
    expect(active.body.items.map(({ id }) => id)).toEqual([moved]);
    expect(active.body.next).toBeNull();
  });

  it('refuses a cursor that it did not give, and a filter that it does not know', async () => {
    const as = 'analyst@MFIN';
    expect(await harness.initiatives.get('/v1/initiatives?after=abc', { as })).toMatchObject({ status: 400 });
    expect(await harness.initiatives.get('/v1/initiatives?status=7', { as })).toMatchObject({ status: 400 });
    expect(await harness.initiatives.get('/v1/initiatives?colour=red', { as })).toMatchObject({ status: 400 });
  });
});
