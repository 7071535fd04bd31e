// Amendments of awards over HTTP, and what is due back after their end: two persons each, and nothing is overwritten.
import { type Caller, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organisationOf } from './application-steps.ts';
import { approvedFor, onAward, signedFor } from './award-steps.ts';
import { callOf, opened, openProgramme } from './call-steps.ts';
import { type Harness, startHarness } from './harness.ts';

let harness: Harness;
let callId: string;
let circle: { readonly id: string; readonly token: string };
beforeAll(async () => {
  harness = await startHarness();
  const programmeId = await openProgramme(harness.initiatives, 'AMENDED');
  callId = await opened(harness.initiatives, {
    ...callOf(programmeId, 'AMENDED-1'),
    envelope: { amount: '9000000.00', currency: 'EUR' },
  });
  circle = await organisationOf(harness, 'Torva Highland Circle (sample)', 'recognised');
});
afterAll(() => harness.installation.close());

const euro = (amount: string) => ({ amount, currency: 'EUR' });
const read = async (id: string) => (await harness.initiatives.get(`/v1/awards/${id}`, { as: 'analyst@MECO' })).body;
const ask = (id: string, action: string, body: object, as: Caller) =>
  onAward(harness.initiatives, id, action, body, as);
const [ben, fay, ada] = ['officer@MLOC:ben', 'finance@MFIN:fay', 'approver@MLOC:ada'] as const;
const later = { reasonCode: 'WORKS_DELAYED', plannedEndOn: '2199-12-31' };
const propose = (id: string, body: object, seq: unknown, as: Caller = ben) =>
  harness.initiatives.post(`/v1/awards/${id}/amendments`, { as, body, headers: { 'if-match': `"${seq}"` } });

describe('an amendment', () => {
  it('is proposed on the award as it was read, once of fifty at once, and moves the end of the initiative', async () => {
    const { awardId } = await signedFor(harness, callId, circle);
    const { seq, initiativeId } = await read(awardId);
    const bare = await harness.initiatives.post(`/v1/awards/${awardId}/amendments`, { as: ben, body: later });
    expect(bare).toMatchObject({ status: 428 });
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) => propose(awardId, later, seq, `officer@MLOC:person-${at}`)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(49);
    const approve = (as: Caller) => ask(awardId, 'amendments/1/approval', {}, as);
    expect(await approve('approver@MLOC:tributary-cli')).toMatchObject({ status: 403 });
    expect(await approve('approver@MECO:ada')).toMatchObject({ status: 403 });
    const approvals = await Promise.all(Array.from({ length: 20 }, (_, at) => approve(`approver@MLOC:chief-${at}`)));
    expect(approvals.filter(({ status }) => status === 200)).toHaveLength(1);
    const award = await read(awardId);
    expect(award).toMatchObject({
      project: { plannedEndOn: '2199-12-31' },
      amendments: [{ no: 1, status: 'approved', plannedEndOn: '2199-12-31' }],
    });
    expect(JSON.stringify(award)).not.toMatch(/person-|chief-|proposedBy/);
    await until('the end of the initiative', async () => {
      const { body } = await harness.initiatives.get(`/v1/initiatives/${initiativeId}`, { as: 'analyst@MECO' });
      return body['plannedEndOn'] === '2199-12-31' || undefined;
    });
  });

  it('that changes nothing is refused, and one of the tranches names where and what would pass', async () => {
    const { awardId } = await approvedFor(harness, callId, circle);
    const { seq } = await read(awardId);
    expect(await propose(awardId, { reasonCode: 'DELAY' }, seq)).toMatchObject({ status: 400 });
    const tranche = { amount: euro('40000.01'), dueOn: '2199-12-31', counterpart: euro('40000.00'), requires: [] };
    expect(await propose(awardId, { reasonCode: 'DELAY', tranches: [tranche] }, seq)).toMatchObject({
      status: 422,
      body: { code: 'AMENDMENT_NOT_TAKEN', errors: [{ pointer: '/tranches' }] },
    });
    const shares = [
      { party: 'central', amount: euro('40000.00') },
      { party: 'local', amount: euro('10000.00') },
      { party: 'diaspora', amount: euro('30000.00') },
    ];
    const whole = { ...tranche, amount: euro('40000.00'), requires: ['RESULT'] };
    expect((await propose(awardId, { reasonCode: 'DELAY', shares, tranches: [whole] }, seq)).status).toBe(200);
    expect((await ask(awardId, 'amendments/1/approval', {}, 'approver@MLOC:ben')).body.code).toBe('FOUR_EYES');
    expect((await ask(awardId, 'amendments/1/approval', {}, ada)).status).toBe(200);
    const { tranches, shares: amended } = await read(awardId);
    expect(amended).toMatchObject(shares.map(({ party, amount }) => ({ party, value: { amount } })));
    expect(tranches).toMatchObject([{ status: 'cancelled' }, { status: 'cancelled' }, { no: 3, status: 'held' }]);
    const paying = await ask(awardId, 'tranches/1/payment', { reference: 'AMENDED-1' }, fay);
    expect(paying).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
  });
});

describe('what is due back', () => {
  it('comes back once of fifty repayments under one number, and what is given up takes two persons', async () => {
    const { awardId } = await approvedFor(harness, callId, circle);
    await ask(awardId, 'tranches/1/payment', { reference: 'DUE-1' }, fay);
    await ask(awardId, 'tranches/1/acquittal', { amount: euro('23000.00') }, ben);
    expect((await ask(awardId, 'recovery/repayments', { reference: 'DUE-2', amount: euro('1.00') }, fay)).status).toBe(
      404,
    );
    await ask(awardId, 'termination', { reasonCode: 'STOPPED' }, ben);
    const back = { reference: 'DUE-2', amount: euro('600.00') };
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(awardId, 'recovery/repayments', back, fay)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'ALREADY_EXISTS')).toHaveLength(49);
    const waiver = { amount: euro('400.00'), reasonCode: 'COST_ABOVE_CLAIM' };
    expect((await ask(awardId, 'recovery/waivers', waiver, fay)).status).toBe(200);
    const approve = (as: Caller) => ask(awardId, 'recovery/waivers/1/approval', {}, as);
    expect(await approve('approver@MLOC:fay')).toMatchObject({ status: 403, body: { code: 'FOUR_EYES' } });
    expect((await approve(ada)).status).toBe(200);
    const award = await read(awardId);
    expect(award).toMatchObject({
      recovery: { status: 'waived', due: euro('1000.00'), repaid: euro('600.00'), waived: euro('400.00') },
    });
    expect(JSON.stringify(award)).not.toContain('proposedBy');
    const other = await approvedFor(harness, callId, circle);
    const taken = await ask(other.awardId, 'tranches/1/payment', { reference: 'DUE-2' }, fay);
    expect(taken).toMatchObject({ status: 409, body: { code: 'ALREADY_EXISTS' } });
  });
});
