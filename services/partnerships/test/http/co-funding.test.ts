// The worklist of those who look for partners: what awards ask for, and what is still missing of it.
import { awardCoFundingRequested, awardSigned } from '@tributary/contracts';
import { until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  analyst,
  askingAward,
  committed,
  type Harness,
  partnerOf,
  programmeId,
  send,
  signedAgreement,
  startHarness,
  terminated,
} from './harness.ts';

let harness: Harness;
let agreementId: string;

beforeAll(async () => {
  harness = await startHarness();
  agreementId = await signedAgreement(harness, await partnerOf(harness));
});
afterAll(() => harness.installation.close());

const euros = (amount: string) => ({ amount, currency: 'EUR' });
const read = async (path: string) => (await harness.partnerships.get(path, { as: analyst })).body;
const requestOf = (awardId: string) => read(`/v1/co-funding-requests/${awardId}`);

/** Waits until a request stands as told. */
const standing = (awardId: string, told: object) =>
  expect.poll(() => requestOf(awardId), { timeout: 20_000 }).toMatchObject(told);

describe('GET /v1/co-funding-requests', () => {
  it('shows what is missing as commitments cover it, and as they are reduced', async () => {
    const awardId = await askingAward(harness, { amount: euros('1000.00'), area: 'Elmar' });
    expect(await requestOf(awardId)).toEqual({
      id: expect.any(String),
      seq: 1,
      ministry: 'MLOC',
      updatedAt: expect.any(String),
      awardId,
      programmeId,
      area: 'Elmar',
      amount: euros('1000.00'),
      covered: euros('0.00'),
      missing: euros('1000.00'),
      status: 'open',
    });
    const first = await committed(harness, { agreementId, awardId, amount: euros('400.00') });
    await standing(awardId, { status: 'partly-covered', covered: euros('400.00'), missing: euros('600.00') });
    await committed(harness, { agreementId, awardId, amount: euros('600.00') });
    await standing(awardId, { status: 'covered', missing: euros('0.00') });
    await send(harness, `/v1/commitments/${first}/reduction`, { reasonCode: 'FUNDS_WITHDRAWN' });
    await standing(awardId, { status: 'partly-covered', covered: euros('600.00'), missing: euros('400.00') });
  });

  it('is narrowed by status, programme and area, and paged', async () => {
    const ids = [];
    for (const amount of ['10.00', '20.00', '30.00']) {
      ids.push(await askingAward(harness, { amount: euros(amount), area: 'Gorge' }));
    }
    const seen: unknown[] = [];
    let next: string | null = '';
    do {
      const after: string = next === '' ? '' : `&after=${encodeURIComponent(next ?? '')}`;
      const page = await read(
        `/v1/co-funding-requests?area=Gorge&status=open&programmeId=${programmeId}&limit=2${after}`,
      );
      seen.push(...page.items.map((one) => one['awardId']));
      next = page.next;
    } while (next !== null);
    expect(seen.sort()).toEqual(ids.sort());
    expect((await read('/v1/co-funding-requests?area=Gorge&status=covered')).items).toEqual([]);
  });

  it('names the initiative and the day of the first tranche once the award is signed', async () => {
    const key = 'signing';
    const awardId = await askingAward(harness, { amount: euros('10.00'), key });
    const initiativeId = '0190a1b2-0000-7000-8000-000000000001';
    const value = { amount: euros('5.00'), base: euros('5.00'), rate: '1', rateDate: '2026-02-01' };
    await harness.initiatives.publish(
      'award',
      key,
      awardSigned({
        applicationId: programmeId,
        initiativeId,
        signedOn: '2026-02-01',
        tranches: [
          { no: 1, value, dueOn: '2026-09-30' },
          { no: 2, value, dueOn: '2026-08-01' },
        ],
      }),
    );
    await standing(awardId, { initiativeId, neededBy: '2026-08-01', status: 'open' });
  });

  it('asks for more where the award asks again, and keeps the day that was named', async () => {
    const key = 'more';
    const awardId = await askingAward(harness, { amount: euros('10.00'), key });
    const asked = { programmeId, role: 'partner', area: 'Torva', neededBy: '2026-10-01' } as const;
    await harness.initiatives.publish('award', key, awardCoFundingRequested({ ...asked, amount: euros('5.00') }));
    await standing(awardId, { amount: euros('15.00'), missing: euros('15.00'), neededBy: '2026-10-01' });
  });

  it('is withdrawn when its award ends, and stays so when a commitment arrives', async () => {
    const key = 'withdrawn';
    const awardId = await askingAward(harness, { amount: euros('10.00'), key });
    const id = await committed(harness, { agreementId, awardId, amount: euros('4.00') });
    await standing(awardId, { covered: euros('4.00') });
    await terminated(harness, key, '2026-06-15');
    expect(await requestOf(awardId)).toMatchObject({
      missing: euros('0.00'),
      withdrawnOn: '2026-06-15',
      reasonCode: 'PROJECT_ABANDONED',
    });
    await send(harness, `/v1/commitments/${id}/reduction`, { reasonCode: 'AWARD_ENDED' });
    await standing(awardId, { status: 'withdrawn', covered: euros('0.00') });
  });

  it('is read by every government role, and by nobody else', async () => {
    const answer = await harness.partnerships.get('/v1/co-funding-requests', { as: 'operator@MPLA' });
    expect(answer.status).toBe(403);
    const one = await until('a page', async () => (await read('/v1/co-funding-requests?limit=1')).items[0]);
    expect(one).toHaveProperty('missing');
  });
});
