// Indicators as real plans have them: nothing that a plan does not say has to be entered, and nothing it says is lost.
import { kpiDefined } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { checkFile } from '../../src/plan-import/file/plan-file.ts';
import { rowsOfJson } from '../../src/plan-import/rows-of.ts';
import { node } from './plan-files.ts';

const bare = (code: string, more: Record<string, string | number> = {}) => ({
  kind: 'kpi',
  code,
  parent: '1',
  title_en: 'An indicator',
  ...more,
});
const series = (code: string, more: Record<string, string | number>) => ({ kind: 'series', code, ...more });
const check = (rows: readonly Record<string, unknown>[], fiscalYearFirstMonth?: number) =>
  checkFile(rowsOfJson([node('1', { responsibleMinistry: 'MHEA; MEDU' }), node('1.1'), ...rows]), {
    depth: 2,
    fiscalYearFirstMonth,
  });
/** The one KPI of a file, which its event takes. */
function kpiOf(...rows: Record<string, unknown>[]) {
  const { errors, kpis } = check(rows, 7);
  expect(errors).toEqual([]);
  const [kpi] = kpis;
  if (kpi === undefined) throw new Error('no KPI');
  kpiDefined.schema.parse({ planCode: 'NDP', planVersion: '1', ...kpi });
  return kpi;
}
const told = (...rows: Record<string, unknown>[]) =>
  check(rows).errors.map(({ row, column, code }) => [row, column, code]);

describe('a KPI', () => {
  it('needs a code, a node and a title, and has the ministries of its node', () => {
    expect(kpiOf(bare('K1'))).toEqual({
      code: 'K1',
      nodeCode: '1',
      title: { en: 'An indicator' },
      targets: [],
      responsibleMinistry: 'MHEA',
      alsoResponsible: ['MEDU'],
    });
  });

  it('can have ministries of its own, the first of which decides', () => {
    const own = kpiOf(bare('K1', { responsibleMinistry: 'MTRA;MHEA; MTRA' }));
    expect(own).toMatchObject({ responsibleMinistry: 'MTRA', alsoResponsible: ['MHEA'] });
    expect(kpiOf(bare('K1', { responsibleMinistry: 'MTRA' })).alsoResponsible).toBeUndefined();
  });

  it('can stand under nodes of two levels, the first being its own', () => {
    expect(kpiOf(bare('K1', { parent: '1.1; 1;1' }))).toMatchObject({ nodeCode: '1.1', alsoUnder: ['1'] });
  });

  it.each([
    [{ baselineValue: 'not measured yet' }, { text: 'not measured yet' }],
    [
      { baselineYear: '2015 Q4', baselineValue: '<5' },
      { year: 2015, period: { label: '2015 Q4' }, text: '<5' },
    ],
    [
      { baselineYear: '2017-18', baselineValue: '12.5', baselineSource: 'Annual report' },
      {
        year: 2018,
        period: { label: '2017-18', from: '2017-07-01', to: '2018-06-30' },
        value: '12.5',
        source: 'Annual report',
      },
    ],
    [
      { baselineYear: '2015-2017', baselineValue: '7 - 9' },
      { year: 2017, period: { label: '2015-2017', from: '2015-01-01', to: '2017-12-31' }, text: '7 - 9' },
    ],
    [
      { baselineYear: 2020, baselineValue: 0.435 },
      { year: 2020, value: '0.435' },
    ],
    [{ baselineValue: '79.51 (2023)' }, { year: 2023, value: '79.51', text: '79.51 (2023)' }],
    [{ baselineYear: '–', baselineValue: '-' }, undefined],
  ])('has the baseline of %j', (cells, baseline) => {
    expect(kpiOf(bare('K1', cells)).baseline).toEqual(baseline);
  });

  it('has targets for years, periods, days and no time at all, in the order of time', () => {
    const cells = { target: 'Halve it', 'target_2026-06-30': 5, 'target_2025-2027': '7 - 9', target_2026: '≥ 80' };
    expect(kpiOf(bare('K1', { ...cells, target_2027: '–' })).targets).toEqual([
      { year: 2026, period: { label: '2026-06-30', from: '2026-06-30', to: '2026-06-30' }, value: '5' },
      { year: 2026, low: '80', text: '≥ 80' },
      {
        year: 2027,
        period: { label: '2025-2027', from: '2025-01-01', to: '2027-12-31' },
        low: '7',
        high: '9',
        text: '7 - 9',
      },
      { text: 'Halve it' },
    ]);
  });

  it.each([
    ['up', 'up'],
    ['Increase', 'up'],
    ['рост', 'up'],
    ['réduire', 'down'],
    ['maintain', 'keep'],
    ['mantener', 'keep'],
    ['manter', 'keep'],
  ])('goes %s, which is %s', (word, direction) => {
    expect(kpiOf(bare('K1', { direction: word })).direction).toBe(direction);
  });

  it('has the unit that all of its figures bring, where that is a usual one', () => {
    const cells = { baselineValue: '50 %', target_2027: '80%' };
    expect(kpiOf(bare('K1', cells))).toMatchObject({
      unit: '%',
      baseline: { value: '50' },
      targets: [{ value: '80' }],
    });
    const two = kpiOf(bare('K1', { baselineValue: '50 %', target_2027: '80 km' }));
    expect(two).toMatchObject({ baseline: { text: '50 %' }, targets: [{ text: '80 km' }] });
    expect(two.unit).toBeUndefined();
    expect(kpiOf(bare('K1', { target_2027: '80 more' })).targets).toEqual([{ year: 2027, text: '80 more' }]);
  });
});

describe('the series of a KPI', () => {
  it('are figures of categories and in other units, wherever their rows stand', () => {
    const kpi = kpiOf(
      series('K1', {
        dimension: 'sex',
        category: 'female',
        baselineYear: 2020,
        baselineValue: '40 %',
        target_2027: 50,
      }),
      bare('K1', { unit: '%', target_2027: 60 }),
      series('K1', { unit: 'people', target_2027: 'at least 1000' }),
      series('K1', { unit: 'per cent', dimension: 'area', category: 'Torva' }),
    );
    expect(kpi.series).toEqual([
      {
        dimension: 'sex',
        category: 'female',
        baseline: { year: 2020, value: '40' },
        targets: [{ year: 2027, value: '50' }],
      },
      { unit: 'people', targets: [{ year: 2027, low: '1000', text: 'at least 1000' }] },
      { dimension: 'area', category: 'Torva', targets: [] },
    ]);
  });

  it('are of something, and of each thing once', () => {
    const female = { dimension: 'sex', category: 'female' };
    expect(
      told(
        bare('K1', { unit: '%' }),
        series('K1', { target_2027: 1 }),
        series('K1', { unit: '%' }),
        series('K1', { dimension: 'sex' }),
        series('K1', female),
        series('K1', female),
        series('', female),
      ),
    ).toEqual([
      [4, 'dimension', 'SERIES_OF_NOTHING'],
      [5, 'dimension', 'SERIES_OF_NOTHING'],
      [6, 'category', 'REQUIRED'],
      [8, 'category', 'DUPLICATE_SERIES'],
      [9, 'code', 'REQUIRED'],
    ]);
  });

  it('rest on a KPI of the file, and are not blamed for a wrong one', () => {
    const female = { dimension: 'sex', category: 'female' };
    expect(told(series('K9', female), series('K9', { ...female, category: 'male' }))).toEqual([
      [3, 'code', 'UNKNOWN_KPI'],
    ]);
    expect(told(bare('K=1'), series('K=1', female))).toEqual([[3, 'code', 'INVALID_CODE']]);
  });
});

describe('the columns of a JSON file', () => {
  it('are read in whatever capitals, and pointed to as they are written', () => {
    const { errors } = checkFile(
      rowsOfJson([{ Kind: 'node', CODE: '1', LEVEL: 'x', Title_EN: 'One', 'Responsible Ministry': 'MHEA' }]),
      { depth: 1 },
    );
    expect(errors).toMatchObject([{ pointer: '/rows/0/LEVEL', column: 'LEVEL', code: 'INVALID_LEVEL' }]);
  });

  it('can hold numbers, which have a decimal point whatever the texts of the file have', () => {
    const { kpis, errors } = check([bare('K1', { baselineValue: 1.234, target_2027: '1,234', target_2030: '0,5' })]);
    expect(errors).toEqual([]);
    expect(kpis).toMatchObject([{ baseline: { value: '1.234' }, targets: [{ value: '1.234' }, { value: '0.5' }] }]);
  });
});
