// What commitments of partners change in awards, over HTTP, with an owner of commitments that plays partnerships.
import {
  commitmentDisbursementRecorded,
  commitmentMade,
  commitmentReduced,
  type DomainEvent,
  valued,
} from '@tributary/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organisationOf } from './application-steps.ts';
import { onAward, signedFor } from './award-steps.ts';
import { callOf, opened, openProgramme } from './call-steps.ts';
import { type Harness, startHarness } from './harness.ts';

let harness: Harness;
let callId: string;
let circle: { readonly id: string; readonly token: string };
beforeAll(async () => {
  harness = await startHarness();
  const programmeId = await openProgramme(harness.initiatives, 'PARTNERS');
  callId = await opened(harness.initiatives, callOf(programmeId, 'PARTNERS-1'));
  circle = await organisationOf(harness, 'Torva Highland Circle (sample)', 'recognised');
});
afterAll(() => harness.installation.close());

const euro = (amount: string) => ({ amount, currency: 'EUR' });
const worth = (amount: string) => valued(euro(amount), { rate: '1', rateDate: '2026-06-01' }, 'EUR');
const partnerId = '0190a1b2-0000-7000-8000-0000000000c2';

const contributionsOf = async (id: string) =>
  (await harness.initiatives.get(`/v1/awards/${id}`, { as: 'analyst@MECO' })).body['contributions'];

/** Waits until the contributions of an award stand as told. */
const contributing = (id: string, told: readonly object[]) =>
  expect.poll(() => contributionsOf(id), { timeout: 20_000 }).toMatchObject(told);

const signedAward = async () => (await signedFor(harness, callId, circle)).awardId;
const made = (awardId: string, amount: string) =>
  commitmentMade({
    partnerId,
    agreementId: partnerId,
    awardId,
    programmeId: partnerId,
    value: worth(amount),
    committedOn: '2026-06-01',
  });
const disbursed = (awardId: string, no: number, amount: string) =>
  commitmentDisbursementRecorded({
    partnerId,
    awardId,
    no,
    value: worth(amount),
    disbursedOn: '2026-06-10',
    ...(amount.startsWith('-') && { reasonCode: 'WRONG_ENTRY' }),
  });
const tell = (key: string, ...facts: readonly DomainEvent[]) =>
  harness.partnerships.publish('commitment', key, ...facts);

describe('a commitment', () => {
  it('becomes a pledge with its id as the source, once, though it is told twice', async () => {
    const awardId = await signedAward();
    const { id } = await tell('told-twice', made(awardId, '500.00'), made(awardId, '500.00'));
    await tell('told-twice', disbursed(awardId, 1, '300.00'), disbursed(awardId, 2, '-100.00'));
    await contributing(awardId, [
      { no: 1, role: 'partner', form: 'cash', sourceRef: id, pledged: worth('500.00'), received: euro('200.00') },
    ]);
    expect(await contributionsOf(awardId)).toHaveLength(1);
    const byHand = await onAward(
      harness.initiatives,
      awardId,
      'contributions/1/receipt',
      { amount: euro('1.00') },
      'officer@MLOC:ben',
    );
    expect(byHand).toMatchObject({ status: 409, body: { code: 'RECEIVED_BY_DISBURSEMENT' } });
    const verification = { amount: euro('200.00') };
    const verified = await onAward(
      harness.initiatives,
      awardId,
      'contributions/1/verification',
      verification,
      'finance@MFIN:fay',
    );
    expect(verified.status).toBe(200);
    await tell(
      'told-twice',
      commitmentReduced({
        partnerId,
        awardId,
        no: 1,
        value: worth('200.00'),
        takenOff: euro('300.00'),
        reasonCode: 'SMALLER',
        reducedOn: '2026-06-20',
      }),
    );
    await contributing(awardId, [{ pledged: worth('200.00'), verified: euro('200.00') }]);
  });

  it('is taken note of though its award has ended meanwhile, and nothing of it is set aside', async () => {
    const awardId = await signedAward();
    await tell('before-the-end', made(awardId, '500.00'));
    await contributing(awardId, [{ pledged: worth('500.00') }]);
    const ending = { reasonCode: 'PROJECT_ABANDONED' };
    await onAward(harness.initiatives, awardId, 'termination', ending, 'officer@MLOC:ben');
    await tell('before-the-end', disbursed(awardId, 1, '500.00'));
    await tell('after-the-end', made(awardId, '70.00'), disbursed(awardId, 1, '70.00'));
    await contributing(awardId, [{ received: euro('500.00') }, { received: euro('70.00') }]);
    await tell('before-the-end', disbursed(awardId, 2, '-500.00'));
    await contributing(awardId, [{ received: euro('0.00') }, { received: euro('70.00') }]);
    const parked = await harness.initiatives.get('/v1/parked', { as: 'operator@MPLA' });
    expect(parked.body.items).toEqual([]);
  });

  it('is disbursed while the award is terminated, fifty times over, and no payment is lost', async () => {
    const awardId = await signedAward();
    await tell('at-once', made(awardId, '5000.00'));
    await contributing(awardId, [{ pledged: worth('5000.00') }]);
    const paying = async () => {
      for (let no = 1; no <= 50; no += 1) await tell('at-once', disbursed(awardId, no, '100.00'));
    };
    const ending = onAward(
      harness.initiatives,
      awardId,
      'termination',
      { reasonCode: 'PROJECT_ABANDONED' },
      'officer@MLOC:ben',
    );
    const [, ended] = await Promise.all([paying(), ending]);
    expect(ended.status).toBe(200);
    await contributing(awardId, [{ received: euro('5000.00') }]);
  });
});
