// Statements of banks over HTTP: what they say is proposed, and recorded once, when a person has confirmed it.
import { createHash } from 'node:crypto';
import type { Answered, Caller } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Line, statementFile } from '../statement.ts';
import { fay, gil, startBatches } from './batch-steps.ts';

let batches: Awaited<ReturnType<typeof startBatches>>;
let awards: string[];
let references: string[];
let today: string;
beforeAll(async () => {
  batches = await startBatches('STATEMENTS');
  const accountId = await batches.debtorAccount();
  awards = [await batches.payable(), await batches.payable(), await batches.payable()];
  batches.twoDaysLater();
  today = batches.now().toISOString().slice(0, 10);
  const tranches = awards.map((awardId) => ({ awardId, no: 1 }));
  const { body } = await batches.propose(accountId, tranches);
  for (const [action, asked, as] of [
    ['release', {}, gil],
    ['file', { reasonCode: 'PAYMENT' }, fay],
  ] as const) {
    const { status, text } = await batches.onBatch(body.id, action, asked, as);
    if (status !== 200) throw new Error(text);
  }
  const read = await batches.harness.initiatives.get(`/v1/payment-batches/${body.id}`, { as: fay });
  references = (read.body['payments'] as unknown as { reference: string }[]).map(({ reference }) => reference);
});
afterAll(() => batches.harness.installation.close());

let last = 0;
function enter(file: string, as: Caller = fay, type = 'application/xml'): Promise<Answered> {
  const sha256 = createHash('sha256').update(file).digest('hex');
  return batches.harness.initiatives.post(`/v1/bank-statements?sha256=${sha256}`, {
    as,
    raw: Buffer.from(file),
    headers: { 'content-type': type },
  });
}
function confirm(id: string, no: number, as: Caller = fay, key?: string): Promise<Answered> {
  last += 1;
  const path = `/v1/bank-statements/${id}/entries/${no}/confirmation`;
  return batches.harness.initiatives.post(path, {
    as,
    body: {},
    headers: { 'idempotency-key': key ?? `entry-${last}` },
  });
}
const read = async (id: string, as: Caller = fay) =>
  (await batches.harness.initiatives.get(`/v1/bank-statements/${id}`, { as })).body;
const line = (at: number, changed: Line = {}): Line => ({
  endToEndId: references[at] ?? '',
  bookedOn: today,
  ...changed,
});
const tranche = (at: number) => batches.tranche(awards[at] ?? '');

describe('a statement', () => {
  it('proposes what it says of orders, which a person confirms once, of many at once', async () => {
    const file = statementFile([line(0, { reference: 'BK-77' }), line(1, { amount: '1.00' }), { endToEndId: 'OTHER' }]);
    const entered = await enter(file);
    expect(entered).toMatchObject({ status: 201, body: { status: 'open' } });
    const { id } = entered.body;
    expect(await read(id)).toMatchObject({
      statementIds: ['STMT-1'],
      entries: [
        { no: 1, proposal: { kind: 'payment', awardId: awards[0], tranche: 1 } },
        { no: 2, unmatched: 'AMOUNT_DIFFERS' },
        { no: 3, unmatched: 'REFERENCE_UNKNOWN' },
      ],
    });
    expect(await tranche(0)).toMatchObject({ status: 'instructed' });
    expect((await confirm(id, 1, 'finance@MLOC:eli')).status).toBe(404);
    expect((await confirm(id, 1, 'finance@MFIN:tributary-cli')).status).toBe(403);
    expect(await confirm(id, 2)).toMatchObject({ status: 409, body: { code: 'ENTRY_NOT_PROPOSED' } });
    const answers = await Promise.all(Array.from({ length: 12 }, () => confirm(id, 1)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'ENTRY_NOT_PROPOSED')).toHaveLength(11);
    expect(await tranche(0)).toMatchObject({
      status: 'paid',
      payment: { reference: references[0], entryReference: 'BK-77', paidOn: today },
    });
    expect(await read(id)).toMatchObject({ status: 'closed', entries: [{ recordedOn: today }, {}, {}] });
    expect((await batches.harness.initiatives.get(`/v1/bank-statements/${id}`, { as: 'finance@MLOC' })).status).toBe(
      404,
    );
  });

  it('proposes nothing new when it is sent again', async () => {
    const file = statementFile([line(0)], '08', 'STMT-2');
    expect((await enter(file)).status).toBe(201);
    expect(await enter(file)).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_EXISTS', errors: [{ pointer: '/query/sha256' }] },
    });
    const other = await enter(`${file}\n`);
    expect(await read(other.body.id)).toMatchObject({ status: 'closed', entries: [{ unmatched: 'RECORDED_ALREADY' }] });
  });

  it('goes on after it was cut short between the award and the entry', async () => {
    const twice = [await enter(statementFile([line(1)], '08', 'A')), await enter(statementFile([line(1)], '08', 'B'))];
    const [first, second] = twice.map(({ body }) => body.id);
    expect((await confirm(first ?? '', 1, fay, 'one')).status).toBe(200);
    // of the other statement the award knows what the entry does not: as after a kill between the two
    expect((await confirm(second ?? '', 1, fay, 'two')).status).toBe(200);
    expect((await confirm(second ?? '', 1, fay, 'two')).status).toBe(200);
    expect(await tranche(1)).toMatchObject({ status: 'paid' });
    const { body } = await batches.harness.initiatives.get(`/v1/awards/${awards[1]}/ledger`, { as: 'analyst@MECO' });
    expect(body['accounts']).toContainEqual(expect.objectContaining({ account: 'paid:central', debit: '24000.00' }));
  });

  it('takes a payment back that was returned, by another person', async () => {
    const returned = { direction: 'CRDT', returned: 'AC04', reference: 'BK-78' } as const;
    const { body } = await enter(statementFile([line(2), line(2, returned)], '08', 'RETURNS'));
    expect(await confirm(body.id, 2)).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
    expect((await confirm(body.id, 1)).status).toBe(200);
    expect(await confirm(body.id, 2)).toMatchObject({ status: 403, body: { code: 'FOUR_EYES' } });
    expect((await confirm(body.id, 2, gil)).status).toBe(200);
    expect(await tranche(2)).toMatchObject({
      status: 'approved',
      reversals: [{ reference: references[2], reasonCode: 'RETURNED_BY_BANK/AC04' }],
    });
  });

  it('is refused where it is something else, and says what', async () => {
    expect(await enter(':20:STARTUMS\n:25:1234')).toMatchObject({
      status: 422,
      body: { code: 'STATEMENT_NOT_READ', detail: expect.stringContaining('SWIFT MT940') },
    });
    expect((await enter('{}', fay, 'application/json')).status).toBe(415);
    const wrong = await batches.harness.initiatives.post(`/v1/bank-statements?sha256=${'0'.repeat(64)}`, {
      as: fay,
      raw: Buffer.from(statementFile([])),
      headers: { 'content-type': 'application/xml' },
    });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'EVIDENCE_OF_OTHER_DIGEST' } });
  });
});
