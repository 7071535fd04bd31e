// Files of comma-separated values: how they may be written, what is refused, and where it is said to be.
import { describe, expect, it } from 'vitest';
import { checkCsv, csv, kpi, node } from './plan-files.ts';

describe('a CSV file', () => {
  const errorsOfCsv = (text: string) =>
    checkCsv(text).errors.map(({ row, column, code, pointer }) => [row, column, code, pointer]);
  const good = csv([node('1'), node('1.1')]);

  it.each([
    ['nothing', ''],
    ['a header alone', 'kind,code,level,title_en,responsibleMinistry'],
    ['a header and empty cells', 'kind;code;level;title_en;responsibleMinistry\r\n;;;;\r\n'],
  ])('of %s has no rows', (_what, text) => {
    expect(errorsOfCsv(text)).toEqual([[1, undefined, 'NO_ROWS', '']]);
  });

  it('counts rows as a spreadsheet shows them, empty ones and those with line breaks in cells included', () => {
    const broken = csv([node('1', { title_en: 'two\nlines' }), node('1.1', { level: 3 })]);
    expect(errorsOfCsv(broken)).toEqual([[3, 'level', 'LEVEL_TOO_DEEP', '']]);
    expect(errorsOfCsv(good.replace('\r\n', '\r\n\r\n').replace('node,1.1,2', 'node,1.1,3'))).toEqual([
      [4, 'level', 'LEVEL_TOO_DEEP', ''],
    ]);
  });

  it('may begin with a byte order mark and quote its cells', () => {
    expect(errorsOfCsv(`\uFEFF${csv([node('1', { title_en: 'Water, "clean"' })])}`)).toEqual([]);
  });

  it.each([
    ['a semicolon', (text: string) => text.replaceAll(',', ';')],
    ['a tab', (text: string) => text.replaceAll(',', '\t')],
  ])('may part its cells with %s, as its header does', (_what, written) => {
    expect(checkCsv(written(good))).toEqual(checkCsv(good));
    const decimals = written(csv([node('1'), kpi('K1', '1', { baselineValue: 'BASE' })])).replace('BASE', '"120,5"');
    expect(checkCsv(decimals)).toMatchObject({ errors: [], kpis: [{ baseline: { value: '120.5' } }] });
  });

  it.each([['\n'], ['\r'], ['\r\n']])('may end its lines with %j, also beside others', (end) => {
    const [header = '', ...lines] = good.split('\r\n');
    for (const mixed of [[header, ...lines].join(end), `${header}\r\n${lines.join(end)}${end}`]) {
      expect(checkCsv(mixed)).toEqual(checkCsv(good));
    }
  });

  it('may end in rows of empty cells, as spreadsheets leave them', () => {
    const empty = good.split('\r\n')[0]?.replaceAll(/[^,]/g, '');
    expect(errorsOfCsv(`${good}\r\n${empty}\r\n${empty}\r\n`)).toEqual([]);
  });

  it('is told once of a column that every row needs', () => {
    expect(errorsOfCsv('code,level\r\n1,1\r\n2,1')).toEqual([
      [1, 'kind', 'MISSING_COLUMN', ''],
      [1, 'responsibleMinistry', 'MISSING_COLUMN', ''],
      [1, 'title_<language>', 'MISSING_COLUMN', ''],
    ]);
  });

  it.each([
    [
      'a repeated column',
      csv([node('1', { title_fr: '1' })]).replace('title_fr', 'level'),
      [[1, 'level', 'DUPLICATE_COLUMN', '']],
    ],
    [
      'an unknown column',
      good.replace('level', 'depth'),
      [
        [1, 'depth', 'UNKNOWN_COLUMN', ''],
        [1, 'level', 'MISSING_COLUMN', ''],
      ],
    ],
    [
      'values in an unnamed column',
      csv([node('1', { title_fr: 'x' })]).replace('title_fr', ''),
      [[2, undefined, 'UNNAMED_COLUMN', '']],
    ],
    ['a row that is too short', `${good}\r\nnode,2`, [[4, undefined, 'RAGGED_ROW', '']]],
    ['a row that is too long', `${good},x`, [[3, undefined, 'RAGGED_ROW', '']]],
    ['a quote that is never closed', `${good}\r\n"node,2`, [[4, undefined, 'MALFORMED_CSV', '']]],
    ['a quote inside a cell', `${good}\r\nno"de,2`, [[4, undefined, 'MALFORMED_CSV', '']]],
    ['what is no text', good.replace('title_en', '\0'), [[1, undefined, 'WRONG_ENCODING', '']]],
    ['a workbook', 'PK\u0003\u0004…', [[1, undefined, 'WORKBOOK', '']]],
  ])('with %s is refused', (_what, text, errors) => {
    expect(errorsOfCsv(text)).toEqual(errors);
  });

  it('of too many rows is refused', () => {
    expect(errorsOfCsv(`kind,code,level,title_en,responsibleMinistry\n${'node\n'.repeat(20_001)}`)).toEqual([
      [1, undefined, 'TOO_MANY_ROWS', ''],
    ]);
  });
});
