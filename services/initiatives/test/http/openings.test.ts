// Awards of before over HTTP: taken in once by two persons, within the envelope of their call, on an open day.
import type { Answered, Caller } from '@tributary/testkit';
import { until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toldInFeed } from './application-steps.ts';
import { onAward } from './award-steps.ts';
import { callOf, opened, openProgramme } from './call-steps.ts';
import { type Harness, startHarness } from './harness.ts';

const [fay, gil, ada] = ['finance@MFIN:fay', 'finance@MFIN:gil', 'approver@MLOC:ada'] as const;
const euro = (amount: string) => ({ amount, currency: 'EUR' });

let harness: Harness;
let programmeId: string;
beforeAll(async () => {
  harness = await startHarness();
  programmeId = await openProgramme(harness.initiatives, 'BEFORE');
});
afterAll(() => harness.installation.close());

let last = 0;
function balancesOf(changed: object = {}) {
  last += 1;
  return {
    formerNumber: `HM-${last}`,
    sourceRef: 'AUDIT-2026/7',
    programmeId,
    area: 'Torva',
    grantedOn: '2019-03-01',
    signedOn: '2019-04-01',
    title: { en: 'Water for Upper Torva (sample)' },
    plannedStartOn: '2019-05-01',
    cost: euro('50000.00'),
    shares: [
      { party: 'central', role: 'central', amount: euro('30000.00') },
      { party: 'diaspora', role: 'diaspora', amount: euro('20000.00') },
    ],
    contributions: [
      {
        role: 'diaspora',
        form: 'cash',
        pledged: euro('20000.00'),
        received: euro('9000.00'),
        verified: euro('8000.00'),
      },
    ],
    tranches: [
      { amount: euro('20000.00'), dueOn: '2019-06-01', payment: { reference: `OLD-${last}`, paidOn: '2019-06-03' } },
      { amount: euro('10000.00'), dueOn: '2199-06-01' },
    ],
    ...changed,
  };
}

let asked = 0;
function propose(body: object, as: Caller = fay, key = `opening-${asked}`) {
  asked += 1;
  return harness.initiatives.post('/v1/awards', { as, body, headers: { 'idempotency-key': key } });
}
const read = (id: string) => harness.initiatives.get(`/v1/awards/${id}`, { as: 'analyst@MECO' });
const approve = (id: string, as: Caller = ada, key?: string) =>
  onAward(harness.initiatives, id, 'opening/approval', {}, as, key);

async function proposed(changed: object = {}): Promise<string> {
  const { status, text, body } = await propose(balancesOf(changed));
  if (status !== 201) throw new Error(text);
  return body.id;
}

describe('an award of before', () => {
  it('belongs to the ministry of its programme, and is taken in by another person', async () => {
    const body = balancesOf();
    const first = await propose(body, fay, 'once');
    expect(first).toMatchObject({ status: 201, body: { status: 'proposed' } });
    expect((await propose(body, fay, 'once')).text).toBe(first.text);
    const { id } = first.body;
    expect((await read(id)).body).toMatchObject({ ministry: 'MLOC', status: 'proposed', ledger: [] });
    expect(await approve(id, 'approver@MLOC:fay')).toMatchObject({ status: 403, body: { code: 'FOUR_EYES' } });
    expect(await approve(id, 'approver@MECO:leo')).toMatchObject({ status: 403 });
    expect(await approve(id, 'approver@MLOC:tributary-cli')).toMatchObject({ status: 403 });
    expect(await approve(id)).toMatchObject({ status: 200, body: { status: 'signed' } });
    const award = await read(id);
    expect(award.body).toMatchObject({
      status: 'signed',
      opening: { formerNumber: body.formerNumber, sourceRef: 'AUDIT-2026/7' },
      tranches: [
        { no: 1, status: 'paid' },
        { no: 2, status: 'eligible' },
      ],
      ledger: [{ no: 1, fact: 'opened' }],
    });
    expect(award.text).not.toMatch(/fay|proposedBy|paidBy/);
    const balance = await harness.initiatives.get(`/v1/awards/${id}/ledger`, { as: 'analyst@MECO' });
    const accounts = balance.body['accounts'] as { account: string; debit: string; credit: string }[];
    expect(accounts.find(({ account }) => account === 'opening')).toMatchObject({ credit: '70000.00' });
    const initiativeId = String(award.body['initiativeId']);
    const initiative = await until('its initiative', async () => {
      const { status, body: of } = await harness.initiatives.get(`/v1/initiatives/${initiativeId}`, { as: ada });
      return status === 200 ? of : undefined;
    });
    expect(initiative).toMatchObject({ awardId: id, ministry: 'MLOC' });
    const told = await toldInFeed(harness, id, 'initiatives.award.opened.v1', ada, 1);
    expect(JSON.stringify(told)).not.toMatch(/fay|ada/);
  });

  it('goes on: what is left is verified, approved and paid, and nothing twice under a number of before', async () => {
    const body = balancesOf();
    const { id } = (await propose(body)).body;
    await approve(id);
    const amount = euro('11000.00');
    const steps: readonly (readonly [string, object, Caller, number])[] = [
      ['contributions/1/receipt', { amount }, 'officer@MLOC:ben', 200],
      ['contributions/1/receipt', { amount: euro('0.01') }, 'officer@MLOC:ben', 422],
      ['contributions/1/verification', { amount }, fay, 403],
      ['contributions/1/verification', { amount }, gil, 200],
      ['tranches/2/approvals', {}, ada, 200],
      ['tranches/2/approvals', {}, 'approver@MLOC:max', 200],
      ['tranches/2/payment', { reference: `OLD-${last}` }, gil, 409],
      ['tranches/2/payment', { reference: `NEW-${last}` }, gil, 200],
    ];
    for (const [action, asked, as, status] of steps) {
      expect([action, (await onAward(harness.initiatives, id, action, asked, as)).status]).toEqual([action, status]);
    }
    expect(await propose({ ...balancesOf(), formerNumber: body.formerNumber })).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_EXISTS', errors: [{ pointer: '/formerNumber' }] },
    });
    const again = balancesOf();
    const [tranche, rest] = again.tranches;
    const payment = { ...tranche?.payment, reference: `NEW-${last - 2}` };
    expect(await propose({ ...again, tranches: [{ ...tranche, payment }, rest] })).toMatchObject({
      status: 409,
      body: { errors: [{ pointer: '/tranches/0/payment/reference' }] },
    });
  });

  it('is taken in once of fifty approvals at once, and takes of the envelope of its call once', async () => {
    const envelope = euro('50000.00');
    const callId = await opened(harness.initiatives, { ...callOf(programmeId, 'BEFORE-1'), envelope });
    const [one, other] = [await proposed({ callId }), await proposed({ callId })];
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) => approve(at % 2 === 0 ? one : other, ada, `race-${at}`)),
    );
    const codes = (of: readonly Answered[]) => new Set(of.map(({ status, body }) => body.code ?? status));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect([...codes(answers)].every((code) => [200, 'WRONG_STATE', 'ENVELOPE_EXHAUSTED'].includes(code))).toBe(true);
    const states = await Promise.all([one, other].map(async (id) => (await read(id)).body['status']));
    expect(states.sort()).toEqual(['proposed', 'signed']);
    const waiting = states.indexOf('proposed');
    const left = (await read(one)).body['status'] === 'proposed' ? one : other;
    expect(waiting).toBe(0);
    expect(await approve(left)).toMatchObject({
      status: 409,
      body: { code: 'ENVELOPE_EXHAUSTED', detail: expect.stringContaining('20000.00') },
    });
    const refused = await onAward(harness.initiatives, left, 'opening/refusal', {}, ada);
    expect(refused).toMatchObject({ status: 200, body: { status: 'refused' } });
  });

  it('is of an open day, and its payments of before may be of closed ones', async () => {
    const closing = { as: fay, body: { closedUntil: '2020-12-31' }, headers: { 'if-none-match': '*' } };
    expect((await harness.initiatives.put('/v1/fiscal-closings/MLOC', closing)).status).toBe(201);
    expect(await propose(balancesOf({ openedOn: '2020-06-30' }))).toMatchObject({
      status: 422,
      body: { code: 'PERIOD_CLOSED', errors: [{ pointer: '/openedOn' }] },
    });
    expect((await approve(await proposed({ openedOn: '2021-01-01' }))).status).toBe(200);
  });
});
