import { describe, expect, it } from 'vitest';
import { inTime, isTimeName, type Time, timeOf } from '../../src/plan-import/file/periods.ts';

const of = (year: number, label: string, from: string, to: string) => ({ year, period: { label, from, to } });

describe('a time', () => {
  it.each([
    ['2027', { year: 2027 }],
    ['2027.0', { year: 2027 }],
    ['2015 Q4', of(2015, '2015 Q4', '2015-10-01', '2015-12-31')],
    ['2015-Q4', of(2015, '2015-Q4', '2015-10-01', '2015-12-31')],
    ['Q4 2015', of(2015, 'Q4 2015', '2015-10-01', '2015-12-31')],
    ['T1 2026', of(2026, 'T1 2026', '2026-01-01', '2026-03-31')],
    ['II квартал 2026', of(2026, 'II квартал 2026', '2026-04-01', '2026-06-30')],
    ['H1 2025', of(2025, 'H1 2025', '2025-01-01', '2025-06-30')],
    ['2025-2027', of(2027, '2025-2027', '2025-01-01', '2027-12-31')],
    ['2025–2027', of(2027, '2025–2027', '2025-01-01', '2027-12-31')],
    ['2015-17', of(2017, '2015-17', '2015-01-01', '2017-12-31')],
    ['2024-06', of(2024, '2024-06', '2024-06-01', '2024-06-30')],
    ['2024-02', of(2024, '2024-02', '2024-02-01', '2024-02-29')],
    ['06/2024', of(2024, '06/2024', '2024-06-01', '2024-06-30')],
    ['2026-06-30', of(2026, '2026-06-30', '2026-06-30', '2026-06-30')],
    ['30.06.2026', of(2026, '30.06.2026', '2026-06-30', '2026-06-30')],
    ['30/06/2026', of(2026, '30/06/2026', '2026-06-30', '2026-06-30')],
    ['06/30/2026', of(2026, '06/30/2026', '2026-06-30', '2026-06-30')],
    ['03/04/2026', { year: 2026, period: { label: '03/04/2026' } }],
    ['2017-18', { year: 2018, period: { label: '2017-18' } }],
    ['1999-00', { year: 2000, period: { label: '1999-00' } }],
    ['2024/25', { year: 2025, period: { label: '2024/25' } }],
    ['FY 2024/25', { year: 2025, period: { label: 'FY 2024/25' } }],
    ['FY2025', { year: 2025, period: { label: 'FY2025' } }],
    ['2024-2025', { year: 2025, period: { label: '2024-2025' } }],
    ['2010-12', { period: { label: '2010-12' } }],
    ['before the reform', { period: { label: 'before the reform' } }],
    ['end of 2025', { period: { label: 'end of 2025' } }],
    ['2019 (est.)', { period: { label: '2019 (est.)' } }],
  ])('%s is told with no day but what it says', (cell, time) => {
    expect(timeOf(cell, undefined)).toEqual(time);
  });

  it.each([
    ['2017-18', of(2018, '2017-18', '2017-07-01', '2018-06-30')],
    ['2024/25', of(2025, '2024/25', '2024-07-01', '2025-06-30')],
    ['FY 2024/2025', of(2025, 'FY 2024/2025', '2024-07-01', '2025-06-30')],
    ['2024/25 учебный год', of(2025, '2024/25 учебный год', '2024-07-01', '2025-06-30')],
    ['2027', { year: 2027 }],
    ['2025-2027', of(2027, '2025-2027', '2025-01-01', '2027-12-31')],
    ['2024-2025', { year: 2025, period: { label: '2024-2025' } }],
    ['FY 2025', { year: 2025, period: { label: 'FY 2025' } }],
    ['2026-Q1', { year: 2026, period: { label: '2026-Q1' } }],
  ])('%s of a plan whose fiscal years begin in July has the days that are beyond doubt', (cell, time) => {
    expect(timeOf(cell, 7)).toEqual(time);
  });

  it('of a fiscal year that is the calendar year has its days', () => {
    expect(timeOf('FY 2025', 1)).toEqual(of(2025, 'FY 2025', '2025-01-01', '2025-12-31'));
    expect(timeOf('FY 2024/25', 3)).toEqual(of(2025, 'FY 2024/25', '2024-03-01', '2025-02-28'));
  });

  it.each([
    ['24'],
    ['20270'],
    ['1899'],
    ['2201'],
    ['2567'],
    ['2026-02-30'],
    ['2026-13-01'],
    ['2027-2025'],
    ['Q4 3015'],
  ])('%s is asked about', (cell) => {
    expect(timeOf(cell, undefined)).toBe('unlikely');
  });

  it.each([
    ['2027', true],
    ['2026-Q1', true],
    ['2026-06-30', true],
    ['mid-term', true],
    ['end of 2025', true],
    ['2O27', false],
    ['30', false],
    ['', false],
  ])('%j can be the name of a target: %s', (name, can) => {
    expect(isTimeName(name)).toBe(can);
  });

  it('comes before another by its year, then by its last day, and before none at all', () => {
    const times: Time[] = [
      {},
      { year: 2027 },
      of(2026, 'Q2', '2026-04-01', '2026-06-30'),
      of(2026, 'Q1', '2026-01-01', '2026-03-31'),
    ];
    expect(times.toSorted(inTime).map(({ year, period }) => period?.label ?? year)).toEqual([
      'Q1',
      'Q2',
      2027,
      undefined,
    ]);
  });
});
