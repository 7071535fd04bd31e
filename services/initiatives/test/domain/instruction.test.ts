// The order to the bank to pay a tranche: one at a time, from a batch that cannot have it again once it was taken back.
import { type Award, awardTrancheInstructed, awardTrancheRecalled, toMinor } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { propose } from '../../src/award/amendment.ts';
import { terminate } from '../../src/award/ending.ts';
import { fail, instruct, recalled, refuseRelease } from '../../src/award/instruction.ts';
import { balancesOf } from '../../src/award/ledger.ts';
import { hold, pay } from '../../src/award/tranches.ts';
import { after, amending, approved, known, on, payee } from './award-ground.ts';

const batchId = '0190a1b2-0000-7000-8000-00000000000b';
const order = { no: 1, batchId, reference: 'ORDER-1', on, executeOn: on };
const payable = () => ({ ...approved(), payee });
const fay = known('fay');
const sent = { ...fay, sentBatches: [batchId] };
const gil = { ...known('gil', { organisation: { periods: [], suspended: true } }) };

function instructed() {
  const decision = instruct(payable(), order, fay);
  if (decision === 'unchanged') throw new Error('it is new');
  return after(decision);
}
const ordered = (award = instructed()) =>
  balancesOf(award.ledger).find(({ account }) => account === 'instructed:central')?.minor;

describe('an order to the bank', () => {
  it('is given for an approved tranche with an account that may be used, and the same again changes nothing', () => {
    expect(ordered()).toBe(toMinor({ amount: '24000.00', currency: 'EUR' }));
    expect(instruct(instructed(), order, fay)).toBe('unchanged');
    given(payable(), order, fay)
      .when((...of) => {
        const decision = instruct(...of);
        if (decision === 'unchanged') throw new Error('it is new');
        return decision;
      })
      .thenFacts(awardTrancheInstructed({ no: 1, batchId, instructedOn: on }));
    const refused = (award: Award = payable(), changed = {}, who = fay) =>
      instruct(award, { ...order, ...changed }, who);
    expect(refused(approved())).toMatchObject({ rejected: 'PAYEE_NOT_USABLE' });
    expect(refused(payable(), { no: 2 })).toMatchObject({ rejected: 'WRONG_STATE', values: { state: 'held' } });
    expect(refused(payable(), { no: 9 })).toMatchObject({ rejected: 'NOT_FOUND' });
    expect(refused(payable(), { on: '2026-06-29' })).toMatchObject({ rejected: 'DATES_REVERSED' });
    const young = { ...payable(), payee: { current: { ...payee.current, usableFrom: '2026-07-01' } } };
    expect(refused(young)).toMatchObject({ rejected: 'PAYEE_NOT_USABLE' });
    expect(refused(young, { executeOn: '2026-07-01' })).toHaveProperty('events');
    expect(refused(payable(), {}, gil)).toMatchObject({ rejected: 'ORGANISATION_SUSPENDED' });
    expect(refused(instructed(), { batchId: 'another' })).toMatchObject({ values: { state: 'instructed' } });
  });

  it('lets nothing else pay, hold, amend or end what the bank has', () => {
    const award = instructed();
    given(award, { no: 1, reference: 'OTHER', paidOn: on }, sent).when(pay).thenRejected('OTHER_PAYMENT');
    given(award, { no: 1, reference: 'ORDER-1', paidOn: on }, fay).when(pay).thenRejected('BATCH_NOT_SENT');
    given(award, { no: 1, reasonCode: 'AUDIT', on }, fay).when(hold).thenRejected('WRONG_STATE');
    given(award, { reasonCode: 'STOPPED', on }, fay)
      .when(terminate)
      .thenRejected('TRANCHE_INSTRUCTED', { no: 1, batchId });
    const whole = [
      { no: 1, amount: { amount: '40000.00', currency: 'EUR' }, counterpart: { amount: '40000.00', currency: 'EUR' } },
    ].map((one) => ({ ...one, dueOn: '2027-03-31', requires: ['RESULT'] }));
    given(award, { reasonCode: 'DELAY', proposedOn: on, tranches: whole }, amending('ben'))
      .when(propose)
      .thenRejected('AMENDMENT_NOT_TAKEN');
  });

  it('is carried out under its own number, once, whatever has become of the applicant', () => {
    const paying = { no: 1, reference: 'ORDER-1', entryReference: 'STMT-7', paidOn: on };
    const award = after(pay(instructed(), paying, { ...gil, sentBatches: [batchId] }));
    expect(award.tranches[0]).toMatchObject({ status: 'paid', payment: { entryReference: 'STMT-7' } });
    expect(award.tranches[0]).not.toHaveProperty('instruction');
    expect(ordered(award)).toBe(0n);
    given(award, paying, sent).when(pay).thenRejected('WRONG_STATE');
    expect(instruct(award, { ...order, batchId: 'another' }, fay)).toMatchObject({ rejected: 'WRONG_STATE' });
  });

  it('is taken back for good, also before it has come', () => {
    const why = { no: 1, batchId, reasonCode: 'WRONG_DAY', on };
    const back = recalled(instructed(), why, fay);
    if (back === 'unchanged' || 'rejected' in back) throw new Error('it was instructed');
    expect(back.events).toEqual([awardTrancheRecalled({ no: 1, batchId, reasonCode: 'WRONG_DAY', recalledOn: on })]);
    expect(back.state.tranches[0]).toMatchObject({ status: 'approved', approvals: [{}, {}] });
    expect(recalled(back.state, why, fay)).toBe('unchanged');
    expect(instruct(back.state, order, fay)).toMatchObject({ rejected: 'CONFLICT' });
    expect(instruct(back.state, { ...order, batchId: 'another' }, fay)).toHaveProperty('events');
    const late = recalled(payable(), why, fay);
    if (late === 'unchanged' || 'rejected' in late) throw new Error('it is barred');
    expect(instruct(late.state, order, fay)).toMatchObject({ rejected: 'CONFLICT' });
    const held = recalled(instructed(), why, gil);
    expect(held).toMatchObject({ state: { tranches: [{ status: 'held', reasonCode: 'APPLICANT_SUSPENDED' }, {}] } });
  });

  it('that the bank did not carry out is entered under its number, once it was sent', () => {
    const failed = { no: 1, reference: 'ORDER-1', reasonCode: 'ACCOUNT_CLOSED', failedOn: on };
    given(instructed(), failed, fay).when(fail).thenRejected('BATCH_NOT_SENT');
    given(instructed(), { ...failed, reference: 'X' }, sent)
      .when(fail)
      .thenRejected('OTHER_PAYMENT');
    given(payable(), failed, sent).when(fail).thenRejected('WRONG_STATE');
    expect(after(fail(instructed(), failed, sent)).tranches[0]).toMatchObject({ status: 'approved' });
  });

  it('is looked at again before its batch is released', () => {
    const of = { no: 1, batchId, payeeNo: 1, on };
    expect(refuseRelease(instructed(), of, fay)).toBeUndefined();
    expect(refuseRelease(payable(), of, fay)).toMatchObject({ values: { state: 'approved' } });
    expect(refuseRelease(instructed(), of, gil)).toMatchObject({ rejected: 'ORGANISATION_SUSPENDED' });
    expect(refuseRelease(instructed(), { ...of, payeeNo: 2 }, fay)).toMatchObject({ rejected: 'PAYEE_NOT_USABLE' });
    const young = { ...instructed(), payee: { current: { ...payee.current, usableFrom: '2026-07-01' } } };
    expect(refuseRelease(young, of, fay)).toMatchObject({ rejected: 'PAYEE_NOT_USABLE' });
    const [contribution] = instructed().contributions;
    if (contribution === undefined) throw new Error('it is covered');
    const short = {
      ...instructed(),
      contributions: [{ ...contribution, verified: { amount: '0.00', currency: 'EUR' } }],
    };
    expect(refuseRelease(short, of, fay)).toMatchObject({ values: { state: 'held (COUNTERPART_SHORT)' } });
  });
});
