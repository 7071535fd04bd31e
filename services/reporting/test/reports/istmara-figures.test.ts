// The figures of the sample country on its day, each written down here as a reader of its tables has it.
import { atOnce } from '@tributary/eventing';
import { describe, expect, test } from 'vitest';
import { fundsMatching } from '../../src/reports/funds-matching/funds-matching.ts';
import { unpaidBy } from '../../src/reports/funds-matching/unpaid.ts';
import { initiativesUnder } from '../../src/reports/plan-alignment/drill-down.ts';
import { planAlignment } from '../../src/reports/plan-alignment/plan-alignment.ts';
import { planContribution } from '../../src/reports/plan-contribution/plan-contribution.ts';
import { programmesFunnel } from '../../src/reports/programmes-funnel/programmes-funnel.ts';
import type { Figures } from '../../src/reports/report.ts';
import { scoreOf } from '../../src/reports/score/score-of.ts';
import { rowsFrom } from './history.ts';
import { istmara, to } from './istmara.ts';

const asked = { plan: undefined, to, language: 'en', currency: 'EUR' } as const;
const rows = rowsFrom(istmara, { to });

/** Figures by the code of their row; amounts as whole euro. */
function tableOf(figures: Figures | { readonly rejected: string }, columns: readonly string[]) {
  if ('rejected' in figures) throw new Error(figures.rejected);
  const plain = (cell: unknown) => (typeof cell === 'string' && cell.endsWith('.00') ? Number(cell) : cell);
  return Object.fromEntries(
    figures.rows.map((row) => [row['code'], columns.map((column) => plain(row[column])).join(' ')]),
  );
}

describe('the sample country', () => {
  test('funds/matching shows what each party promised, verified and was paid', () => {
    const figures = fundsMatching.fold(rows, asked);
    const committed = ['awards', 'Central', 'Local', 'Diaspora', 'Partner', 'Total'];
    expect(
      tableOf(
        figures,
        committed.map((name) => (name === 'awards' ? name : `committed${name}`)),
      ),
    ).toEqual({
      TOWN: '11 329000 91800 198800 168400 788000',
      INVEST: '6 122000 0 157000 25000 304000',
      SKILL: '5 92000 0 31500 41500 165000',
      all: '22 543000 91800 387300 234900 1257000',
    });
    const cash = ['verifiedCashLocal', 'verifiedCashDiaspora', 'verifiedCashPartner', 'verifiedInKind', 'centralPaid'];
    expect(tableOf(figures, [...cash, 'leverage', 'outstanding'])).toEqual({
      TOWN: '91800 179600 131200 0 265400 1.52 56400',
      INVEST: '0 147000 25000 0 100000 1.72 10000',
      SKILL: '0 0 41500 25500 92000 0.45 6000',
      all: '91800 326600 197700 25500 457400 1.35 72400',
    });
    const bounds = ['capsBindingMaxAmount', 'capsBindingMaxPct', 'capsBindingRatio', 'floorsBinding'];
    expect(tableOf(figures, [...bounds, 'floorRejections'])).toEqual({
      TOWN: '4 7 0 6 1',
      INVEST: '3 0 4 0 0',
      SKILL: '1 3 0 3 1',
      all: '8 10 4 9 2',
    });
    expect(figures).toMatchObject({ footer: { currency: 'EUR', paidOnTerminated: '0.00' } });
  });

  test('what is due and not paid is 62,400 of 519,800, each part for its reason', () => {
    const { items, ...sums } = atOnce(unpaidBy(rows, asked));
    expect(sums).toEqual({ due: '519800.00', paid: '457400.00', unpaid: '62400.00', paidPct: 88 });
    const told = items.map(
      ({ title, no, amount, reasonCode, counterpartPct, approvals, daysLate }) =>
        `${title.replace(/ \(sample\)$/, '')} ${no}: ${amount} ${reasonCode} ${counterpartPct} % ${approvals} ${daysLate}`,
    );
    expect(told.map((line) => line.replace(/^.* (\d: )/, '$1')).sort()).toEqual([
      '1: 7200.00 COUNTERPART_SHORT 16.7 % 0 319',
      '2: 10000.00 APPLICANT_SUSPENDED 100 % 0 91',
      '2: 10000.00 AWAITING_APPROVAL 100 % 1 61',
      '2: 14400.00 COUNTERPART_SHORT 80 % 0 91',
      '2: 16000.00 COUNTERPART_SHORT 72.7 % 0 91',
      '2: 4800.00 COUNTERPART_SHORT 16.7 % 0 61',
    ]);
    expect(items[0]).toMatchObject({
      programme: 'INVEST',
      awardId: 'award:V06',
      initiativeId: 'initiative:V06',
      no: 1,
    });
  });

  test('programmes/funnel counts what became of the applications of each call', () => {
    const figures = programmesFunnel.fold(rows, asked);
    const counts = ['received', 'pending', 'ineligible', 'eligible', 'reviewed', 'approved', 'declined', 'withdrawn'];
    const days = ['medianDaysToSigned', 'medianDaysToFirstPaid'];
    expect(tableOf(figures, [...counts, 'signed', 'firstPaid', ...days])).toEqual({
      'TOWN-2025': '21 0 4 17 17 13 4 1 12 11 91 22',
      'INVEST-2025': '14 0 5 9 9 7 2 0 6 5 112 14',
      'SKILL-2025': '8 0 1 7 7 5 2 0 5 5 77 42',
      'TOWN-2026': '6 3 1 2 0 0 0 0 0 0  ',
      all: '49 3 11 35 33 25 8 1 23 21  ',
    });
    if ('rejected' in figures) throw new Error(figures.rejected);
    expect(Object.fromEntries(figures.rows.map(({ code, rejections }) => [code, rejections]))).toMatchObject({
      'TOWN-2025': [
        'APPLICANT_NOT_RECOGNISED 1',
        'ENVELOPE_EXHAUSTED 1',
        'PROJECT_BELOW_MIN 2',
        'SCORE_BELOW_THRESHOLD 3',
        'SHARE_BELOW_FLOOR 1',
      ],
      'INVEST-2025': [
        'PROJECT_BELOW_MIN 1',
        'SCORE_BELOW_THRESHOLD 2',
        'SECTOR_EXCLUDED 2',
        'SOURCE_OF_FUNDS_UNPROVEN 2',
      ],
      'SKILL-2025': ['SCORE_BELOW_THRESHOLD 2', 'SHARE_BELOW_FLOOR 1'],
      'TOWN-2026': ['PROJECT_BELOW_MIN 1'],
    });
  });

  test('plan/alignment shows at each node what was paid and mobilised, by accepted weight', () => {
    const figures = planAlignment.fold(rows, asked);
    expect(tableOf(figures, ['initiatives', 'budget', 'centralPaid', 'mobilised'])).toEqual({
      1: '9 326000 126200 187900',
      '1.1': '5 270000 95000 165000',
      '1.2': '4 56000 31200 22900',
      2: '8 397000 166800 198100',
      '2.1': '4 232000 98400 131400',
      '2.2': '4 165000 68400 66700',
      3: '6 392400 127120 204160',
      '3.1': '3 194400 79120 100160',
      '3.2': '0 0 0 0',
      '3.3': '3 198000 48000 104000',
      4: '1 28000 0 0',
      '4.1': '1 28000 0 0',
    });
    expect(figures).toMatchObject({ footer: { liveInitiatives: 24, portfolioBudget: '1300000.00' } });
  });

  test('at a day before the first payment shows what was promised by then', () => {
    const early = fundsMatching.fold(rowsFrom(istmara, { to: '2025-06-15' }), { ...asked, to: '2025-06-15' });
    expect(tableOf(early, ['awards', 'committedCentral', 'centralPaid', 'leverage'])).toMatchObject({
      TOWN: '12 351000 0 ',
      INVEST: '0 0 0 ',
      SKILL: '5 92000 0 ',
    });
  });

  test('plan/contribution shows where each KPI stands and what the diaspora carries of it', () => {
    const columns = ['expectedNow', 'nationalActual', 'achievementPct', 'light', 'diasporaContribution'];
    const shares = ['sharePct', 'verifiedPct', 'initiatives', 'pendingReview'];
    const figures = planContribution.fold(rows, asked);
    expect(tableOf(figures, [...columns, ...shares])).toEqual({
      K1: '6100 5980 93.7 amber 33 1.9 66.7 4 2',
      K2: '410 402 92 amber 0 0  0 0',
      K3: '200 190 95 green 38 20 100 2 0',
      K4: '200000 194000 70 red 2500 17.9 100 2 0',
      K5: '1800 1750 93.8 amber 215 28.7 100 2 0',
      K6: '17500 17800 105.5 green 500 8.6 36 2 1',
      K7: '1600 1500 87.5 amber 213 30.4 27.7 2 0',
      K8: '430000 424000 70 red 2800 20 78.6 3 0',
      K9: '6600 6700 106.3 green 104 6.1 100 2 0',
      K10: '200 170 62.5 red 0 0  0 0',
    });
    expect(figures).toMatchObject({
      footer: { planVersion: '2', kpis: 10, green: 3, amber: 4, red: 3, pendingReview: 3 },
    });
  });

  test('every initiative has the score that its parts sum to', () => {
    const parts = Object.fromEntries(
      Object.keys(scores).map((code) => {
        const score = atOnce(scoreOf(rows, `initiative:${code}`, asked));
        if ('rejected' in score) throw new Error(`${code}: ${score.rejected}`);
        expect(score.total).toBe(score.components.reduce((sum, { points }) => sum + (points ?? 0), 0));
        return [code, score.components.map(({ points }) => points).join('+')];
      }),
    );
    expect(parts).toEqual(scores);
    expect(atOnce(scoreOf(rows, 'initiative:T12', asked))).toMatchObject({ rejected: 'NOT_FOUND' });
  });

  test('plan/alignment weights these scores by aligned budget', () => {
    const figures = planAlignment.fold(rows, asked);
    expect(tableOf(figures, ['weightedScore', 'band'])).toEqual({
      1: '91.2 aligned',
      '1.1': '90.6 aligned',
      '1.2': '94.5 aligned',
      2: '93.6 aligned',
      '2.1': '95.6 aligned',
      '2.2': '90.8 aligned',
      3: '93.9 aligned',
      '3.1': '97.1 aligned',
      '3.2': ' gap',
      '3.3': '90.8 aligned',
      4: '35 not-aligned',
      '4.1': '35 not-aligned',
    });
    expect(figures).toMatchObject({ footer: { weightedAlignment: 80.6 } });
    expect(atOnce(initiativesUnder(rows, '4.1', asked))).toMatchObject([{ id: 'initiative:N01', score: 35 }]);
  });
});

/** link+results+money+execution+evidence */
const scores = {
  T01: '25+25+20+20+10',
  T02: '25+25+20+20+10',
  T03: '22+25+20+17+5',
  T04: '25+25+15+20+10',
  T05: '25+20+20+20+10',
  T06: '25+20+20+17+5',
  T07: '25+25+20+20+10',
  T08: '15+10+20+20+5',
  T09: '25+20+15+20+10',
  T10: '25+20+15+20+10',
  T11: '15+0+20+17+5',
  V01: '25+20+20+20+10',
  V02: '25+25+20+20+10',
  V03: '23+25+20+20+5',
  V04: '25+15+20+17+5',
  V05: '25+20+15+20+10',
  V06: '15+15+15+0+0',
  S01: '25+25+20+20+10',
  S02: '25+25+15+20+10',
  S03: '25+25+15+20+10',
  S04: '25+20+20+20+5',
  S05: '25+20+20+20+10',
  N01: '25+0+10+0+0',
  N02: '0+0+0+0+0',
};
