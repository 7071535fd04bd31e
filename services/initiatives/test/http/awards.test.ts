// Awards over HTTP: signed, counterparts verified, tranches approved and paid once, terminated; by persons who are told
// to nobody.
import {
  awardTerminated,
  organisationRecognised,
  organisationSuspended,
  organisationWithdrawn,
} from '@tributary/contracts';
import { type Caller, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyBook, posted } from '../../src/award/ledger.ts';
import { act, organisationOf, toldInFeed } from './application-steps.ts';
import { approvedFor, grantedTo, onAward, signature, signedFor } from './award-steps.ts';
import { callOf, opened, openProgramme } from './call-steps.ts';
import { type Harness, startHarness } from './harness.ts';

let harness: Harness;
let callId: string;
let circle: { readonly id: string; readonly token: string };
beforeAll(async () => {
  harness = await startHarness();
  const programmeId = await openProgramme(harness.initiatives, 'AWARDS');
  callId = await opened(harness.initiatives, {
    ...callOf(programmeId, 'AWARDS-1'),
    envelope: { amount: '9000000.00', currency: 'EUR' },
  });
  circle = await organisationOf(harness, 'Torva Highland Circle (sample)', 'recognised');
});
afterAll(() => harness.installation.close());

const euro = (amount: string) => ({ amount, currency: 'EUR' });
const read = async (id: string, as: Caller = 'analyst@MECO') =>
  (await harness.initiatives.get(`/v1/awards/${id}`, { as })).body;
const ask = (id: string, action: string, body: object, as: Caller, key?: string) =>
  onAward(harness.initiatives, id, action, body, as, key);
const [ben, fay] = ['officer@MLOC:ben', 'finance@MFIN:fay'] as const;
const [ada, max] = ['approver@MLOC:ada', 'approver@MLOC:max'] as const;

describe('a signature', () => {
  it('is of a natural person, plans the tranches, and registers the initiative under the id that is told', async () => {
    const { applicationId, awardId } = await grantedTo(harness, callId, circle);
    const sign = (as: Caller) => act(harness.initiatives, applicationId, 'signature', signature, as);
    expect(await sign('officer@MLOC:tributary-cli')).toMatchObject({ status: 403, body: { code: 'FOUR_EYES' } });
    expect(await sign('officer@MECO:ana')).toMatchObject({ status: 404 });
    expect(await sign('officer@MLOC:ana')).toMatchObject({ status: 200, body: { id: awardId, status: 'signed' } });
    expect(await sign('officer@MLOC:ana')).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
    const award = await read(awardId);
    expect(award).toMatchObject({
      status: 'signed',
      tranches: [
        { no: 1, value: { amount: euro('24000.00') }, status: 'held', reasonCode: 'COUNTERPART_SHORT', approvals: [] },
        { no: 2, value: { amount: euro('16000.00') }, status: 'held' },
      ],
    });
    const initiative = await until('the initiative of the award', async () => {
      const { status, body } = await harness.initiatives.get(`/v1/initiatives/${award['initiativeId']}`, {
        as: 'analyst@MECO',
      });
      return status === 200 ? body : undefined;
    });
    expect(initiative).toMatchObject({
      awardId,
      organisationId: circle.id,
      area: 'Torva',
      budget: { amount: euro('80000.00') },
      ministry: 'MLOC',
    });
  });

  it('is asked for again while the application is not approved', async () => {
    const answer = await harness.initiatives.post('/v1/applications', {
      as: ben,
      body: { callId, applicantKind: 'person' },
    });
    expect(await act(harness.initiatives, answer.body.id, 'signature', signature)).toMatchObject({
      status: 409,
      body: { code: 'WRONG_STATE' },
    });
  });
});

describe('an application that is withdrawn', () => {
  it('takes its award with it before that is signed, and not after', async () => {
    const { applicationId, awardId } = await grantedTo(harness, callId, circle);
    expect((await act(harness.initiatives, applicationId, 'withdrawal')).status).toBe(200);
    await until('the end of the award', async () => (await read(awardId))['status'] === 'terminated' || undefined);
    expect((await act(harness.initiatives, applicationId, 'signature', signature)).status).toBe(409);
    const signed = await signedFor(harness, callId, circle);
    const refused = await act(harness.initiatives, signed.applicationId, 'withdrawal');
    expect(refused).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
  });
});

describe('money', () => {
  it('is moved with an idempotency key alone, and a repeat is answered as before', async () => {
    const { awardId } = await signedFor(harness, callId, circle);
    await ask(awardId, 'contributions', { role: 'diaspora', form: 'cash', amount: euro('100.00') }, ben);
    const receipt = { amount: euro('60.00') };
    const path = `/v1/awards/${awardId}/contributions/1/receipt`;
    const bare = await harness.initiatives.post(path, { as: ben, body: receipt });
    expect(bare).toMatchObject({ status: 400, body: { code: 'IDEMPOTENCY_KEY_MISSING' } });
    const first = await ask(awardId, 'contributions/1/receipt', receipt, ben, 'once');
    expect((await ask(awardId, 'contributions/1/receipt', receipt, ben, 'once')).text).toBe(first.text);
    expect(await ask(awardId, 'contributions/1/receipt', receipt, ben)).toMatchObject({
      status: 422,
      body: { code: 'ABOVE_LIMIT', errors: [{ pointer: '/amount/amount' }] },
    });
    const unvalued = { role: 'local', form: 'in-kind', amount: euro('1.00') };
    expect(await ask(awardId, 'contributions', unvalued, ben)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/method' }] },
    });
    expect(await read(awardId)).toMatchObject({ contributions: [{ received: euro('60.00'), verified: euro('0.00') }] });
  });

  it('is paid once, of fifty payments that are sent at once, and the ledger sums to zero', async () => {
    const { awardId } = await approvedFor(harness, callId, circle);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        ask(awardId, 'tranches/1/payment', { reference: `RACE-${at}` }, `finance@MFIN:person-${at}`),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'WRONG_STATE')).toHaveLength(49);
    const text = JSON.stringify(await read(awardId));
    expect(text).not.toMatch(/person-|\b(ada|fay|ben|ana)\b/);
    const balance = await harness.initiatives.get(`/v1/awards/${awardId}/ledger`, { as: 'analyst@MECO' });
    const accounts = balance.body['accounts'] as { account: string; debit: string; credit: string }[];
    expect(accounts).toContainEqual({ account: 'paid:central', currency: 'EUR', debit: '24000.00', credit: '0.00' });
    const cents = (side: 'debit' | 'credit') =>
      accounts.reduce((sum, one) => sum + BigInt(one[side].replace('.', '')), 0n);
    expect(cents('debit')).toBe(cents('credit'));
    const file = await harness.initiatives.get(`/v1/awards/${awardId}/ledger?format=csv`, { as: 'analyst@MECO' });
    expect(file.headers.get('content-type')).toContain('text/csv');
    expect(file.text.split('\r\n')).toContain('paid:central,EUR,24000.00,0.00');
  });

  it('is never paid twice under one reference', async () => {
    const [one, other] = [await approvedFor(harness, callId, circle), await approvedFor(harness, callId, circle)];
    const pay = (id: string) => ask(id, 'tranches/1/payment', { reference: 'TWICE-1' }, fay);
    expect((await pay(one.awardId)).status).toBe(200);
    expect(await pay(other.awardId)).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_EXISTS', errors: [{ pointer: '/reference' }] },
    });
    expect(await read(other.awardId)).toMatchObject({ tranches: [{ status: 'approved' }, { status: 'held' }] });
  });

  it('comes back from the bank once, of fifty who say so at once, and is paid again under another reference', async () => {
    const { awardId } = await approvedFor(harness, callId, circle);
    await ask(awardId, 'tranches/1/payment', { reference: 'BACK-1' }, fay);
    const back = { reference: 'BACK-1', reasonCode: 'RETURNED_BY_BANK' };
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        ask(awardId, 'tranches/1/payment-reversal', back, `finance@MFIN:person-${at}`),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'WRONG_STATE')).toHaveLength(49);
    expect(await ask(awardId, 'tranches/1/payment', { reference: 'BACK-1' }, fay)).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_EXISTS', errors: [{ pointer: '/reference' }] },
    });
    const other = await approvedFor(harness, callId, circle);
    expect(await ask(other.awardId, 'tranches/1/payment', { reference: 'BACK-1' }, fay)).toMatchObject({ status: 409 });
    expect((await ask(awardId, 'tranches/1/payment', { reference: 'BACK-2' }, fay)).status).toBe(200);
    const acquitted = await ask(awardId, 'tranches/1/acquittal', { amount: euro('24000.00') }, ben);
    expect(acquitted.status).toBe(200);
    const award = await read(awardId);
    expect(award).toMatchObject({
      tranches: [
        { status: 'acquitted', payment: { reference: 'BACK-2' }, reversals: [{ reference: 'BACK-1' }] },
        { status: 'held' },
      ],
    });
    expect(JSON.stringify(award)).not.toMatch(/person-|\b(ada|fay|ben|ana)\b|paidBy/);
  });

  it('is approved and paid by natural persons alone, and approved by two', async () => {
    const { awardId } = await approvedFor(harness, callId, circle);
    const machine = await ask(awardId, 'tranches/1/payment', { reference: 'M-1' }, 'finance@MFIN:tributary-cli');
    expect(machine).toMatchObject({ status: 403, body: { code: 'FOUR_EYES' } });
    await ask(awardId, 'tranches/2/acceptances', { code: 'RESULT' }, ben);
    await ask(awardId, 'tranches/1/hold', { reasonCode: 'AUDIT' }, ben);
    await ask(awardId, 'tranches/1/release', {}, ben);
    expect(await ask(awardId, 'tranches/1/payment', { reference: 'M-2' }, fay)).toMatchObject({ status: 409 });
    const approve = (as: Caller) => ask(awardId, 'tranches/1/approvals', {}, as);
    expect(await approve('approver@MLOC:tributary-cli')).toMatchObject({ status: 403 });
    expect(await approve('approver@MLOC:ana')).toMatchObject({ status: 403, body: { code: 'FOUR_EYES' } });
    expect((await approve(ada)).status).toBe(200);
    expect(await approve(ada)).toMatchObject({ status: 403, body: { code: 'FOUR_EYES' } });
    expect((await approve(max)).status).toBe(200);
  });
});

describe('a suspension', () => {
  it('holds every unpaid tranche of the applicant, until it is recognised anew', async () => {
    const other = await organisationOf(harness, 'Marsh Enders (sample)', 'recognised');
    const { awardId } = await approvedFor(harness, callId, other);
    const name = 'Marsh Enders (sample)';
    const first = async () => ((await read(awardId))['tranches'] as { status: string; reasonCode?: string }[])[0];
    const suspended = await harness.registry.publish(
      'organisation',
      name,
      organisationSuspended({ reasonCode: 'ANNUAL_RETURN_MISSING', from: '2026-02-10' }),
    );
    await until('the hold', async () => ((await first())?.reasonCode === 'APPLICANT_SUSPENDED' ? true : undefined));
    const paying = await harness.initiatives.post(`/v1/awards/${awardId}/tranches/1/payment`, {
      as: fay,
      body: { reference: 'S-1' },
      headers: { 'idempotency-key': 'suspended', 'consistency-token': suspended.token },
    });
    expect(paying.status).toBe(409);
    await harness.registry.publish(
      'organisation',
      name,
      organisationRecognised({
        kind: 'association',
        validFrom: '2025-01-01',
        validUntil: '2199-12-31',
        registerNumber: 'DA-2025-015',
      }),
    );
    await until('the end of the hold', async () => ((await first())?.status === 'eligible' ? true : undefined));
    await harness.registry.publish(
      'organisation',
      name,
      organisationWithdrawn({ reasonCode: 'DISSOLVED', withdrawnOn: '2026-03-01' }),
    );
    await until('the next hold', async () =>
      (await first())?.reasonCode === 'APPLICANT_SUSPENDED' ? true : undefined,
    );
  });
});

describe('a termination', () => {
  it('cancels what is not paid, and stands in the ledger, which the feed alone gives again', async () => {
    const { awardId } = await approvedFor(harness, callId, circle);
    await ask(awardId, 'tranches/1/payment', { reference: 'T-1' }, fay);
    expect(await ask(awardId, 'termination', { reasonCode: 'STOPPED' }, 'officer@MECO:ben')).toMatchObject({
      status: 403,
    });
    expect(await ask(awardId, 'termination', { reasonCode: 'STOPPED' }, ben)).toMatchObject({
      status: 200,
      body: { status: 'terminated' },
    });
    const award = await read(awardId);
    expect(award).toMatchObject({ tranches: [{ status: 'paid' }, { status: 'cancelled' }] });
    const ledger = award['ledger'] as { fact: string; postings: object[] }[];
    const told = await toldInFeed(harness, awardId, awardTerminated.type, 'analyst@MECO');
    const events = told.map(({ type, data }) => ({ type: String(type), data }));
    expect(events.reduce(posted, emptyBook).entries).toEqual(ledger);
    expect(ledger.map(({ fact }) => fact).slice(-2)).toEqual(['terminated', 'recovery-opened']);
    expect(ledger.at(-2)).toMatchObject({
      postings: [
        { account: 'committed:central', amount: euro('-16000.00') },
        { account: 'cancelled:central', amount: euro('16000.00') },
      ],
    });
  });
});
