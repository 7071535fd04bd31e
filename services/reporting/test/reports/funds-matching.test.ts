// funds/matching and what is unpaid: which awards count, which money, and what a tranche waits for.
import { languages } from '@tributary/contracts';
import { atOnce } from '@tributary/eventing';
import { describe, expect, test } from 'vitest';
import { fundsMatching } from '../../src/reports/funds-matching/funds-matching.ts';
import { unpaidBy } from '../../src/reports/funds-matching/unpaid.ts';
import { render } from '../../src/serving/render.ts';
import { initiative } from './country.ts';
import { rowsFrom, type Told } from './history.ts';
import {
  amended,
  application,
  approved,
  eligible,
  granted,
  held,
  opened,
  paid,
  programme,
  reversed,
  signed,
  terminated,
  upheld,
  verified,
} from './money.ts';

const to = '2026-06-30';
const asked = { plan: undefined, to, language: 'en', currency: 'EUR' } as const;

function matching(history: readonly Told[], day = to) {
  const figures = fundsMatching.fold(rowsFrom(history, { to: day }), { ...asked, to: day });
  if ('rejected' in figures) throw new Error(figures.rejected);
  return figures;
}

const rowOf = (history: readonly Told[], code: string) => matching(history).rows.find((row) => row['code'] === code);
const unpaid = (history: readonly Told[], day = to, language: (typeof languages)[number] = 'en') =>
  atOnce(unpaidBy(rowsFrom(history, { to: day }), { to: day, language, currency: 'EUR' }));

const award = [
  ...programme('TOWN'),
  ...granted({
    code: 'a',
    programme: 'TOWN',
    shares: { central: '500.00', diaspora: '300.00', beneficiary: '200.00' },
    bounds: [
      { role: 'diaspora', limit: 'minPct' },
      { role: 'beneficiary', limit: 'minAmount' },
      { role: 'central', limit: 'maxPct' },
    ],
  }),
];
const underWay = [...award, ...signed('a', '2025-06-01', ['300.00', '2025-07-01'], ['200.00', '2026-07-01'])];

describe('an award of before', () => {
  const history = [
    ...programme('TOWN'),
    ...opened('old', 'TOWN', '2026-03-31', {
      central: ['300.00', '200.00'],
      diaspora: ['250.00'],
      verified: ['100.00'],
    }),
  ];

  test('counts with its balances from the day of its opening on, and with nothing before', () => {
    expect(matching(history, '2026-03-30').rows.find(({ code }) => code === 'TOWN')).toMatchObject({
      awards: 0,
      centralPaid: '0.00',
    });
    expect(rowOf(history, 'TOWN')).toMatchObject({
      awards: 1,
      committedCentral: '500.00',
      committedDiaspora: '250.00',
      committedTotal: '750.00',
      verifiedCashDiaspora: '100.00',
      centralPaid: '300.00',
      outstanding: '150.00',
    });
    const more = [...history, ...verified('old', 'diaspora', 'cash', '150.00', '2026-04-30')];
    expect(rowOf(more, 'TOWN')).toMatchObject({ verifiedCashDiaspora: '250.00', outstanding: '0.00' });
  });

  test('owes what was not paid of it, as any other', () => {
    expect(unpaid(history)).toMatchObject({ due: '500.00', paid: '300.00', unpaid: '200.00' });
    expect(unpaid(history).items).toMatchObject([{ no: 2, amount: '200.00', reasonCode: 'AWAITING_APPROVAL' }]);
    const all = [...history, ...approved('old', 2, 2, '2026-04-30'), ...paid('old', 2, '200.00', '2026-05-04')];
    expect(unpaid(all)).toMatchObject({ unpaid: '0.00', items: [] });
  });
});

describe('funds/matching', () => {
  test('counts awards from their signature on, and every party in the total', () => {
    expect(rowOf(award, 'TOWN')).toMatchObject({ awards: 0, committedTotal: '0.00', leverage: null });
    expect(rowOf(underWay, 'TOWN')).toMatchObject({
      awards: 1,
      committedCentral: '500.00',
      committedDiaspora: '300.00',
      committedTotal: '1000.00',
      outstanding: '500.00',
    });
  });

  test('takes back what was verified by mistake, and tells money from things and time', () => {
    const given = [
      ...underWay,
      ...verified('a', 'diaspora', 'fx-transfer', '100.00', '2025-06-10'),
      ...verified('a', 'diaspora', 'cash', '50.00', '2025-06-11'),
      ...verified('a', 'diaspora', 'cash', '-20.01', '2025-06-12'),
      ...verified('a', 'diaspora', 'time', '40.00', '2025-06-13'),
      ...verified('a', 'beneficiary', 'in-kind', '7.00', '2025-06-14'),
      ...paid('a', 1, '300.00', '2025-07-02'),
    ];
    expect(rowOf(given, 'TOWN')).toMatchObject({
      verifiedCashDiaspora: '129.99',
      verifiedInKind: '47.00',
      centralPaid: '300.00',
      leverage: 0.43,
      outstanding: '323.01',
    });
  });

  test('counts a limit once for each award, however many shares have reached it', () => {
    expect(rowOf(underWay, 'TOWN')).toMatchObject({ floorsBinding: 1, capsBindingMaxPct: 1, capsBindingMaxAmount: 0 });
  });

  test('leaves out an award that was terminated, and says what was paid on it', () => {
    const ended = [...underWay, ...paid('a', 1, '300.00', '2025-07-02'), ...terminated('a', '2026-02-01')];
    expect(rowOf(ended, 'TOWN')).toMatchObject({ awards: 0, centralPaid: '0.00', committedTotal: '0.00' });
    expect(matching(ended).footer).toEqual({ currency: 'EUR', paidOnTerminated: '300.00' });
    expect(matching(ended, '2026-01-31').footer['paidOnTerminated']).toBe('0.00');
    expect(unpaid(ended)).toMatchObject({ due: '0.00', items: [], paidPct: null });
  });

  test('counts an application below a floor, and none that was found eligible after all', () => {
    const refused = { on: '2025-03-20', reasonCodes: ['SHARE_BELOW_FLOOR', 'PROJECT_BELOW_MIN'] };
    const story = { call: 'T', programme: 'TOWN', submittedOn: '2025-03-10' };
    const history = [
      ...programme('TOWN'),
      ...application({ ...story, code: 'x', eligibility: refused }),
      ...application({ ...story, code: 'y', eligibility: refused }),
      ...application({ ...story, code: 'y', eligibility: { on: '2025-04-20', reasonCodes: [] } }),
    ];
    expect(rowOf(history, 'TOWN')).toMatchObject({ floorRejections: 1 });
    expect(rowOf(history, 'all')).toMatchObject({ floorRejections: 1 });
  });

  test('counts nothing of a decision against which an appeal was upheld', () => {
    const refused = { on: '2025-03-20', reasonCodes: ['SHARE_BELOW_FLOOR'] };
    const story = { call: 'T', programme: 'TOWN', submittedOn: '2025-03-10' };
    const history = [
      ...programme('TOWN'),
      ...application({ ...story, code: 'x', eligibility: refused }),
      ...upheld('x', 'submitted', '2025-04-20'),
    ];
    expect(rowOf(history, 'TOWN')).toMatchObject({ floorRejections: 0 });
    expect(matching(history, '2025-04-19').rows[0]).toMatchObject({ floorRejections: 1 });
  });

  test('counts no payment that was taken back, and the shares that an amendment gave', () => {
    const back = [
      ...underWay,
      ...paid('a', 1, '300.00', '2025-07-02'),
      ...reversed('a', 1, '300.00', ['2025-07-02', '2025-07-09']),
    ];
    expect(rowOf(back, 'TOWN')).toMatchObject({ centralPaid: '0.00', leverage: null });
    expect(matching(back, '2025-07-08').rows[0]).toMatchObject({ centralPaid: '300.00' });
    const shares = { central: '450.00', diaspora: '350.00', beneficiary: '200.00' };
    const given = [...underWay, ...amended('a', '2025-08-01', shares, { 1: ['450.00', '2025-07-01'] })];
    expect(rowOf(given, 'TOWN')).toMatchObject({ committedCentral: '450.00', committedDiaspora: '350.00' });
  });

  test('refuses amounts that were kept in another base currency', () => {
    expect(() => fundsMatching.fold(rowsFrom(underWay, {}), { ...asked, currency: 'MDL' })).toThrow(/EUR/);
  });

  test('writes a negative amount as a number into csv, and no formula out of a title', () => {
    const more = [...underWay, ...verified('a', 'diaspora', 'cash', '600.00', '2025-06-10')];
    const named = [...more, ...programme('X', { en: '=1+1' })];
    const figures = matching(named);
    const form = { format: 'csv', to, language: 'en', currency: 'EUR', labelled: false } as const;
    const csv = render(fundsMatching, figures, form).toString();
    expect(csv).toMatch(/^TOWN,.*,-100\.00\r$/m);
    expect(csv).toContain("X,'=1+1,en");
  });
});

describe('what is due and not paid', () => {
  const short = [...underWay, ...held('a', 1, 'COUNTERPART_SHORT', '2025-06-01')];

  test('is what was due on the day and not paid by then', () => {
    expect(unpaid(underWay, '2025-06-30')).toMatchObject({ due: '0.00', items: [] });
    expect(unpaid(underWay, '2025-07-01')).toMatchObject({ due: '300.00', unpaid: '300.00', paidPct: 0 });
    const later = [...underWay, ...paid('a', 1, '300.00', '2025-07-09')];
    expect(unpaid(later, '2025-07-08').items).toMatchObject([{ daysLate: 7, reasonCode: 'AWAITING_APPROVAL' }]);
    expect(unpaid(later, '2025-07-09')).toMatchObject({ paid: '300.00', items: [] });
  });

  test.each([
    ['COUNTERPART_SHORT', short, /0 %/],
    ['REPORT_MISSING', [...short, ...held('a', 1, 'REPORT_MISSING', '2025-06-20')], /report/],
    ['APPLICANT_SUSPENDED', [...short, ...held('a', 1, 'APPLICANT_SUSPENDED', '2025-06-20')], /suspended/],
    ['AUDIT_UNDER_WAY', [...short, ...held('a', 1, 'AUDIT_UNDER_WAY', '2025-06-20')], /AUDIT_UNDER_WAY/],
    ['AWAITING_APPROVAL', [...short, ...eligible('a', 1, '2025-06-20')], /0 of 2/],
    [
      'AWAITING_APPROVAL',
      [...short, ...eligible('a', 1, '2025-06-20'), ...approved('a', 1, 1, '2025-06-21')],
      /1 of 2/,
    ],
    [
      'AWAITING_PAYMENT',
      [...short, ...eligible('a', 1, '2025-06-20'), ...approved('a', 1, 2, '2025-06-21')],
      /waits for its payment/,
    ],
  ])('is told with its reason: %s', (reasonCode, history, sentence) => {
    const [item] = unpaid(history).items;
    expect(item).toMatchObject({ reasonCode, reason: expect.stringMatching(sentence) });
  });

  test('is due again where the payment was taken back, and waits for a payment alone', () => {
    const history = [
      ...underWay,
      ...approved('a', 1, 2, '2025-06-21'),
      ...paid('a', 1, '300.00', '2025-07-02'),
      ...reversed('a', 1, '300.00', ['2025-07-02', '2025-07-09']),
    ];
    expect(unpaid(history).items).toMatchObject([{ reasonCode: 'AWAITING_PAYMENT', approvals: 2 }]);
  });

  test('follows an amendment: what was paid stays, the rest is due anew and approved by nobody', () => {
    const shares = { central: '500.00', diaspora: '300.00', beneficiary: '200.00' };
    const tranches = { 2: ['50.00', '2025-12-01'], 3: ['150.00', '2026-05-01'] } as const;
    const history = [
      ...underWay,
      ...paid('a', 1, '300.00', '2025-07-02'),
      ...held('a', 2, 'REPORT_MISSING', '2025-07-03'),
      ...amended('a', '2025-08-01', shares, tranches),
    ];
    expect(unpaid(history)).toMatchObject({ due: '500.00', paid: '300.00', unpaid: '200.00' });
    expect(unpaid(history).items).toMatchObject([
      { no: 2, amount: '50.00', reasonCode: 'REPORT_MISSING' },
      { no: 3, amount: '150.00', reasonCode: 'AWAITING_APPROVAL', approvals: 0 },
    ]);
  });

  test('has lost its approvals where it was held again', () => {
    const history = [
      ...underWay,
      ...approved('a', 1, 2, '2025-06-21'),
      ...held('a', 1, 'APPLICANT_SUSPENDED', '2025-06-22'),
      ...eligible('a', 1, '2025-06-23'),
    ];
    expect(unpaid(history).items).toMatchObject([{ reasonCode: 'AWAITING_APPROVAL', approvals: 0 }]);
  });

  test.each(languages)('has a reason in %s', (language) => {
    const history = [
      ...short,
      ...initiative('initiative:a', '1000.00'),
      ...verified('a', 'diaspora', 'cash', '62.50', '2025-06-10'),
    ];
    const [item] = unpaid(history, to, language).items;
    expect(item?.counterpartPct).toBe(12.5);
    expect(item?.reason).toMatch(language === 'en' ? /12\.5/ : /12,5/);
    expect(item?.title).toBe('initiative:a');
  });
});
