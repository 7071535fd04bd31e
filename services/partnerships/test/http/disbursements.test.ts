// What partners pay of their commitments, over HTTP: each payment once, and together never below zero or above what is
// promised.
import { until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  analyst,
  askingAward,
  committed,
  type Harness,
  partnerOf,
  rateOf,
  send,
  signedAgreement,
  startHarness,
  terminated,
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
const read = async (path: string) => (await harness.partnerships.get(path, { as: analyst })).body;
const commitmentOf = (id: string) => read(`/v1/commitments/${id}`);

/** A commitment of 1,000 euros, all that an award asks for. @returns ids of both */
async function promised(changed: object = {}, key?: string) {
  const amount = euros('1000.00');
  const awardId = await askingAward(harness, { amount, ...(key !== undefined && { key }) });
  const id = await committed(harness, { agreementId, awardId, amount, committedOn: '2026-02-01', ...changed });
  return { id, awardId };
}
const paying = (id: string, body: object, headers: object = {}, as = undefined as Parameters<typeof send>[3]) =>
  send(harness, `/v1/commitments/${id}/disbursements`, body, as, headers);
const reducing = (id: string, body: object) => send(harness, `/v1/commitments/${id}/reduction`, body);

describe('POST /v1/commitments/{id}/disbursements', () => {
  it('adds up to what is promised, and is taken back with a reason', async () => {
    const { id } = await promised();
    expect(await paying(id, { amount: euros('600.00'), reference: 'D-1', disbursedOn: '2026-02-10' })).toMatchObject({
      status: 200,
      body: { status: 'partly-disbursed' },
    });
    const above = await paying(id, { amount: euros('400.01'), reference: 'D-2' });
    expect(above).toMatchObject({ status: 422, body: { code: 'ABOVE_LIMIT' } });
    expect(above.body['detail']).toMatch(/value.*400\.00 EUR/);
    expect(await paying(id, { amount: euros('400.00'), reference: 'D-2' })).toMatchObject({
      body: { status: 'disbursed' },
    });
    const back = { amount: euros('-1000.00'), reference: 'D-3' };
    expect(await paying(id, back)).toMatchObject({ status: 422, body: { code: 'REASON_REQUIRED' } });
    const reasonCode = 'WRONG_ENTRY';
    const below = await paying(id, { ...back, amount: euros('-1000.01'), reasonCode });
    expect(below).toMatchObject({ status: 422, body: { code: 'BELOW_LIMIT' } });
    expect(below.body['detail']).toMatch(/disbursed.*1000\.00 EUR/);
    expect(await paying(id, { ...back, reasonCode })).toMatchObject({ body: { status: 'open' } });
    expect(await commitmentOf(id)).toMatchObject({
      disbursed: euros('0.00'),
      undisbursed: euros('1000.00'),
      disbursements: [
        { no: 1, reference: 'D-1', disbursedOn: '2026-02-10' },
        { no: 2, reference: 'D-2' },
        { no: 3, reference: 'D-3', reasonCode, value: { amount: euros('-1000.00') } },
      ],
    });
  });

  it('has a reference that no other payment of its partner has', async () => {
    const [one, other] = [await promised(), await promised()];
    const body = { amount: euros('10.00'), reference: 'TWICE' };
    expect((await paying(one.id, body)).status).toBe(200);
    expect(await paying(one.id, body)).toMatchObject({ status: 409, body: { code: 'ALREADY_EXISTS' } });
    expect(await paying(other.id, body)).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_EXISTS', errors: [{ pointer: '/reference' }] },
    });
    const stranger = await partnerOf(harness, 'Lantern Fund (sample)');
    const elsewhere = await promised({ agreementId: await signedAgreement(harness, stranger) });
    expect((await paying(elsewhere.id, body)).status).toBe(200);
  });

  it('is paid once by fifty who send the same payment', async () => {
    const { id } = await promised();
    const body = { amount: euros('900.00'), reference: 'RACE' };
    const answers = await Promise.all(Array.from({ length: 50 }, () => paying(id, body)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await commitmentOf(id)).toMatchObject({ disbursed: euros('900.00') });
  });

  it('is repeated with its key, in the currency of the commitment, by its ministry, and not before it', async () => {
    const { id } = await promised();
    const body = { amount: euros('10.00'), reference: 'ONCE' };
    const first = await paying(id, body, { 'idempotency-key': 'once' });
    expect((await paying(id, body, { 'idempotency-key': 'once' })).text).toBe(first.text);
    expect(await paying(id, { amount: { amount: '1.00', currency: 'USD' }, reference: 'X-1' })).toMatchObject({
      status: 422,
      body: { code: 'OTHER_CURRENCY' },
    });
    expect(await paying(id, { ...body, reference: 'X-2', disbursedOn: '2026-01-31' })).toMatchObject({
      body: { code: 'DATES_REVERSED' },
    });
    const stranger = await paying(id, { ...body, reference: 'X-3' }, {}, 'partner-officer@MECO:ugo');
    expect(stranger).toMatchObject({ status: 403 });
    const keyless = { as: 'partner-officer@MFIN:ana', body: { ...body, reference: 'X-4' } } as const;
    expect(await harness.partnerships.post(`/v1/commitments/${id}/disbursements`, keyless)).toMatchObject({
      body: { code: 'IDEMPOTENCY_KEY_MISSING' },
    });
  });

  it('is worth what the rate of its day makes of it', async () => {
    const tokens = [await rateOf(harness, 'USD', '0.90'), await rateOf(harness, 'USD', '0.80', '2026-05-01')];
    const dollars = (amount: string) => ({ amount, currency: 'USD' });
    const awardId = await askingAward(harness);
    const making = { agreementId, awardId, amount: dollars('1000.00'), committedOn: '2026-02-01' };
    const headers = { 'consistency-token': tokens.join(',') };
    const { id } = (await send(harness, '/v1/commitments', making, undefined, headers)).body;
    await paying(id, { amount: dollars('500.00'), reference: 'USD-1', disbursedOn: '2026-04-30' });
    await paying(id, { amount: dollars('500.00'), reference: 'USD-2', disbursedOn: '2026-05-02' });
    expect(await commitmentOf(id)).toMatchObject({
      status: 'disbursed',
      disbursements: [{ value: { base: euros('450.00') } }, { value: { base: euros('400.00') } }],
    });
  });

  it('is taken until the day on which its award ended, and taken back on any day', async () => {
    const { id } = await promised({}, 'late');
    await terminated(harness, 'late', '2026-06-01');
    const body = { amount: euros('10.00'), reference: 'LATE-1' };
    expect(await paying(id, { ...body, disbursedOn: '2026-06-02' })).toMatchObject({
      status: 409,
      body: { code: 'AWARD_ENDED', errors: [{ pointer: '/disbursedOn' }] },
    });
    expect((await paying(id, { ...body, disbursedOn: '2026-06-01' })).status).toBe(200);
    const back = { amount: euros('-10.00'), reference: 'LATE-2', reasonCode: 'RETURNED' };
    expect((await paying(id, back)).status).toBe(200);
  });
});

describe('POST /v1/commitments/{id}/reduction', () => {
  it('takes off what was not paid, in part or whole, and opens the request again', async () => {
    const { id, awardId } = await promised();
    await paying(id, { amount: euros('300.00'), reference: 'R-1' });
    const reasonCode = 'PROJECT_SMALLER';
    const above = await reducing(id, { amount: euros('700.01'), reasonCode });
    expect(above).toMatchObject({ status: 422, body: { code: 'ABOVE_LIMIT' } });
    expect(above.body['detail']).toMatch(/undisbursed.*700\.00 EUR/);
    expect(await reducing(id, { amount: euros('200.00'), reasonCode })).toMatchObject({
      body: { status: 'partly-disbursed' },
    });
    expect(await reducing(id, { reasonCode, reducedOn: '2026-06-29' })).toMatchObject({
      body: { code: 'DATES_REVERSED' },
    });
    expect(await reducing(id, { reasonCode })).toMatchObject({ status: 200, body: { status: 'disbursed' } });
    expect(await commitmentOf(id)).toMatchObject({
      value: { amount: euros('300.00') },
      covers: euros('300.00'),
      undisbursed: euros('0.00'),
      reductions: [
        { no: 1, amount: euros('200.00'), uncovers: euros('200.00'), reasonCode },
        { no: 2, amount: euros('500.00'), uncovers: euros('500.00'), reasonCode },
      ],
    });
    expect(await reducing(id, { reasonCode })).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
    await until('room for another commitment', async () => {
      const { status } = await send(harness, '/v1/commitments', { agreementId, awardId, amount: euros('700.00') });
      return status === 201 || undefined;
    });
  });

  it('cancels a commitment of which nothing was paid', async () => {
    const { id } = await promised();
    expect(await reducing(id, { reasonCode: 'FUNDS_WITHDRAWN' })).toMatchObject({ body: { status: 'cancelled' } });
    expect(await paying(id, { amount: euros('0.01'), reference: 'C-1' })).toMatchObject({
      body: { code: 'ABOVE_LIMIT' },
    });
  });
});
