// Payment batches over HTTP: a tranche is in one at a time, two persons send it, and the accounts stand in the file alone.
import { organisationSuspended, paymentBatchDownloaded } from '@tributary/contracts';
import { type Caller, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organisationOf } from './application-steps.ts';
import { onAward } from './award-steps.ts';
import { creditor, debtor, fay, gil, startBatches } from './batch-steps.ts';

let batches: Awaited<ReturnType<typeof startBatches>>;
let accountId: string;
let awards: string[];
let suspended: string;
beforeAll(async () => {
  batches = await startBatches('BATCHES');
  accountId = await batches.debtorAccount();
  awards = [];
  for (let at = 0; at < 6; at += 1) awards.push(await batches.payable());
  suspended = await batches.payable(await organisationOf(batches.harness, 'Marsh Enders (sample)', 'recognised'));
  batches.twoDaysLater();
});
afterAll(() => batches.harness.installation.close());

const first = (at: number) => ({ awardId: awards[at] ?? '', no: 1 });
const proposed = async (...at: number[]) => {
  const { status, text, body } = await batches.propose(accountId, at.map(first));
  if (status !== 201) throw new Error(text);
  return body.id;
};
const statusOf = async (at: number) => (await batches.tranche(awards[at] ?? ''))['status'];

describe('a payment batch', () => {
  it('has each tranche once, of fifty batches that ask for it at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) => batches.propose(accountId, [first(0)], { as: `finance@MFIN:p-${at}` })),
    );
    const made = answers.filter(({ status }) => status === 201);
    expect(made).toHaveLength(1);
    expect(answers.filter(({ status, body }) => status === 409 && body.code === 'TRANCHES_NOT_PAYABLE')).toHaveLength(
      49,
    );
    const id = made[0]?.body.id;
    expect(await batches.tranche(awards[0] ?? '')).toMatchObject({
      status: 'instructed',
      instruction: { batchId: id },
    });
    const { body } = await batches.harness.initiatives.get(`/v1/awards/${awards[0]}/ledger`, { as: 'analyst@MECO' });
    expect(body['accounts']).toContainEqual({
      account: 'instructed:central',
      currency: 'EUR',
      debit: '24000.00',
      credit: '0.00',
    });
    const direct = await onAward(
      batches.harness.initiatives,
      awards[0] ?? '',
      'tranches/1/payment',
      { reference: 'X' },
      fay,
    );
    expect(direct).toMatchObject({ status: 409, body: { code: 'OTHER_PAYMENT' } });
  });

  it('has all its tranches or none, and says of each why not', async () => {
    const refused = await batches.propose(accountId, [
      first(1),
      first(0),
      { ...first(1), no: 2 },
      { ...first(1), no: 7 },
    ]);
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'TRANCHES_NOT_PAYABLE',
        errors: [
          { pointer: '/tranches/1', code: 'WRONG_STATE' },
          { pointer: '/tranches/2', code: 'WRONG_STATE' },
          { pointer: '/tranches/3', code: 'NOT_FOUND' },
        ],
      },
    });
    expect(await statusOf(1)).toBe('approved');
    expect(await batches.propose(accountId, [first(1), first(1)])).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/tranches/1', code: 'REPEATED' }] },
    });
    expect(await batches.propose(accountId, [first(1)], { executeOn: '2020-01-01' })).toMatchObject({ status: 422 });
    const unconfirmed = await batches.debtorAccount(false);
    for (const [id, as] of [
      [unconfirmed, fay],
      [accountId, 'finance@MLOC:eli'],
    ] as const) {
      expect(await batches.propose(id, [first(1)], { as })).toMatchObject({
        status: 422,
        body: { code: 'DEBTOR_ACCOUNT_NOT_USABLE', errors: [{ pointer: '/debtorAccountId' }] },
      });
    }
  });

  it('is the same, asked for again with the same key, also of two at once', async () => {
    const ask = () => batches.propose(accountId, [first(1)], { key: 'again' });
    const [one, other] = await Promise.all([ask(), ask()]);
    expect([one.status, other.text]).toEqual([201, one.text]);
    expect(one.body['links']).toEqual({ self: `/initiatives/v1/payment-batches/${one.body.id}` });
    expect(one.headers.get('location')).toBe(`/initiatives/v1/payment-batches/${one.body.id}`);
    expect((await ask()).text).toBe(one.text);
    const cancelled = await batches.onBatch(one.body.id, 'cancellation', { reasonCode: 'WRONG_DAY' }, fay);
    expect(cancelled.status).toBe(200);
    await until('the tranche is free', async () => (await statusOf(1)) === 'approved' || undefined);
    expect((await ask()).text).toBe(one.text);
    expect(await statusOf(1)).toBe('approved');
  });

  it('is released by another person of its ministry, sent by its first download, and never cancelled from then on', async () => {
    const id = await proposed(2, 3);
    const ask = (action: string, body: object, as: Caller) => batches.onBatch(id, action, body, as);
    const reading = { reasonCode: 'PAYMENT' };
    expect(await ask('file', reading, fay)).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
    expect(await ask('release', {}, fay)).toMatchObject({ status: 403, body: { code: 'FOUR_EYES' } });
    expect((await ask('release', {}, 'finance@MLOC:eli')).status).toBe(404);
    expect((await ask('release', {}, 'finance@MFIN:tributary-cli')).status).toBe(403);
    expect((await ask('release', {}, gil)).status).toBe(200);
    const { initiatives } = batches.harness;
    const read = await initiatives.get(`/v1/payment-batches/${id}`, { as: 'approver@MFIN' });
    expect(read.body).toMatchObject({
      status: 'released',
      totals: [{ amount: '48000.00', currency: 'EUR' }],
      payments: [{ ...first(2), masked: '•••• 2606' }, first(3)],
    });
    expect((await initiatives.get(`/v1/payment-batches/${id}`, { as: 'finance@MLOC' })).status).toBe(404);
    for (const text of [read.text, (await initiatives.get('/v1/changes?limit=200', { as: fay })).text]) {
      expect([creditor.iban, debtor.iban, 'sealed', 'proposedBy'].filter((part) => text.includes(part))).toEqual([]);
    }
    expect(await onAward(initiatives, awards[2] ?? '', 'tranches/1/payment', payment(read.body, 0), fay)).toMatchObject(
      {
        status: 409,
        body: { code: 'BATCH_NOT_SENT' },
      },
    );
    const [one, other] = await Promise.all([ask('file', reading, fay), ask('file', reading, gil)]);
    expect([one.status, other.text]).toEqual([200, one.text]);
    expect(one.headers.get('content-type')).toContain('application/xml');
    expect(one.headers.get('content-disposition')).toContain(`payments-${id}.xml`);
    expect(one.text).toContain(`<IBAN>${creditor.iban}</IBAN>`);
    expect(one.text).toContain(`<IBAN>${debtor.iban}</IBAN>`);
    expect(one.text).toContain('<CtrlSum>48000.00</CtrlSum>');
    expect(await ask('cancellation', { reasonCode: 'WRONG_DAY' }, fay)).toMatchObject({ status: 409 });
    await until('both reads are told', async () => {
      const { body } = await initiatives.get(`/v1/changes?limit=200&type=${paymentBatchDownloaded.type}`, { as: fay });
      return (body['items'] as unknown as object[]).length === 2 || undefined;
    });
    const paying = payment(read.body, 0);
    expect((await onAward(initiatives, awards[2] ?? '', 'tranches/1/payment', paying, fay)).status).toBe(200);
    expect(await statusOf(2)).toBe('paid');
    const failed = { reference: payment(read.body, 1).reference, reasonCode: 'ACCOUNT_CLOSED' };
    const failing = await onAward(initiatives, awards[3] ?? '', 'tranches/1/instruction-failure', failed, fay);
    expect(failing.status).toBe(200);
    expect(await statusOf(3)).toBe('approved');
    expect((await batches.propose(accountId, [first(3)])).status).toBe(201);
  });

  it('is looked at again when it is released', async () => {
    const { initiatives, registry } = batches.harness;
    const made = await batches.propose(accountId, [first(4), { awardId: suspended, no: 1 }]);
    expect(made.status).toBe(201);
    const { token } = await registry.publish(
      'organisation',
      'Marsh Enders (sample)',
      organisationSuspended({ reasonCode: 'ANNUAL_RETURN_MISSING', from: '2026-02-10' }),
    );
    const refused = await initiatives.post(`/v1/payment-batches/${made.body.id}/release`, {
      as: gil,
      body: {},
      headers: { 'idempotency-key': 'release-suspended', 'consistency-token': token },
    });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'TRANCHES_NOT_PAYABLE', errors: [{ pointer: '/tranches/1', code: 'ORGANISATION_SUSPENDED' }] },
    });
    const cancelled = await batches.onBatch(made.body.id, 'cancellation', { reasonCode: 'APPLICANT_SUSPENDED' }, fay);
    expect(cancelled.status).toBe(200);
    await until(
      'the tranche is held',
      async () => (await batches.tranche(suspended))['status'] === 'held' || undefined,
    );
    expect(await statusOf(4)).toBe('approved');
  });
});

/** The payment that carries out an item of a batch. */
const payment = (batch: Readonly<Record<string, unknown>>, at: number) => {
  const { reference = '' } = (batch['payments'] as { reference: string }[])[at] ?? {};
  return { reference, entryReference: `E-${at}` };
};
