// A payment after it was made: taken back by another person, and accounted for.
import { awardPaymentReversed, awardTrancheAcquitted, awardTrancheHeld } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { acquit, reverse } from '../../src/award/payment.ts';
import { pay } from '../../src/award/tranches.ts';
import { after, approved, known, on, paid, payment } from './award-ground.ts';
import { euro } from './call-ground.ts';

const back = { no: 1, reference: 'PAY-1', reasonCode: 'RETURNED_BY_BANK', reversedOn: on };
const spent = (amount: string, reasonCode?: string) => ({
  no: 1,
  amount: euro(amount),
  acquittedOn: on,
  ...(reasonCode && { reasonCode }),
});
const reversed = () => after(reverse(paid(), back, known('gil')));

describe('a payment', () => {
  it('is taken back whole by the rate at which it was made, and its tranche can be paid again', () => {
    const value = { amount: euro('-24000.00'), base: euro('-24000.00'), rate: '1', rateDate: on };
    given(paid(), back, known('gil'))
      .when(reverse)
      .thenFacts(awardPaymentReversed({ no: 1, value, paidOn: on, reversedOn: on, reasonCode: 'RETURNED_BY_BANK' }));
    expect(reversed().tranches[0]).toMatchObject({
      status: 'approved',
      approvals: [{}, {}],
      reversals: [{ reference: 'PAY-1', reasonCode: 'RETURNED_BY_BANK' }],
    });
    expect(reversed().tranches[0]).not.toHaveProperty('payment');
    const again = after(pay(reversed(), { ...payment, reference: 'PAY-2' }, known('fay')));
    expect(again.tranches[0]).toMatchObject({ status: 'paid', payment: { reference: 'PAY-2' } });
  });

  it('is taken back by a person who did not enter it, once, and by its own number', () => {
    given(paid(), back, known('fay')).when(reverse).thenRejected('FOUR_EYES');
    given(paid(), { ...back, reference: 'PAY-2' }, known('gil'))
      .when(reverse)
      .thenRejected('OTHER_PAYMENT', { reference: 'PAY-1', given: 'PAY-2' });
    given(reversed(), back, known('gil')).when(reverse).thenRejected('WRONG_STATE', { state: 'approved' });
    given(approved(), back, known('gil')).when(reverse).thenRejected('WRONG_STATE');
    given(paid(), { ...back, no: 3 }, known('gil'))
      .when(reverse)
      .thenRejected('NOT_FOUND');
    given(paid(), { ...back, reversedOn: '2026-06-29' }, known('gil'))
      .when(reverse)
      .thenRejected('DATES_REVERSED');
  });

  it('keeps its reference when it was taken back, so that nothing is paid under it again', () => {
    given(reversed(), payment, known('fay')).when(pay).thenRejected('ALREADY_EXISTS', { what: 'PAY-1' });
  });

  it('leaves its tranche held where the applicant is suspended meanwhile', () => {
    const suspended = known('gil', { organisation: { periods: [], suspended: true } });
    const { tranches, ledger } = after(reverse(paid(), back, suspended));
    expect(tranches[0]).toMatchObject({ status: 'held', reasonCode: 'APPLICANT_SUSPENDED', approvals: [] });
    expect(ledger.at(-1)).toMatchObject({
      fact: awardTrancheHeld.type.split('.')[2],
      postings: [
        { account: 'approved:central', amount: euro('-24000.00') },
        { account: 'committed:central', amount: euro('24000.00') },
      ],
    });
  });

  it('is accounted for up to what was paid, and is not taken back while any of it is', () => {
    given(paid(), spent('24000.00'), known('ben'))
      .when(acquit)
      .thenFacts(awardTrancheAcquitted({ no: 1, amount: euro('24000.00'), acquittedOn: on }));
    given(paid(), spent('24000.01'), known('ben'))
      .when(acquit)
      .thenRejected('ABOVE_LIMIT', { rule: 'payment', limit: '24000.00 EUR', given: '24000.01 EUR' });
    const all = after(acquit(paid(), spent('24000.00'), known('ben')));
    expect(all.tranches[0]).toMatchObject({ status: 'acquitted' });
    given(all, back, known('gil')).when(reverse).thenRejected('ACQUITTED', { amount: '24000.00 EUR' });
    given(all, spent('-0.01'), known('ben')).when(acquit).thenRejected('REASON_REQUIRED');
    given(all, spent('-24000.01', 'WRONG_ENTRY'), known('ben')).when(acquit).thenRejected('BELOW_LIMIT');
    const none = after(acquit(all, spent('-24000.00', 'WRONG_ENTRY'), known('ben')));
    expect(none.tranches[0]).toMatchObject({ status: 'paid', acquitted: euro('0.00') });
    given(none, back, known('gil')).when(reverse).thenState({ status: 'signed' });
    given(approved(), spent('1.00'), known('ben')).when(acquit).thenRejected('WRONG_STATE');
  });
});
