// partnerships/portfolio: what each partner has agreed on, promised and paid by a day, and the figures of the sample.
import { Country } from '@tributary/client/sample';
import file from '@tributary/client/sample/istmara.json' with { type: 'json' };
import { languages, organisationNamesChanged } from '@tributary/contracts';
import { describe, expect, test } from 'vitest';
import { partnershipsPortfolio } from '../../src/reports/partnerships-portfolio/partnerships-portfolio.ts';
import { render } from '../../src/serving/render.ts';
import { rowsFrom, type Told, told } from './history.ts';
import {
  agreement,
  commitment,
  disbursement,
  endedAgreement,
  endedRenewal,
  organisationPartner,
  partner,
  reduction,
  renewedAgreement,
} from './partners.ts';

const to = '2026-06-30';
const asked = { plan: undefined, to, language: 'en', currency: 'EUR' } as const;

function portfolio(history: readonly Told[], day = to, language: (typeof languages)[number] = 'en') {
  const figures = partnershipsPortfolio.fold(rowsFrom(history, { to: day }), { ...asked, to: day, language });
  if ('rejected' in figures) throw new Error(figures.rejected);
  return figures;
}
const rowOf = (history: readonly Told[], code: string, day?: string) =>
  portfolio(history, day).rows.find(({ partnerId }) => partnerId === (code === 'all' ? 'all' : `partner:${code}`));

/** The partners of the sample country: a commitment for what each gives to an award, paid on the day it came in. */
function istmara(): readonly Told[] {
  const { partners, applications, rates } = Country.parse(file);
  const gifts = applications.flatMap(({ code, award }) =>
    (award?.contributions ?? []).flatMap((one) =>
      one.partner === undefined ? [] : [{ ...one, code, of: one.partner }],
    ),
  );
  return [
    ...partners.flatMap(({ code, name, kind, country, agreement: { startsOn, endsOn, signedOn } }) => [
      ...partner(code, name, kind, country),
      ...agreement(code, code, [startsOn, endsOn], signedOn),
    ]),
    ...gifts.flatMap(({ code, of, currency, pledged, pledgedOn, verified, receivedOn }) => {
      const rate = rates.find((one) => one.currency === currency)?.rate ?? '1';
      const name = `${code} ${of}`;
      const paid =
        verified === undefined ? [] : disbursement(name, 1, `${currency} ${verified} ${rate}`, receivedOn ?? '');
      return [...commitment(name, of, code, `${currency} ${pledged} ${rate}`, pledgedOn), ...paid];
    }),
  ];
}

describe('partnerships/portfolio of the sample country', () => {
  const columns = [
    'agreementsInForce',
    'agreementsExpiring',
    'awards',
    'committed',
    'sharePct',
    'disbursed',
    'undisbursed',
  ];
  const figures = portfolio(istmara());

  test('shows what each partner promised and paid, and how much rests on few', () => {
    const table = figures.rows.map((row) => [
      String(row['partnerId']).replace('partner:', ''),
      columns.map((column) => String(row[column]).replace(/\.00$/, '')).join(' '),
    ]);
    expect(Object.fromEntries(table)).toEqual({
      P1: '1 0 4 48400 20.6 41200 7200',
      P2: '1 0 2 100000 42.6 70000 30000',
      P3: '1 1 2 31500 13.4 31500 0',
      P4: '1 0 2 25000 10.6 25000 0',
      P5: '1 1 2 24000 10.2 24000 0',
      P6: '0 0 1 6000 2.6 6000 0',
      all: '5 2 13 234900 100 197700 37200',
    });
    expect(figures.footer).toEqual({ currency: 'EUR', herfindahl: 0.264, unresolvedPartners: 0 });
  });

  test('names its partners in the order of their names, with kind and country', () => {
    const names = figures.rows.map(({ name }) => name);
    expect(names.slice(0, -1)).toEqual([...names.slice(0, -1)].sort());
    expect(names.at(-1)).toBe('All partners');
    expect(figures.rows.find(({ partnerId }) => partnerId === 'partner:P4')).toMatchObject({
      name: 'Istmara Savings Bank (sample)',
      kind: 'company',
      country: 'QM',
    });
  });
});

describe('partnerships/portfolio', () => {
  const year = ['2026-01-01', '2026-12-31'] as const;

  test('counts agreements that are in force on the day, both ends included, and those that end within 90 days', () => {
    const history = [...partner('P1'), ...agreement('A', 'P1', year, '2025-12-01')];
    const counts = (day: string) => {
      const { agreementsInForce, agreementsExpiring } = rowOf(history, 'P1', day) ?? {};
      return [agreementsInForce, agreementsExpiring];
    };
    expect(counts('2025-12-31')).toEqual([0, 0]);
    expect(counts('2026-01-01')).toEqual([1, 0]);
    expect(counts('2026-10-01')).toEqual([1, 0]);
    expect(counts('2026-10-02')).toEqual([1, 1]);
    expect(counts('2026-12-31')).toEqual([1, 1]);
    expect(counts('2027-01-01')).toEqual([0, 0]);
  });

  test('count one that is renewed as in force until its last day, and as expiring no more', () => {
    const history = [
      ...partner('P1'),
      ...agreement('A', 'P1', year, '2025-12-01'),
      ...agreement('B', 'P1', ['2026-12-01', '2028-12-31'], '2026-11-01'),
      ...renewedAgreement('A', 'B', '2026-11-01'),
    ];
    const counts = (day: string) => {
      const { agreementsInForce, agreementsExpiring } = rowOf(history, 'P1', day) ?? {};
      return [agreementsInForce, agreementsExpiring];
    };
    expect(counts('2026-10-31')).toEqual([1, 1]);
    expect(counts('2026-11-01')).toEqual([1, 0]);
    expect(counts('2026-12-31')).toEqual([2, 0]);
    expect(counts('2027-01-01')).toEqual([1, 0]);
    const freed = [...history, ...endedAgreement('B', '2026-12-10'), ...endedRenewal('A', 'B', '2026-12-10')];
    expect(rowOf(freed, 'P1', '2026-12-09')).toMatchObject({ agreementsInForce: 2, agreementsExpiring: 0 });
    expect(rowOf(freed, 'P1', '2026-12-10')).toMatchObject({ agreementsInForce: 1, agreementsExpiring: 1 });
    const ended = [...history, ...endedAgreement('A', '2026-05-01')];
    expect(rowOf(ended, 'P1', '2026-04-30')).toMatchObject({ agreementsInForce: 1 });
    expect(rowOf(ended, 'P1', '2026-05-01')).toMatchObject({ agreementsInForce: 0 });
    const signedLate = [...partner('P1'), ...agreement('A', 'P1', year, '2026-03-01')];
    expect(rowOf(signedLate, 'P1', '2026-02-28')).toMatchObject({ agreementsInForce: 0 });
  });

  test('takes money by its day, each at the rate of its own, and what was taken off or back', () => {
    const history = [
      ...partner('P1'),
      ...commitment('C', 'P1', 'T01', 'USD 1000.00 0.90', '2026-02-01'),
      ...disbursement('C', 1, 'USD 400.00 0.80', '2026-03-01'),
      ...disbursement('C', 2, 'USD -100.00 0.80', '2026-04-01'),
      ...reduction('C', 'USD 500.00 0.90', '2026-05-01'),
    ];
    const money = (day: string) => {
      const { committed, disbursed, undisbursed } = rowOf(history, 'P1', day) ?? {};
      return [committed, disbursed, undisbursed];
    };
    expect(money('2026-01-31')).toEqual(['0.00', '0.00', '0.00']);
    expect(money('2026-02-01')).toEqual(['900.00', '0.00', '900.00']);
    expect(money('2026-03-01')).toEqual(['900.00', '320.00', '580.00']);
    expect(money('2026-04-01')).toEqual(['900.00', '240.00', '660.00']);
    expect(money('2026-05-01')).toEqual(['450.00', '240.00', '210.00']);
  });

  test('counts an award once in the row of totals, and none that is cancelled', () => {
    const history = [
      ...partner('P1'),
      ...partner('P2'),
      ...commitment('C1', 'P1', 'T01', 'EUR 300.00', '2026-02-01'),
      ...commitment('C2', 'P1', 'T01', 'EUR 100.00', '2026-02-01'),
      ...commitment('C3', 'P2', 'T01', 'EUR 400.00', '2026-02-01'),
      ...commitment('C4', 'P2', 'T02', 'EUR 400.00', '2026-02-01'),
      ...reduction('C4', 'EUR 0.00', '2026-03-01'),
    ];
    expect(rowOf(history, 'P1')).toMatchObject({ commitments: 2, awards: 1, sharePct: 50 });
    expect(rowOf(history, 'P2')).toMatchObject({ commitments: 1, awards: 1, committed: '400.00' });
    expect(rowOf(history, 'all')).toMatchObject({ commitments: 3, awards: 1, committed: '800.00', sharePct: 100 });
    expect(portfolio(history).footer).toMatchObject({ herfindahl: 0.5 });
  });

  test('counts the money of a partner that is not known yet, in a row without a name', () => {
    const history = [...partner('P1'), ...commitment('C', 'P9', 'T01', 'EUR 5.00', '2026-02-01')];
    expect(rowOf(history, 'P9')).toMatchObject({ name: null, kind: null, committed: '5.00', sharePct: 100 });
    expect(rowOf(history, 'all')).toMatchObject({ committed: '5.00' });
    expect(portfolio(history).footer).toMatchObject({ unresolvedPartners: 1, herfindahl: 1 });
  });

  test('names an organisation of the diaspora in the language of the report, and else as a partner, sorted as shown', () => {
    const history = [
      ...partner('P2', 'Middle'),
      ...organisationPartner('P1', 'Circolo', { official: { fr: 'Zone' }, translated: { en: 'Aid', fr: 'Aide' } }),
    ];
    const namesIn = (language: (typeof languages)[number]) =>
      portfolio(history, to, language)
        .rows.map(({ name }) => name)
        .slice(0, -1);
    expect(namesIn('en')).toEqual(['Aid', 'Middle']);
    expect(namesIn('fr')).toEqual(['Middle', 'Zone']);
    expect(namesIn('ru')).toEqual(['Circolo', 'Middle']);
    const later = told('organisation:P1', organisationNamesChanged({ names: {} }));
    expect(portfolio([...history, ...later]).rows[0]).toMatchObject({ name: 'Circolo', kind: 'association' });
    expect(portfolio([...history, ...later]).rows[0]).not.toHaveProperty('organisationId');
  });

  test('has no share of nothing, and refuses amounts of another base currency', () => {
    expect(rowOf(partner('P1'), 'P1')).toMatchObject({ sharePct: null, committed: '0.00' });
    expect(portfolio(partner('P1')).footer).toMatchObject({ herfindahl: null });
    const rows = rowsFrom(commitment('C', 'P1', 'T01', 'EUR 5.00', '2026-02-01'), { to });
    expect(() => partnershipsPortfolio.fold(rows, { ...asked, currency: 'USD' })).toThrow('EUR');
  });

  test.each(languages)('has a label and a definition for each column, and a name for the totals, in %s', (language) => {
    const shown = [...partnershipsPortfolio.columns(language, 'EUR'), ...partnershipsPortfolio.footer(language, 'EUR')];
    for (const { label, definition } of shown)
      expect([label.length > 0, (definition ?? '').length > 0]).toEqual([true, true]);
    expect(portfolio([], to, language).rows).toHaveLength(1);
  });

  test('is a CSV file with the keys or the labels of its columns', () => {
    const form = { format: 'csv', to, language: 'fr', currency: 'EUR', labelled: false } as const;
    const figures = portfolio([...partner('P1'), ...commitment('C', 'P1', 'T01', 'EUR 5.00', '2026-02-01')]);
    const lines = render(partnershipsPortfolio, figures, form).toString('utf8').trim().split('\r\n');
    expect(lines).toEqual([
      'partnerId,name,kind,country,agreementsInForce,agreementsExpiring,commitments,awards,committed,sharePct,disbursed,undisbursed',
      'partner:P1,Partner P1,donor,NL,0,0,1,1,5.00,100,0.00,5.00',
      'all,All partners,,,0,0,1,1,5.00,100,0.00,5.00',
    ]);
    const labelled = render(partnershipsPortfolio, figures, { ...form, labelled: true }).toString('utf8');
    expect(labelled).toContain('Partenaire,Nom,Genre,Pays');
  });
});
