// Commitments over HTTP: under an agreement in force, for what an award asks, and never more than that.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  analyst,
  askingAward,
  ben,
  committed,
  type Harness,
  partnerOf,
  programmeId,
  rateOf,
  send,
  signedAgreement,
  startHarness,
  terminated,
  today,
} from './harness.ts';

let harness: Harness;
let partnerId: string;
let agreementId: string;

beforeAll(async () => {
  harness = await startHarness();
  partnerId = await partnerOf(harness);
  agreementId = await signedAgreement(harness, partnerId);
});
afterAll(() => harness.installation.close());

const euros = (amount: string) => ({ amount, currency: 'EUR' });
const dollars = (amount: string) => ({ amount, currency: 'USD' });
const making = (body: object, headers: object = {}) =>
  send(harness, '/v1/commitments', { agreementId, ...body }, undefined, headers);
const read = async (path: string) => (await harness.partnerships.get(path, { as: analyst })).body;

describe('POST /v1/commitments', () => {
  it('makes a commitment that every government role can read', async () => {
    const awardId = await askingAward(harness);
    const answer = await making({ awardId, amount: euros('12000'), committedOn: '2026-03-01' });
    const { id } = answer.body;
    const self = `/partnerships/v1/commitments/${id}`;
    expect(answer).toMatchObject({ status: 201, body: { id, seq: 1, status: 'open', links: { self } } });
    const worth = euros('12000.00');
    expect(await read(`/v1/commitments/${id}`)).toEqual({
      id,
      seq: 1,
      ministry: 'MFIN',
      updatedAt: expect.any(String),
      partnerId,
      agreementId,
      awardId,
      programmeId,
      value: { amount: worth, base: worth, rate: '1', rateDate: '2026-03-01' },
      covers: worth,
      disbursed: euros('0.00'),
      undisbursed: worth,
      committedOn: '2026-03-01',
      status: 'open',
      disbursements: [],
      reductions: [],
    });
    for (const query of [`awardId=${awardId}`, `partnerId=${partnerId}&awardId=${awardId}`, 'committedOnTo=2026-03-01'])
      expect((await read(`/v1/commitments?${query}`)).items.map((one) => one['id'])).toEqual([id]);
    expect((await read(`/v1/commitments?awardId=${awardId}&status=disbursed`)).items).toEqual([]);
  });

  it('takes what is repeated with its key once, and needs a key', async () => {
    const awardId = await askingAward(harness);
    const body = { awardId, amount: euros('20000.00') };
    const key = { 'idempotency-key': 'the-same' };
    const first = await making(body, key);
    expect(first.status).toBe(201);
    expect((await making(body, key)).text).toBe(first.text);
    expect(await making({ ...body, amount: euros('1.00') }, key)).toMatchObject({
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    const keyless = { as: ben, body: { agreementId, ...body } };
    expect(await harness.partnerships.post('/v1/commitments', keyless)).toMatchObject({
      status: 400,
      body: { code: 'IDEMPOTENCY_KEY_MISSING' },
    });
    expect((await read(`/v1/commitments?awardId=${awardId}`)).items).toHaveLength(1);
  });

  it('is valued by the rate of its day, and refused where there is none', async () => {
    const awardId = await askingAward(harness);
    const body = { awardId, amount: dollars('20000.00'), committedOn: '2026-04-01' };
    expect(await making({ ...body, amount: { amount: '5.00', currency: 'CHF' } })).toMatchObject({
      status: 422,
      body: { code: 'RATE_MISSING', errors: [{ pointer: '/amount/currency' }] },
    });
    const token = await rateOf(harness, 'USD', '0.90');
    const answer = await making(body, { 'consistency-token': token });
    expect(await read(`/v1/commitments/${answer.body.id}`)).toMatchObject({
      value: { amount: dollars('20000.00'), base: euros('18000.00'), rate: '0.90', rateDate: '2026-01-01' },
      covers: euros('18000.00'),
    });
    const above = await making({ ...body, amount: dollars('2222.23') });
    expect(above).toMatchObject({
      status: 422,
      body: { code: 'ABOVE_LIMIT', errors: [{ pointer: '/amount/amount' }] },
    });
    expect(above.body['detail']).toContain('2222.22 USD');
    await committed(harness, { agreementId, ...body, amount: dollars('2222.22') });
  });

  it('covers what an award asks in another currency as the award counts it', async () => {
    const lei = (amount: string) => ({ amount, currency: 'MDL' });
    const awardId = await askingAward(harness, { amount: lei('100000.00'), rate: '0.05' });
    const above = await making({ awardId, amount: euros('5000.01') });
    expect(above.body['detail']).toContain('5000.00 EUR');
    const id = await committed(harness, { agreementId, awardId, amount: euros('2500.00') });
    expect(await read(`/v1/commitments/${id}`)).toMatchObject({ covers: lei('50000.00') });
  });

  it('is refused outside the days of its agreement, and under one that is not signed or was terminated', async () => {
    const awardId = await askingAward(harness);
    const amount = euros('10.00');
    const later = await signedAgreement(harness, partnerId, { startsOn: '2026-03-01', endsOn: '2026-05-31' });
    const cases: readonly (readonly [on: string, state: string])[] = [
      ['2026-02-28', 'signed'],
      ['2026-06-01', 'expired'],
    ];
    for (const [committedOn, state] of cases) {
      const refused = await making({ agreementId: later, awardId, amount, committedOn });
      expect(refused).toMatchObject({ status: 422, body: { code: 'AGREEMENT_NOT_IN_FORCE' } });
      expect(refused.body['detail']).toContain(state);
    }
    await committed(harness, { agreementId: later, awardId, amount, committedOn: '2026-05-31' });
    await send(harness, `/v1/agreements/${later}/termination`, { reasonCode: 'FUNDS_WITHDRAWN', on: '2026-05-01' });
    expect(await making({ agreementId: later, awardId, amount, committedOn: '2026-05-01' })).toMatchObject({
      body: { code: 'AGREEMENT_NOT_IN_FORCE' },
    });
    const unknown = await making({ agreementId: programmeId, awardId, amount });
    expect(unknown).toMatchObject({ status: 422, body: { code: 'AGREEMENT_UNKNOWN' } });
  });

  it('is refused for what nobody asks, before the award was granted, ahead of today, and of nothing', async () => {
    const amount = euros('10.00');
    const awardId = await askingAward(harness);
    expect(await making({ awardId: programmeId, amount })).toMatchObject({
      status: 422,
      body: { code: 'CO_FUNDING_NOT_ASKED', errors: [{ pointer: '/awardId' }] },
    });
    expect(await making({ awardId, amount, committedOn: '2026-01-14' })).toMatchObject({
      body: { code: 'DATES_REVERSED', errors: [{ pointer: '/committedOn' }] },
    });
    expect(await making({ awardId, amount: euros('20000.00'), committedOn: '2026-07-01' })).toMatchObject({
      body: { code: 'FUTURE_DATE' },
    });
    expect(await making({ awardId, amount: euros('0.00') })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/amount/amount', code: 'NOT_ABOVE' }] },
    });
    await committed(harness, { agreementId, awardId, amount: euros('20000.00') });
  });

  it('is refused once the award has ended', async () => {
    const awardId = await askingAward(harness, { amount: euros('100.00'), key: 'ending' });
    await terminated(harness, 'ending', '2026-06-01');
    const refused = await making({ awardId, amount: euros('10.00') });
    expect(refused).toMatchObject({ status: 409, body: { code: 'AWARD_ENDED' } });
    expect(refused.body['detail']).toContain('2026-06-01');
  });

  it('stays under the ceiling of its agreement, and gives back what it did not get', async () => {
    const ceiling = euros('1000.00');
    const capped = await signedAgreement(harness, partnerId, { ceiling });
    const awardId = await askingAward(harness, { amount: euros('5000.00') });
    await committed(harness, { agreementId: capped, awardId, amount: euros('600.00') });
    const refused = await making({ agreementId: capped, awardId, amount: euros('4400.00') });
    expect(refused).toMatchObject({ status: 422, body: { code: 'ABOVE_LIMIT' } });
    expect(refused.body['detail']).toMatch(/ceiling.*400\.00 EUR/);
    await committed(harness, { agreementId, awardId, amount: euros('4400.00') });
  });

  it('never exceeds what is asked, though fifty are made at once', async () => {
    const awardId = await askingAward(harness, { amount: euros('1000.00') });
    // who is told to come again does, with the same key
    async function race(at: number) {
      const body = { awardId, amount: euros('70.00'), committedOn: today };
      for (;;) {
        const answer = await making(body, { 'idempotency-key': `race-${at}` });
        if (answer.status !== 503) return answer;
      }
    }
    const answers = await Promise.all(Array.from({ length: 50 }, (_, at) => race(at)));
    const made = answers.filter(({ status }) => status === 201);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(made).toHaveLength(14);
    expect(new Set(refused.map(({ body }) => body.code))).toEqual(new Set(['ABOVE_LIMIT']));
    await committed(harness, { agreementId, awardId, amount: euros('20.00') });
    expect((await making({ awardId, amount: euros('0.01') })).body.code).toBe('ABOVE_LIMIT');
  });
});
