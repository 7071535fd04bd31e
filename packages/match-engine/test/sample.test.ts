// The programmes of the sample country, held against its initiatives, and the programmes that only tests know.
import { describe, expect, it } from 'vitest';
import { matchOf } from '../src/index.ts';
import { asking, boundsOf, codesOf, gapsOf, sharesOf } from './asking.ts';
import { matchRuleOf } from './shipped.ts';

const inEuro = (code: string, cost: string, offers: Readonly<Record<string, string>>) =>
  matchOf(matchRuleOf(code), asking('EUR', cost, offers));

const time = (amount: string) => ({ party: 'diaspora', form: 'time' as const, amount: { amount, currency: 'EUR' } });
const cash = (party: string, amount: string) => ({ party, amount: { amount, currency: 'EUR' } });

describe('the sample', () => {
  it.each([
    ['T01', 'TOWN', '96000', { local: '12000', diaspora: '20000', partner: '24000' }, '40000.00', ['maxAmount']],
    ['T03', 'TOWN', '72000', { local: '7200', diaspora: '14400', partner: '14400' }, '36000.00', ['maxPct']],
    ['T10', 'TOWN', '32000', { local: '6000', diaspora: '10000' }, '16000.00', ['maxPct']],
    ['V02', 'INVEST', '40000', { diaspora: '20000' }, '20000.00', ['ratio']],
    ['V03', 'INVEST', '50000', { diaspora: '25000' }, '25000.00', ['maxAmount', 'ratio']],
    ['V04', 'INVEST', '90000', { diaspora: '50000', partner: '15000' }, '25000.00', ['maxAmount']],
  ])('%s of %s: of %s, %j brings central %s, bound by %j', (_id, code, cost, offers, central, bounds) => {
    const found = inEuro(code, cost, offers);
    expect(found.outcome).toBe('complete');
    expect(sharesOf(found)['central']).toBe(central);
    expect(boundsOf(found, 'central')).toEqual(bounds);
  });

  it.each([
    ['S01', '40000', '8000', '12000', '20000.00', []],
    ['S02', '30000', '6000', '6000', '18000.00', ['maxPct']],
    ['S04', '45000', '7500', '13500', '24000.00', ['maxAmount']],
  ])(
    '%s of SKILL: of %s, time worth %s and %s of a partner bring central %s, bound by %j',
    (_id, cost, worth, partner, central, bounds) => {
      const offers = [time(worth), cash('partner', partner)];
      const found = matchOf(matchRuleOf('SKILL'), asking('EUR', cost, {}, { offers }));
      expect(found.outcome).toBe('complete');
      expect(sharesOf(found)['central']).toBe(central);
      expect(boundsOf(found, 'central')).toEqual(bounds);
    },
  );

  it('TOWN takes no project of 29,000', () => {
    expect(codesOf(inEuro('TOWN', '29000', {}))).toEqual(['PROJECT_BELOW_MIN']);
  });

  it('SKILL refuses 5,000 of a partner for 30,000, whose floor is 6,000', () => {
    const offers = [time('3000'), cash('partner', '5000')];
    const found = matchOf(matchRuleOf('SKILL'), asking('EUR', '30000', {}, { offers }));
    expect(found.rejections).toEqual([
      {
        code: 'SHARE_BELOW_FLOOR',
        pointer: '/offers/1/amount',
        party: 'partner',
        rule: 'minPct',
        limit: { amount: '6000.00', currency: 'EUR' },
        given: { amount: '5000.00', currency: 'EUR' },
        passes: { amount: '6000.00', currency: 'EUR' },
      },
    ]);
  });

  it('SKILL takes time of the diaspora, and no cash', () => {
    expect(codesOf(inEuro('SKILL', '30000', { diaspora: '3000', partner: '6000' }))).toEqual(['FORM_NOT_ALLOWED']);
  });
});

describe('matched savings', () => {
  const saved = (amount: string, cost: string, more: object = {}) =>
    matchOf(matchRuleOf('SAVE-MATCH'), asking('TND', cost, { saver: amount }, more));

  it('are matched in steps: all of the first 1,000, half up to 5,000, a quarter beyond', () => {
    expect(sharesOf(saved('500.000', '1025.000'))).toEqual({ treasury: '500.000', bank: '25.000', saver: '500.000' });
    expect(sharesOf(saved('3000.000', '5150.000'))).toEqual({
      treasury: '2000.000',
      bank: '150.000',
      saver: '3000.000',
    });
    expect(sharesOf(saved('6000.000', '9550.000'))).toEqual({
      treasury: '3250.000',
      bank: '300.000',
      saver: '6000.000',
    });
  });

  it('are matched up to 4,000 for one saver, over all years', () => {
    const received = [{ party: 'treasury', amount: { amount: '3500.000', currency: 'TND' } }];
    const found = saved('1000.000', '1550.000', { received });
    expect(sharesOf(found)).toEqual({ treasury: '500.000', bank: '50.000', saver: '1000.000' });
    expect(boundsOf(found, 'treasury')).toEqual(['perApplicant']);
  });

  it('begin with 300', () => {
    expect(codesOf(saved('299.999', '600.000'))).toEqual(['SHARE_BELOW_FLOOR']);
  });
});

describe('the diaspora bond', () => {
  const bond = (cost: string, offers: Readonly<Record<string, string>>, more: object = {}) =>
    matchOf(matchRuleOf('BOND-TOPUP'), asking('XOF', cost, offers, more));

  it('is topped up by treasury and region, which together pay at most 45 per cent', () => {
    const found = bond('100000000', { holders: '45000000', guarantor: '10000000' });
    expect(found.outcome).toBe('complete');
    expect(sharesOf(found)).toEqual({
      holders: '45000000',
      treasury: '40000000',
      region: '5000000',
      guarantor: '10000000',
    });
    expect(boundsOf(found, 'public-money')).toEqual(['maxPct']);
  });

  it('pays no fuel, and administration up to 7 per cent', () => {
    const line = (category: string, amount: string) => ({ category, amount: { amount, currency: 'XOF' } });
    const costLines = [line('FUEL', '10000000'), line('ADMINISTRATION', '9000000'), line('WORKS', '81000000')];
    const found = bond('100000000', { holders: '50000000', guarantor: '12000000' }, { costLines });
    expect(found.eligibleCost.amount).toBe('88000000');
    expect(found.notes).toMatchObject([{ code: 'COSTS_NOT_ELIGIBLE', counted: { amount: '88000000' } }]);
    expect(sharesOf(found)['treasury']).toBe('33000000');
  });

  it('rounds what the treasury may pay down to 1,000', () => {
    const found = bond('10001999', { holders: '5500000' });
    expect(sharesOf(found)).toMatchObject({ treasury: '4000000', region: '500899' });
    expect(boundsOf(found, 'treasury')).toEqual(['maxPct']);
    expect(gapsOf(found)).toEqual({ 'holders|guarantor': '1100' });
  });
});

describe('the training voucher', () => {
  const rule = matchRuleOf('SKILL-VOUCHER');
  const voucher = (offers: object[], more: object = {}) =>
    matchOf(rule, asking('USD', '10000.00', {}, { offers: offers as never, beneficiaries: 12, units: '480', ...more }));
  const hours = (category: string, quantity: string) => ({ party: 'host', form: 'time', category, quantity });

  it('is paid by learner and by hour, whichever is less', () => {
    const found = voucher([
      hours('master', '50'),
      hours('assistant', '20.5'),
      { party: 'learner', amount: { amount: '338.75', currency: 'USD' } },
    ]);
    expect(sharesOf(found)).toEqual({ voucher: '7200.00', host: '2461.25', learner: '338.75' });
    expect(boundsOf(found, 'voucher')).toEqual(['perBeneficiary', 'perUnit']);
  });

  it('counts the time of trainers at their rates, up to 30 per cent of the cost, and says what it left out', () => {
    const found = voucher([hours('master', '100')]);
    expect(found.notes).toEqual([
      {
        code: 'VALUE_ABOVE_CEILING',
        party: 'host',
        given: { amount: '4000.00', currency: 'USD' },
        counted: { amount: '3000.00', currency: 'USD' },
      },
    ]);
  });

  it('asks for the method, the category and the numbers that it needs', () => {
    expect(codesOf(voucher([hours('gardener', '3')]))).toEqual(['CATEGORY_UNKNOWN']);
    expect(codesOf(voucher([{ ...hours('master', '3'), method: 'guess' }]))).toEqual(['METHOD_UNKNOWN']);
    expect(codesOf(voucher([], { beneficiaries: undefined, units: undefined }))).toEqual([
      'BENEFICIARIES_REQUIRED',
      'UNITS_REQUIRED',
    ]);
    expect(codesOf(voucher([{ party: 'uncle', amount: { amount: '1.00', currency: 'USD' } }]))).toEqual([
      'PARTY_UNKNOWN',
    ]);
    expect(codesOf(voucher([{ party: 'learner', amount: { amount: '1.00', currency: 'EUR' } }]))).toEqual([
      'CURRENCY_MISMATCH',
    ]);
    expect(codesOf(voucher([{ party: 'learner' }]))).toEqual(['AMOUNT_REQUIRED']);
  });
});
