// The programmes of the catalogue that share out a cost, each held against the check that is known of it.
import type { CrossRate } from '@tributary/contracts';
import { MatchRule } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { approvedBy, matchOf, partsOf } from '../src/index.ts';
import { asking, boundsOf, codesOf, gapsOf, sharesOf } from './asking.ts';
import { matchRuleOf, rulesOf } from './shipped.ts';

describe('MD-DAR', () => {
  it('pays at most MDL 250,000 of 800,000 by its rules of 2023, and names what local authority and diaspora owe', () => {
    const found = matchOf(matchRuleOf('MD-DAR-2023'), asking('MDL', '800000.00'));
    expect(found.outcome).toBe('incomplete');
    expect(sharesOf(found)['government']).toBe('250000.00');
    expect(boundsOf(found, 'government')).toEqual(['maxAmount']);
    expect(found.missing.total.amount).toBe('550000.00');
    expect(gapsOf(found)).toEqual({
      local: '80000.00',
      diaspora: '80000.00',
      'local|diaspora|partners': '390000.00',
    });
  });

  it('pays min(400,000, 350,000) of 800,000 by its rules of 2025', () => {
    const offers = { local: '80000.00', diaspora: '80000.00', partners: '290000.00' };
    const found = matchOf(matchRuleOf('MD-DAR-2025'), asking('MDL', '800000.00', offers));
    expect(found.outcome).toBe('complete');
    expect(sharesOf(found)).toEqual({ government: '350000.00', ...offers });
    expect(boundsOf(found, 'local')).toEqual(['minPct']);
  });

  it('takes no project of 290,000, and says which would pass', () => {
    const found = matchOf(matchRuleOf('MD-DAR-2025'), asking('MDL', '290000.00'));
    const passes = { amount: '300000.00', currency: 'MDL' };
    expect(found.outcome).toBe('rejected');
    expect(found.rejections).toEqual([
      {
        code: 'PROJECT_BELOW_MIN',
        pointer: '/cost/amount',
        rule: 'projectMin',
        limit: passes,
        given: { amount: '290000.00', currency: 'MDL' },
        passes,
      },
    ]);
  });

  it('takes a project of exactly 300,000, half of it by the government', () => {
    const found = matchOf(
      matchRuleOf('MD-DAR-2023'),
      asking('MDL', '300000.00', { local: '30000', diaspora: '120000' }),
    );
    expect(found.outcome).toBe('complete');
    expect(sharesOf(found)['government']).toBe('150000.00');
    expect(boundsOf(found, 'government')).toEqual(['maxPct']);
  });
});

describe('MD-PARE', () => {
  it.each([
    ['MD-PARE-1', '200000.00', '100000.00', '100000.00', 'ratio'],
    ['MD-PARE-1', '650000.00', '400000.00', '250000.00', 'maxAmount'],
    ['MD-PARE-2', '600000.00', '200000.00', '400000.00', 'ratio'],
    ['MD-PARE-2', '800000.00', '300000.00', '500000.00', 'maxAmount'],
  ])('%s: of %s, own %s brings a grant of %s, bound by %s', (code, cost, own, grant, bound) => {
    const found = matchOf(matchRuleOf(code), asking('MDL', cost, { own }, { completedStages: ['MD-PARE-1'] }));
    expect(found.outcome).toBe('complete');
    expect(sharesOf(found)).toEqual({ grant, own });
    expect(boundsOf(found, 'grant')).toEqual([bound]);
  });

  it('pays on what is offered so far, and says how little more own money would do', () => {
    const found = matchOf(matchRuleOf('MD-PARE-1'), asking('MDL', '300000.00', { own: '100000.00' }));
    expect(found.shares[0]).toMatchObject({ share: { amount: '150000.00' }, onOffers: { amount: '100000.00' } });
    expect(gapsOf(found)).toEqual({ own: '50000.00' });
  });

  it('asks for the first stage before the second', () => {
    const found = matchOf(matchRuleOf('MD-PARE-2'), asking('MDL', '600000.00', { own: '200000.00' }));
    expect(found.rejections).toMatchObject([
      { code: 'PRIOR_STAGE_REQUIRED', pointer: '/completedStages', passes: 'MD-PARE-1' },
    ]);
  });

  it('takes money that was sent home alone, and pays for none of fifteen kinds of cost', () => {
    const rule = matchRuleOf('MD-PARE-1');
    expect(rule.ineligibleCosts).toHaveLength(15);
    const money = (amount: string) => ({ amount, currency: 'MDL' });
    const lent = { party: 'own', amount: money('100000'), source: 'bank-loan' };
    const refused = matchOf(rule, asking('MDL', '200000', {}, { offers: [lent] }));
    expect(refused.rejections).toMatchObject([
      { code: 'SOURCE_OF_FUNDS_UNPROVEN', pointer: '/offers/0/source', passes: 'remittance' },
    ]);
    const costLines = [
      { category: 'PASSENGER_CARS', amount: money('150000') },
      { category: 'MACHINES', amount: money('50000') },
    ];
    const sent = [{ party: 'own', amount: money('150000'), source: 'remittance' }];
    const found = matchOf(rule, asking('MDL', '200000', {}, { costLines, offers: sent }));
    expect(found.eligibleCost.amount).toBe('50000.00');
    expect(sharesOf(found)).toEqual({ grant: '50000.00', own: '150000.00' });
    expect(boundsOf(found, 'grant')).toEqual(['eligibleCosts']);
  });
});

describe('MX-3X1-2013', () => {
  const rule = matchRuleOf('MX-3X1-2013');
  const split = (federal: string, clubs: string, state: string, municipality: string, of = rule) =>
    matchOf(of, asking('MXN', '2000000', { federal, clubs, state, municipality }));

  it('takes a split of 25, 25 and 50 per cent', () => {
    const found = split('500000', '500000', '400000', '600000');
    expect(found.outcome).toBe('complete');
    expect(boundsOf(found, 'state-and-municipality')).toEqual(['pct']);
  });

  it.each([
    [['500000', '500000', '400000', '400000'], ['SHARE_BELOW_FLOOR']],
    [['500000', '400000', '500000', '500000'], ['SHARE_BELOW_FLOOR']],
    [['600000', '500000', '500000', '500000'], ['SHARE_ABOVE_CAP']],
    [
      ['400000', '600000', '600000', '500000'],
      ['SHARE_BELOW_FLOOR', 'SHARE_ABOVE_CAP', 'SHARE_ABOVE_CAP'],
    ],
  ] as const)('refuses the split %j, which is no 100 per cent of the right kind', ([a, b, c, d], codes) => {
    expect(codesOf(split(a, b, c, d))).toEqual(codes);
  });

  it('cannot be written with percentages that do not sum to 100', () => {
    const wrong = {
      ...rule,
      groups: [{ code: 'state-and-municipality', parties: ['state', 'municipality'], pct: 45 }],
    };
    expect(MatchRule.safeParse(wrong).error?.issues).toMatchObject([
      { path: ['parties'], params: { code: 'PARTS_NOT_100', values: { total: '95.00' } } },
    ]);
  });

  it('is capped at MXN 1,000,000 of the federal share, or of the whole project where the rule says so', () => {
    const cost = (amount: string, of = rule) => codesOf(matchOf(of, asking('MXN', amount)));
    expect(cost('4000000')).toEqual([]);
    expect(cost('4000000.04')).toEqual(['FLOORS_ABOVE_COST']);
    const { parties, ...rest } = rule;
    const ofTotal = {
      ...rest,
      parties: parties.map(({ maxAmount: _cap, ...party }) => party),
      projectMax: [{ amount: '1000000.00', currency: 'MXN' }],
    };
    expect(cost('1000000', ofTotal)).toEqual([]);
    expect(cost('1000000.01', ofTotal)).toEqual(['PROJECT_ABOVE_MAX']);
  });

  it('shares out an odd cent, so that the sum stays', () => {
    const found = matchOf(rule, asking('MXN', '100.01'));
    expect(sharesOf(found)).toEqual({ federal: '25.01', clubs: '25.00', state: '50.00', municipality: '0.00' });
  });
});

describe('ET-EDTF-2019', () => {
  const { approvals, tranches } = rulesOf('ET-EDTF-2019');
  const rates: CrossRate[] = [{ from: 'USD', to: 'ETB', rate: '57.1234', rateDate: '2025-03-02' }];
  const match = (cost: string, known = rates) => matchOf(matchRuleOf('ET-EDTF-2019'), asking('ETB', cost), known);

  it('awards USD 200,000 to 350,000 in ETB at a dated rate, which it names', () => {
    const found = match('30000000.00');
    expect(sharesOf(found)['fund']).toBe('19993190.00');
    expect(boundsOf(found, 'fund')).toEqual(['maxAmount']);
    expect(found.rates).toEqual(rates);
    expect(codesOf(match('11424679.99'))).toEqual(['FLOORS_ABOVE_COST']);
    expect(codesOf(match('11424680.00'))).toEqual([]);
  });

  it('is judged by no amount where there is no rate', () => {
    expect(match('30000000.00', []).rejections).toMatchObject([{ code: 'RATE_MISSING', limit: 'USD', given: 'ETB' }]);
    expect(match('30000000.00', []).shares).toEqual([]);
  });

  it('is paid in four instalments that sum to the award', () => {
    const parts = partsOf(
      { amount: '19993190.03', currency: 'ETB' },
      tranches.map(({ pct }) => pct),
    );
    expect(parts.map(({ amount }) => amount)).toEqual(['4998297.51', '4998297.51', '4998297.51', '4998297.50']);
  });

  it('is approved by board and council, two persons; one approval is not enough', () => {
    if (approvals === undefined) throw new Error('nobody approves');
    expect(approvals.panelSize).toBe(3);
    const board = { body: 'BOARD', by: 'ana' };
    expect(approvedBy(approvals, [board])).toEqual({ complete: false, missing: ['COUNCIL'] });
    expect(approvedBy(approvals, [board, { body: 'COUNCIL', by: 'ana' }])).toEqual({
      complete: false,
      missing: ['COUNCIL'],
    });
    expect(approvedBy(approvals, [board, board, { body: 'MINISTER', by: 'eva' }]).complete).toBe(false);
    expect(approvedBy(approvals, [{ body: 'COUNCIL', by: 'ben' }, board])).toEqual({ complete: true, missing: [] });
  });
});

describe('IE-ESP-SMALL', () => {
  it.each([
    ['EUR', '30000.00'],
    ['GBP', '26000.00'],
    ['USD', '35000.00'],
    ['CAD', '45000.00'],
    ['AUD', '50000.00'],
  ])('has a ceiling of its own in %s: %s', (currency, ceiling) => {
    const rule = matchRuleOf('IE-ESP-SMALL');
    const found = matchOf(rule, asking(currency, '60000.00'));
    expect(sharesOf(found)['programme']).toBe(ceiling);
    expect(matchOf(rule, asking(currency, ceiling)).outcome).toBe('complete');
  });

  it('takes no other currency, and asks for lighter reports', () => {
    expect(codesOf(matchOf(matchRuleOf('IE-ESP-SMALL'), asking('CHF', '1000')))).toEqual([
      'CURRENCY_NOT_ACCEPTED',
      'RATE_MISSING',
    ]);
    expect(rulesOf('IE-ESP-SMALL').reporting).toBe('light');
  });
});
