// Files as spreadsheets write them: what they are taken for, and which rows come of them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkFile } from '../../src/plan-import/file/plan-file.ts';
import { rowsOfCsv } from '../../src/plan-import/spreadsheet/csv.ts';

const read = (file: string | Buffer, charset?: string) => {
  const found = rowsOfCsv(typeof file === 'string' ? Buffer.from(file) : file, charset);
  return { ...checkFile(found, { depth: 2 }), readAs: found.readAs };
};
const seen = (name: string) => read(readFileSync(join(import.meta.dirname, 'seen', `${name}.csv`)));
const told = ({ errors }: ReturnType<typeof read>) => errors.map(({ row, column, code }) => [row, column, code]);

const names = ['kind', 'code', 'parent', 'level', 'title_en', 'responsibleMinistry', 'baselineValue', 'target_2027'];
const file = (separator: string, ...rows: string[][]) =>
  [names, ['node', '1', '', '1', 'Health', 'MHEA', '', ''], ...rows].map((row) => row.join(separator)).join('\r\n');
const figures = (...pairs: [string, string][]) =>
  file(';', ...pairs.map(([baseline, target], index) => ['kpi', `K${index}`, '1', '', 'A KPI', '', baseline, target]));

describe('a file that was seen', () => {
  it.each([
    ['semicolon-decimal-comma', { encoding: 'utf-8', separator: ';', headerRow: 1 }, ','],
    ['semicolon-windows-1252', { encoding: 'windows-1252', separator: ';', headerRow: 1 }, undefined],
    ['utf-16', { encoding: 'utf-16le', separator: '\t', headerRow: 1 }, undefined],
    ['sep-line-and-title', { encoding: 'utf-8', separator: ';', headerRow: 2 }, undefined],
    ['empty-columns', { encoding: 'utf-8', separator: ',', headerRow: 1 }, undefined],
    ['codes', { encoding: 'utf-8', separator: ',', headerRow: 1 }, undefined],
    ['real-life-kpis', { encoding: 'utf-8', separator: ',', headerRow: 1 }, '.'],
  ])('%s is taken, and said what for', (name, readAs, decimalSign) => {
    expect(seen(name)).toMatchObject({ errors: [], readAs, decimalSign });
  });

  it('has its titles and figures', () => {
    expect(seen('semicolon-windows-1252').nodes).toMatchObject([{ title: { en: 'Santé et éducation' } }]);
    expect(seen('utf-16').nodes).toMatchObject([{ title: { en: 'Здоровье' } }]);
    expect(seen('semicolon-decimal-comma').kpis).toMatchObject([
      { baseline: { value: '0.435' }, targets: [{ year: 2027, value: '0.6' }] },
    ]);
  });

  it('is told of a wrong cell by the row of the spreadsheet', () => {
    expect(told(seen('line-break-in-cell'))).toEqual([[3, 'level', 'INVALID_LEVEL']]);
  });

  it('is told once of a code that stands twice', () => {
    const { errors } = seen('one-cause-many-errors');
    expect(errors).toMatchObject([{ code: 'CODE_ON_TWO_LEVELS', values: { value: '1', rows: [2, 3] } }]);
  });

  it('keeps codes apart that differ in capitals, and says so', () => {
    expect(seen('codes').nodes.map(({ code }) => code)).toEqual(['001', '1.9', '1.10', '1.a', '1.A', '3.2 (b)/c']);
    expect(seen('codes').notices).toMatchObject([{ code: 'CODES_DIFFER_IN_CAPITALS', values: { rows: [5, 6] } }]);
  });

  it('has KPIs as plans have them, and nothing is invented', () => {
    const title = { title: expect.anything(), nodeCode: '1', responsibleMinistry: 'MHEA' };
    const [k1, k2, k3, k4, k5, k6] = seen('real-life-kpis').kpis;
    const upRate = { ...title, direction: 'up', aggregation: 'rate' };
    expect(k1).toEqual({ ...upRate, code: 'K1', unit: '%', targets: [{ year: 2027, value: '80' }] });
    expect(k2?.baseline).toEqual({ year: 2018, period: { label: '2017-18' }, value: '12.5', source: 'Annual report' });
    expect(k3).toEqual({
      ...upRate,
      code: 'K3',
      unit: 'text',
      baseline: { year: 2020 },
      targets: [{ year: 2027, text: 'Halve the 2020 figure' }],
    });
    expect(k4?.targets).toEqual([{ year: 2027, low: '7', high: '9', text: '7 - 9' }]);
    expect(k5).toMatchObject({ direction: 'keep', targets: [{ year: 2027, value: '12' }] });
    expect(k6?.baseline?.value).toBe('18.41463344556467');
  });
});

describe('the separator of a file', () => {
  it.each([[','], [';'], ['\t']] as const)('%j is found by what it makes of the file', (separator) => {
    const title = `A plan; with, all three${'\t'}of them`;
    const text = `${title}\r\n\r\n${file(separator)}`;
    expect(read(text)).toMatchObject({ errors: [], nodes: [{ code: '1' }], readAs: { separator, headerRow: 3 } });
  });

  it.each([['sep=;\r\n'], ['SEP=;\n'], ['"sep=;"\n'], ['\uFEFFsep=;\n']])('is taken from %j', (line) => {
    expect(read(line + file(';'))).toMatchObject({ errors: [], readAs: { separator: ';', headerRow: 1 } });
  });
});

describe('the header of a file', () => {
  it('may have spaces around its names, other capitals, and spaces or lines for joints', () => {
    const text = file(',').replace(
      names.join(','),
      ' Kind ,CODE,Parent,Level,Title_EN,Responsible Ministry,"baseline\r\nvalue",Target 2027',
    );
    expect(read(text)).toMatchObject({ errors: [], nodes: [{ title: { en: 'Health' } }] });
  });

  it('may stand below several rows of titles, and a wrong row is still the spreadsheet’s', () => {
    const text = `Our plan;;\r\n;;\r\n"of two\r\nlines";;\r\n${file(';').replace(';1;Health', ';one;Health')}`;
    expect(told(read(text))).toEqual([[5, 'level', 'INVALID_LEVEL']]);
  });

  it('is the row with the most names where none is complete', () => {
    expect(told(read(`Our plan\r\n${file(',').replace('kind', 'type')}`))).toEqual([
      [2, 'type', 'UNKNOWN_COLUMN'],
      [2, 'kind', 'MISSING_COLUMN'],
    ]);
  });
});

describe('the decimal sign of a file', () => {
  it.each([
    [[['0,5', '1.234']], ',', [['0.5', '1234']]],
    [[['0.5', '1,234']], '.', [['0.5', '1234']]],
    [[['0,5', '1,234']], ',', [['0.5', '1.234']]],
    [[['1 234,5', '1\u00a0234']], ',', [['1234.5', '1234']]],
    [[['1\u202f234,5', '1\u2009234']], ',', [['1234.5', '1234']]],
    [[['1.234,5', '1.234']], ',', [['1234.5', '1234']]],
    [[['1,234.5', '1,234']], '.', [['1234.5', '1234']]],
    [[['1.84E+01', '1,234']], '.', [['18.4', '1234']]],
    [[['12', '1 000']], undefined, [['12', '1000']]],
  ] as [[string, string][], string | undefined, [string, string][]][])('of %j is %j', (pairs, sign, values) => {
    const { errors, decimalSign, kpis } = read(figures(...pairs));
    expect([errors, decimalSign]).toEqual([[], sign]);
    expect(kpis.map(({ baseline, targets }) => [baseline?.value, targets[0]?.value])).toEqual(values);
  });

  it('is asked about once where nothing tells', () => {
    const { errors } = read(figures(['1,234', '2,345'], ['12', '3,456']));
    expect(errors).toMatchObject([
      { row: 3, column: 'baselineValue', code: 'AMBIGUOUS_NUMBER', values: { value: '1,234', rows: [3, 4] } },
    ]);
  });

  it('is told where a file has both, and asked about for numbers that can be either', () => {
    const both = read(figures(['0,5', '0.5']));
    expect(both).toMatchObject({ errors: [], kpis: [{ baseline: { value: '0.5' }, targets: [{ value: '0.5' }] }] });
    expect(both.decimalSign).toBeUndefined();
    expect(both.notices).toMatchObject([{ code: 'TWO_DECIMAL_SIGNS', values: { comma: 3, point: 3 } }]);
    expect(told(read(figures(['0,5', '0.5'], ['1,234', ''])))).toEqual([[4, 'baselineValue', 'AMBIGUOUS_NUMBER']]);
  });
});
