// Awards that are no match: the loan of SN-FSE and the reimbursement of IN-KIP.
import type { LoanRule } from '@tributary/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrearsOf, partsOf, reimbursementOf, scheduleOf } from '../src/index.ts';
import { rulesOf } from './shipped.ts';

const xof = (amount: string) => ({ amount, currency: 'XOF' });
const loan = rulesOf('SN-FSE').loan as LoanRule;

describe('SN-FSE', () => {
  it('lends XOF 5 to 15 million for 60 months, of which 6 are free', () => {
    expect(loan).toMatchObject({
      months: 60,
      graceMonths: 6,
      minAmount: [xof('5000000')],
      maxAmount: [xof('15000000')],
    });
  });

  it('is paid back in 54 instalments that sum to the principal, from the seventh month on', () => {
    const schedule = scheduleOf(loan, xof('10000000'), '2025-08-31');
    expect(schedule).toHaveLength(54);
    expect(schedule[0]).toEqual({ no: 1, dueOn: '2026-03-31', principal: xof('185185'), interest: xof('0') });
    expect(schedule[1]?.dueOn).toBe('2026-04-30');
    expect(schedule.at(-1)).toMatchObject({ no: 54, dueOn: '2030-08-31', principal: xof('185195') });
    const sum = schedule.reduce((total, { principal }) => total + BigInt(principal.amount), 0n);
    expect(sum).toBe(10_000_000n);
  });

  it('tells arrears of 30, 60 and 90 days, at both edges of each', () => {
    const schedule = scheduleOf(loan, xof('5400000'), '2025-01-01');
    const due = (on: string, paid: string) => arrearsOf(loan, schedule, [{ amount: xof(paid), on: '2025-08-01' }], on);
    const byAge = (on: string, paid = '0') => due(on, paid).byAge.map(({ amount }) => amount.amount);
    expect(due('2025-08-01', '0')).toMatchObject({ overdue: xof('0'), oldestDays: 0 });
    expect(byAge('2025-08-02')).toEqual(['100000', '0', '0', '0']);
    expect(byAge('2025-08-30')).toEqual(['100000', '0', '0', '0']);
    expect(byAge('2025-08-31')).toEqual(['0', '100000', '0', '0']);
    expect(byAge('2025-09-29')).toEqual(['100000', '100000', '0', '0']);
    expect(byAge('2025-09-30')).toEqual(['100000', '0', '100000', '0']);
    expect(byAge('2025-10-29')).toEqual(['100000', '100000', '100000', '0']);
    expect(byAge('2025-10-30')).toEqual(['100000', '100000', '0', '100000']);
    expect(due('2025-10-30', '150000')).toMatchObject({ due: xof('300000'), overdue: xof('150000'), oldestDays: 59 });
    expect(byAge('2025-10-30', '150000')).toEqual(['100000', '50000', '0', '0']);
  });

  it('counts no repayment that is later than the day', () => {
    const schedule = scheduleOf(loan, xof('5400000'), '2025-01-01');
    const late = [{ amount: xof('100000'), on: '2025-08-20' }];
    expect(arrearsOf(loan, schedule, late, '2025-08-19').overdue).toEqual(xof('100000'));
    expect(arrearsOf(loan, schedule, late, '2025-08-20').overdue).toEqual(xof('0'));
  });

  it('takes interest on what is owed, also while nothing is repaid, where its rule has a rate', () => {
    const schedule = scheduleOf({ ...loan, annualRatePct: 6 }, xof('5400000'), '2025-01-01');
    expect(schedule).toHaveLength(60);
    expect(schedule[0]).toEqual({ no: 1, dueOn: '2025-02-01', principal: xof('0'), interest: xof('27000') });
    expect(schedule[59]).toMatchObject({ principal: xof('100000'), interest: xof('500') });
  });
});

describe('IN-KIP', () => {
  const rule = rulesOf('IN-KIP').reimbursement;
  if (rule === undefined) throw new Error('nothing is paid back');
  const inr = (amount: string) => ({ amount, currency: 'INR' });

  it('pays back 90 per cent of the lowest economy fare, once attendance is completed', () => {
    const fares = [inr('81250.55'), inr('79999.99'), inr('90000.00')] as const;
    expect(reimbursementOf(rule, [...fares], [])).toEqual({
      amount: inr('71999.99'),
      waitsFor: 'ATTENDANCE_COMPLETED',
    });
    expect(reimbursementOf(rule, [...fares], ['ATTENDANCE_COMPLETED']).waitsFor).toBeUndefined();
  });
});

describe('parts of an amount', () => {
  it('sum to it, whatever the percentages', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 9_999 }), { maxLength: 12 }).map((places) => {
      const sorted = [0, ...places.sort((one, other) => one - other), 10_000];
      return sorted.slice(1).map((place, at) => (place - (sorted[at] ?? 0)) / 100);
    });
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 18n - 1n), cuts, (amount, percentages) => {
        const parts = partsOf({ amount: amount.toString(), currency: 'JPY' }, percentages);
        expect(parts.reduce((sum, part) => sum + BigInt(part.amount), 0n)).toBe(amount);
      }),
      { seed: 20_260_630 },
    );
  });
});
