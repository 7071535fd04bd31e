import { describe, expect, test } from 'vitest';
import { planAlignment } from '../src/reports/plan-alignment/plan-alignment.ts';
import { render } from '../src/serving/render.ts';
import { initiative, plan } from './reports/country.ts';
import { rowsFrom } from './reports/history.ts';

const titles: Record<string, string> = {
  1: '=cmd()',
  2: '+1',
  3: '-1',
  4: '@sum',
  5: '\tx',
  6: 'Вода, "чистая"',
};
const history = [
  ...plan('NDP', { nodes: Object.keys(titles), title: (code) => ({ ru: titles[code] ?? '' }) }),
  ...initiative('a', '12.00'),
];
const to = '2026-06-30';

function written(format: 'json' | 'csv', { language = 'en' as 'en' | 'ru', labelled = false } = {}): string {
  const figures = planAlignment.fold(rowsFrom(history, { to }), { plan: 'NDP', to, language, currency: 'EUR' });
  if ('rejected' in figures) throw new Error(figures.rejected);
  return render(planAlignment, figures, { format, to, language, currency: 'EUR', labelled }).toString('utf8');
}

/** A reader of RFC 4180 of its own. */
function cellsOf(csv: string): string[][] {
  const records: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    records.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === '\r\n') records.push([]);
    if (end === '') break;
  }
  return records.filter((record) => record.join('') !== '');
}

describe('a report as csv', () => {
  test('starts with a byte order mark, ends lines as RFC 4180 says, and has column keys for a header', () => {
    const csv = written('csv');
    expect(csv.startsWith('\uFEFFcode,level,levelLabel,')).toBe(true);
    expect(csv.split('\r\n')).toHaveLength(Object.keys(titles).length + 2);
    expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('has labels for a header where a language is asked for', () => {
    const [header] = cellsOf(written('csv', { language: 'ru', labelled: true }));
    expect(header?.slice(0, 2)).toEqual(['\uFEFFКод', 'Уровень']);
  });

  test('gives a spreadsheet no formula to run, and quotes what needs it', () => {
    const titled = cellsOf(written('csv'))
      .slice(1)
      .map((record) => record[4]);
    expect(titled).toEqual(["'=cmd()", "'+1", "'-1", "'@sum", "'\tx", 'Вода, "чистая"']);
  });

  test('leaves a column without a source empty, and figures as they are', () => {
    const [header = [], first = []] = cellsOf(written('csv'));
    const cell = (key: string) => first[header.indexOf(key)];
    expect([cell('budget'), cell('band'), cell('weightedScore')]).toEqual(['0.00', 'gap', '']);
  });
});

describe('a report as json', () => {
  test('names its key, plan, day, columns with unit and label, rows and footer, and no moment', () => {
    const report = JSON.parse(written('json'));
    expect(Object.keys(report)).toEqual(['key', 'plan', 'to', 'columns', 'rows', 'footer']);
    expect(report.columns[8]).toEqual({ key: 'budget', unit: 'EUR', label: 'Aligned budget' });
    expect(Object.keys(report.rows[0])).toEqual(report.columns.map(({ key }: { key: string }) => key));
    expect(report.rows[0].weightedScore).toBeNull();
  });
});
