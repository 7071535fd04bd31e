// The books of a ministry: what is dated on a closed day is not posted, and nothing else is refused for it.
import { type FiscalClosing, isRejection } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reverse } from '../../src/award/payment.ts';
import { firstOpenDay, inOpenPeriod, refuseClosed } from '../../src/award/period.ts';
import { pay } from '../../src/award/tranches.ts';
import { close, FINAL_AFTER_MS, reopen } from '../../src/fiscal-closing/decisions.ts';
import { approved, known, on, paid, payment } from './award-ground.ts';

const fay = known('fay');
const until = (closedUntil: string) => ({ of: 'MLOC', closedUntil });
function closed(closedUntil = '2026-05-31', before?: FiscalClosing): FiscalClosing {
  const decision = close(before, until(closedUntil), fay);
  if (isRejection(decision)) throw new Error(decision.rejected);
  return decision.state;
}

describe('the books of a ministry', () => {
  it('are closed forwards, until a day that is over', () => {
    expect(closed()).toMatchObject({ of: 'MLOC', closedUntil: '2026-05-31', closedBy: 'fay' });
    expect(closed().finalAt).toBe(new Date(fay.now.getTime() + FINAL_AFTER_MS).toISOString());
    expect(closed('2026-06-29', closed()).closedUntil).toBe('2026-06-29');
    expect(close(closed(), until('2026-05-30'), fay)).toMatchObject({ rejected: 'DATES_REVERSED' });
    expect(close(undefined, until(on), fay)).toMatchObject({ rejected: 'FUTURE_DATE' });
  });

  it('are reopened by another person, with a reason', () => {
    const asked = { closedUntil: '2026-03-31', reasonCode: 'LATE_ENTRY' };
    given(closed(), asked, fay).when(reopen).thenRejected('FOUR_EYES');
    given(closed(), { ...asked, closedUntil: '2026-06-01' }, known('gil'))
      .when(reopen)
      .thenRejected('DATES_REVERSED');
    const part = reopen(closed(), asked, known('gil'));
    expect(part).toMatchObject({ state: asked });
    const whole = reopen(closed(), { closedUntil: undefined, reasonCode: 'LATE_ENTRY' }, known('gil'));
    if (isRejection(whole)) throw new Error(whole.rejected);
    expect(whole.state).not.toHaveProperty('closedUntil');
    given(whole.state, asked, known('gil')).when(reopen).thenRejected('WRONG_STATE', { state: 'open' });
  });

  it('refuse a posting on a closed day, and say the first that is open', () => {
    const paying = inOpenPeriod(pay);
    const closing = until(on);
    given(approved(), payment, { ...fay, closing })
      .when(paying)
      .thenRejected('PERIOD_CLOSED', { ministry: 'MLOC', closedUntil: on, firstOpen: '2026-07-01', given: on });
    expect(paying(approved(), payment, { ...fay, closing: until('2026-06-29') })).toHaveProperty('events');
    expect(paying(approved(), payment, fay)).toEqual(pay(approved(), payment, fay));
    const back = { no: 1, reference: 'PAY-1', reasonCode: 'RETURNED_BY_BANK', reversedOn: on };
    expect(inOpenPeriod(reverse)(paid(), back, { ...known('gil'), closing })).toMatchObject({
      rejected: 'PERIOD_CLOSED',
      errors: [{ pointer: '/reversedOn' }],
    });
    expect(paying.contract).toBe(pay.contract);
  });

  it('open on the day after, in every month and year', () => {
    const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const day = date.toISOString().slice(0, 10);
        const first = firstOpenDay({ closing: until(day) }) ?? '';
        expect(first > day).toBe(true);
        expect(refuseClosed({ closing: until(day) }, day, '/on')).toBeDefined();
        expect(refuseClosed({ closing: until(day) }, first, '/on')).toBeUndefined();
      }),
    );
  });
});
