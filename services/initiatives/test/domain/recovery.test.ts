// What is due back of a terminated award: opened by its rules, repaid in increments, given up by two persons.
import { awardRecoveryOpened, awardRecoveryRepaid, awardRecoveryWaived, awardTerminated } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { ended, terminate } from '../../src/award/ending.ts';
import { balancesOf } from '../../src/award/ledger.ts';
import { acquit } from '../../src/award/payment.ts';
import { proposeToWaive, refuseToWaive, repay, waive } from '../../src/award/recovery.ts';
import { after, covered, known, on, paid } from './award-ground.ts';
import { euro } from './call-ground.ts';

const clawback = { trigger: 'ASSET_SOLD', withinYears: 5 };
const reason = 'PROJECT_ABANDONED';
const accounted = () => after(acquit(paid(), { no: 1, amount: euro('23000.00'), acquittedOn: on }, known('ben')));
const over = () => ended(accounted(), { reasonCode: reason, on }).state;
const back = (amount: string, reference = 'BACK-1', reasonCode?: string) => ({
  reference,
  amount: euro(amount),
  repaidOn: on,
  ...(reasonCode && { reasonCode }),
});
const giving = (amount: string) => ({ amount: euro(amount), reasonCode: 'COST_ABOVE_CLAIM', proposedOn: on });
const statusOf = (award: ReturnType<typeof over>) => award.recovery?.status;
const partly = () => after(repay(over(), back('400.00'), known('fay')));

describe('what is due back', () => {
  it('is what was paid and not accounted for, or nothing', () => {
    given(accounted(), { reasonCode: reason, on }, known('ana'))
      .when(terminate)
      .thenFacts(
        awardTerminated({ reasonCode: reason, on }),
        awardRecoveryOpened({ amount: euro('1000.00'), basis: 'not-acquitted', reasonCode: reason, openedOn: on }),
      );
    expect(ended(covered(), { reasonCode: reason, on }).state).not.toHaveProperty('recovery');
  });

  it('is all that was paid where the rules claim it back for this reason, until so many years after the payment', () => {
    const sold = (day: string) => ended(accounted(), { reasonCode: 'ASSET_SOLD', on: day }, clawback).state.recovery;
    expect(sold('2031-06-30')).toMatchObject({ basis: 'clawback', due: euro('24000.00') });
    expect(sold('2031-07-01')).toMatchObject({ basis: 'not-acquitted', due: euro('1000.00') });
    const { state } = ended(accounted(), { reasonCode: 'ASSET_SOLD', on }, clawback);
    const held = Object.fromEntries(balancesOf(state.ledger).map(({ account, minor }) => [account, minor]));
    expect(held).toMatchObject({
      'paid:central': 0n,
      'acquitted:central': 0n,
      'recoverable:central': 24_000_00n,
      'cancelled:central': 16_000_00n,
    });
  });

  it('comes back in increments up to what is due, each under a number of its own', () => {
    const value = { amount: euro('400.00'), base: euro('400.00'), rate: '1', rateDate: on };
    given(over(), back('400.00'), known('fay'))
      .when(repay)
      .thenFacts(awardRecoveryRepaid({ value, repaidOn: on }));
    expect(statusOf(partly())).toBe('partly-repaid');
    given(partly(), back('600.01', 'BACK-2'), known('fay'))
      .when(repay)
      .thenRejected('ABOVE_LIMIT', { rule: 'due', limit: '600.00 EUR', given: '600.01 EUR' });
    for (const used of ['BACK-1', 'PAY-1']) {
      given(partly(), back('1.00', used), known('fay')).when(repay).thenRejected('ALREADY_EXISTS', { what: used });
    }
    expect(statusOf(after(repay(partly(), back('600.00', 'BACK-2'), known('fay'))))).toBe('repaid');
    given(partly(), back('-400.00', 'BACK-2'), known('fay')).when(repay).thenRejected('REASON_REQUIRED');
    given(partly(), back('-400.01', 'BACK-2', 'WRONG_ENTRY'), known('fay'))
      .when(repay)
      .thenRejected('BELOW_LIMIT');
    expect(statusOf(after(repay(partly(), back('-400.00', 'BACK-2', 'WRONG_ENTRY'), known('fay'))))).toBe('open');
    given(covered(), back('1.00'), known('fay')).when(repay).thenRejected('NOT_FOUND');
  });

  it('is given up by two persons, up to what is still due when the second approves', () => {
    const proposed = after(proposeToWaive(partly(), giving('600.00'), known('fay')));
    expect(statusOf(proposed)).toBe('partly-repaid');
    const approving = { no: 1, approvedOn: on };
    given(proposed, approving, known('fay')).when(waive).thenRejected('FOUR_EYES');
    given(proposed, approving, known('ada'))
      .when(waive)
      .thenFacts(awardRecoveryWaived({ no: 1, amount: euro('600.00'), reasonCode: 'COST_ABOVE_CLAIM', waivedOn: on }));
    const waived = after(waive(proposed, approving, known('ada')));
    expect(statusOf(waived)).toBe('waived');
    given(waived, approving, known('max')).when(waive).thenRejected('WRONG_STATE');
    given(waived, giving('1.00'), known('fay')).when(proposeToWaive).thenRejected('WRONG_STATE', { state: 'waived' });
    given(partly(), giving('600.01'), known('fay')).when(proposeToWaive).thenRejected('ABOVE_LIMIT');
    const meanwhile = after(repay(proposed, back('100.00', 'BACK-2'), known('fay')));
    given(meanwhile, approving, known('ada'))
      .when(waive)
      .thenRejected('ABOVE_LIMIT', { rule: 'due', limit: '500.00 EUR', given: '600.00 EUR' });
  });

  it('stays due where giving up a part of it is refused, which nobody can approve any more', () => {
    const waiting = after(proposeToWaive(over(), giving('1000.00'), known('fay')));
    const refused = after(refuseToWaive(waiting, { no: 1, refusedOn: on }, known('ada')));
    expect(refused.recovery).toMatchObject({ status: 'open', waivers: [{ no: 1, refusedOn: on }] });
    expect(refused.ledger).toEqual(waiting.ledger);
    given(refused, { no: 1, approvedOn: on }, known('ada'))
      .when(waive)
      .thenRejected('WRONG_STATE', { state: 'refused', needed: 'proposed' });
    given(refused, { no: 1, refusedOn: on }, known('ada'))
      .when(refuseToWaive)
      .thenRejected('WRONG_STATE', { state: 'refused', needed: 'proposed' });
    given(waiting, { no: 2, refusedOn: on }, known('ada')).when(refuseToWaive).thenRejected('NOT_FOUND');
    given(waiting, { no: 1, refusedOn: '2026-06-29' }, known('ada')).when(refuseToWaive).thenRejected('DATES_REVERSED');
    const again = after(proposeToWaive(refused, giving('400.00'), known('fay')));
    expect(after(waive(again, { no: 2, approvedOn: on }, known('ada'))).recovery?.waived).toEqual(euro('400.00'));
  });
});
