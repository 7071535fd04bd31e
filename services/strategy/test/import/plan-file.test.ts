import { describe, expect, it } from 'vitest';
import { checkFile } from '../../src/plan-import/file/plan-file.ts';
import { rowsOfJson } from '../../src/plan-import/rows-of.ts';
import { checkCsv, csv, kpi, node } from './plan-files.ts';

const check = (...rows: Record<string, unknown>[]) => checkFile(rowsOfJson(rows), { depth: 2 });
const errorsOf = (...rows: Record<string, unknown>[]) =>
  check(...rows).errors.map(({ row, column, code }) => [row, column, code]);

describe('a good import file', () => {
  const rows = [
    node('1', { title_fr: 'Nœud 1', title_ru: 'Узел 1', 'title_pt-BR': 'Nó 1', contributing: 'MHEA; MEDU;' }),
    node('1.1'),
    kpi('K1', '1.1', { target_2030: '200', target_2027: 150 }),
  ];

  it('becomes nodes and KPIs', () => {
    expect(check(...rows)).toEqual({
      nodes: [
        {
          code: '1',
          level: 1,
          title: { en: 'Node 1', fr: 'Nœud 1', ru: 'Узел 1', 'pt-BR': 'Nó 1' },
          responsibleMinistry: 'MPLA',
          contributing: ['MHEA', 'MEDU'],
        },
        {
          code: '1.1',
          parentCode: '1',
          level: 2,
          title: { en: 'Node 1.1' },
          responsibleMinistry: 'MPLA',
          contributing: [],
        },
      ],
      kpis: [
        {
          code: 'K1',
          nodeCode: '1.1',
          title: { en: 'Indicator K1' },
          responsibleMinistry: 'MPLA',
          unit: 'people',
          direction: 'up',
          aggregation: 'sum',
          baseline: { year: 2024, value: '120.5', source: 'Statistics office' },
          targets: [
            { year: 2027, value: '150' },
            { year: 2030, value: '200' },
          ],
        },
      ],
      decimalSign: '.',
      errors: [],
      notices: [],
    });
  });

  it('says the same as CSV and as JSON', () => {
    expect(checkCsv(csv(rows))).toEqual(check(...rows));
  });

  it('may have the parent below the child, and a node and a KPI with one code', () => {
    expect(errorsOf(node('1.1'), node('1'), kpi('1', '1'))).toEqual([]);
  });

  it('may have columns of KPIs on nodes and the reverse, and cells of nothing but spaces', () => {
    expect(
      errorsOf(node('1', { unit: 'people', target_2030: '1..2', parent: '  ' }), kpi('K1', '1', { level: 9 })),
    ).toEqual([]);
  });

  it('may have whole numbers for codes in JSON, and each contributor counts once', () => {
    const { nodes, errors } = check({ ...node('1'), code: 1, contributing: 'MHEA;MEDU;MHEA' });
    expect(errors).toEqual([]);
    expect(nodes).toMatchObject([{ code: '1', contributing: ['MHEA', 'MEDU'] }]);
  });

  it('may have a JSON null for a cell that is empty', () => {
    expect(errorsOf(node('1', { title_fr: '' }), { ...node('2'), parent: null })).toEqual([]);
  });
});

describe('each row of an import', () => {
  it.each([
    ['without a kind', { ...node('1'), kind: '' }, 'kind', 'REQUIRED'],
    ['of an unknown kind', node('1', { kind: 'goal' }), 'kind', 'UNKNOWN_KIND'],
    ['without a code', node('', { level: 1 }), 'code', 'REQUIRED'],
    ['with a bad code', node('one=two'), 'code', 'INVALID_CODE'],
    ['without a level', node('1', { level: '' }), 'level', 'REQUIRED'],
    ['with a level that is no number', node('1', { level: 'top' }), 'level', 'INVALID_LEVEL'],
    ['with a level of zero', node('1', { level: 0 }), 'level', 'INVALID_LEVEL'],
    ['without any title', node('1', { title_en: ' ' }), 'title_en', 'TITLE_MISSING'],
    ['with a title that is too long', node('1', { title_fr: 'x'.repeat(1001) }), 'title_fr', 'INVALID_TEXT'],
    ['with a control character in a title', node('1', { title_en: 'a\u0007b' }), 'title_en', 'INVALID_TEXT'],
    ['with NUL in a title', node('1', { title_en: 'a\0b' }), 'title_en', 'WRONG_ENCODING'],
    ['with what a decoder left of wrong bytes', node('1', { title_en: 'caf\uFFFD' }), 'title_en', 'WRONG_ENCODING'],
    ['with half a character', node('1', { title_en: 'x\uD83D' }), 'title_en', 'WRONG_ENCODING'],
    ['without a ministry', node('1', { responsibleMinistry: '' }), 'responsibleMinistry', 'REQUIRED'],
    ['with a bad ministry', node('1', { responsibleMinistry: 'Health' }), 'responsibleMinistry', 'INVALID_MINISTRY'],
    ['with a bad contributor', node('1', { contributing: 'MHEA,MEDU' }), 'contributing', 'INVALID_MINISTRY'],
    ['with a list as a cell', { ...node('1'), contributing: ['MHEA'] }, 'contributing', 'NOT_TEXT'],
    ['with a column nobody knows', node('1', { colour: 'red' }), 'colour', 'UNKNOWN_COLUMN'],
    ['with a title in no language', node('1', { title_x1: 'x' }), 'title_x1', 'UNKNOWN_COLUMN'],
    ['with a code in Cyrillic', node('А1', { level: 1 }), 'code', 'INVALID_CODE'],
    ['with a composed letter in its code', node('é', { level: 1 }), 'code', 'INVALID_CODE'],
    ['with the same letter in two parts', node('e\u0301', { level: 1 }), 'code', 'INVALID_CODE'],
    ['with a code that is a fraction', { ...node('1'), code: 1.1 }, 'code', 'CODE_AS_NUMBER'],
    ['with the reserved code', node('Unaligned', { level: 1 }), 'code', 'RESERVED_CODE'],
    ['with a target of no year', node('1', { target_30: '1' }), 'target_30', 'UNLIKELY_TIME'],
    ['with a target of a year that nobody means', node('1', { target_20270: '1' }), 'target_20270', 'UNLIKELY_TIME'],
    ['with a letter for a digit in a target', node('1', { target_2O27: '1' }), 'target_2O27', 'UNLIKELY_TIME'],
  ])('%s is refused for that alone', (_what, row, column, code) => {
    expect(errorsOf(row)).toEqual([[1, column, code]]);
  });

  it.each([
    ['without a node', { parent: '' }, 'parent', 'REQUIRED'],
    ['with nothing but a semicolon for its nodes', { parent: ' ; ' }, 'parent', 'REQUIRED'],
    ['with a direction nobody knows', { direction: 'left' }, 'direction', 'INVALID_CHOICE'],
    ['with an aggregation nobody knows', { aggregation: 'median' }, 'aggregation', 'INVALID_CHOICE'],
    ['with a baseline year that nobody means', { baselineYear: '24' }, 'baselineYear', 'UNLIKELY_TIME'],
    ['with a broken number', { baselineValue: '12.0.5' }, 'baselineValue', 'BROKEN_NUMBER'],
    ['with what a spreadsheet shows of an error', { target_2030: '#DIV/0!' }, 'target_2030', 'BROKEN_NUMBER'],
    ['with words too long to keep', { target_2030: 'x'.repeat(301) }, 'target_2030', 'INVALID_TEXT'],
  ])('of a KPI %s is refused for that alone', (_what, more, column, code) => {
    expect(errorsOf(node('1'), kpi('K1', '1', more))).toEqual([[2, column, code]]);
  });

  it('that is larger than an event may be is refused before anything is stored', () => {
    const titles = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`title_en-x${index}`, 'й'.repeat(1000)]),
    );
    expect(errorsOf(node('1', titles))).toEqual([[1, undefined, 'ROW_TOO_LARGE']]);
  });

  it('can have several errors, and a column that nobody knows is told once', () => {
    expect(errorsOf(node('1', { colour: 'red', level: 'x' }), node('2', { colour: 'blue' }))).toEqual([
      [1, 'colour', 'UNKNOWN_COLUMN'],
      [1, 'level', 'INVALID_LEVEL'],
    ]);
  });

  it('in JSON is pointed to', () => {
    const [unknown, level] = check(node('1', { 'a/b~c': 'x' }), node('2', { level: 'x' })).errors;
    expect(unknown?.pointer).toBe('/rows/0/a~1b~0c');
    expect(level?.pointer).toBe('/rows/1/level');
  });
});

describe('the rows of an import against each other', () => {
  it('have each code once for a kind', () => {
    expect(errorsOf(node('1'), node('1'), kpi('K1', '1'), kpi('K1', '1'))).toEqual([
      [2, 'code', 'DUPLICATE_CODE'],
      [4, 'code', 'DUPLICATE_KPI'],
    ]);
  });

  it('rest on parents that are nodes of the file', () => {
    expect(errorsOf(node('1'), node('2.1'), kpi('K1', '3'), kpi('K2', 'K1'))).toEqual([
      [2, 'parent', 'UNKNOWN_PARENT'],
      [3, 'parent', 'UNKNOWN_PARENT'],
      [4, 'parent', 'UNKNOWN_PARENT'],
    ]);
  });

  it('stand below their parent, and on the first level without one', () => {
    expect(errorsOf(node('1'), node('1.1', { level: 1 }), node('2', { level: 2 }))).toEqual([
      [2, 'level', 'WRONG_LEVEL'],
      [3, 'parent', 'PARENT_MISSING'],
    ]);
  });

  it('may stand more than one level below their parent', () => {
    const deep = rowsOfJson([node('1'), node('1.1', { level: 3 })]);
    expect(checkFile(deep, { depth: 3 }).errors).toEqual([]);
  });

  it('have one error for a code on two levels, and none for its children', () => {
    const rows = [node('1'), node('1', { level: 2, parent: '1' }), node('1.1'), node('1.2'), kpi('K1', '1')];
    const { errors } = check(...rows);
    expect(errors).toMatchObject([{ row: 2, code: 'CODE_ON_TWO_LEVELS', values: { rows: [1, 2], levels: [1, 2] } }]);
  });

  it('have one error for a node that is missing, however many rows name it', () => {
    const { errors } = check(node('1'), node('2.1'), node('2.2'), kpi('K1', '1;2'));
    expect(errors).toMatchObject([{ row: 2, code: 'UNKNOWN_PARENT', values: { value: '2', rows: [2, 3, 4] } }]);
  });

  it('are not blamed for a parent whose code or kind is wrong', () => {
    expect(errorsOf(node('x=1', { level: 1 }), node('1', { level: 2, parent: 'x=1' }), kpi('K1', 'x=1'))).toEqual([
      [1, 'code', 'INVALID_CODE'],
    ]);
    expect(errorsOf({ ...node('1'), kind: 'goal' }, node('1.1'))).toEqual([[1, 'kind', 'UNKNOWN_KIND']]);
  });

  it('are told, and taken, where codes differ in capitals alone', () => {
    const { nodes, errors, notices } = check(
      node('1.a', { level: 1, parent: '' }),
      node('1.A', { level: 1, parent: '' }),
    );
    expect([nodes.map(({ code }) => code), errors]).toEqual([['1.a', '1.A'], []]);
    expect(notices).toMatchObject([
      { pointer: '/rows/0/code', code: 'CODES_DIFFER_IN_CAPITALS', values: { codes: ['1.A', '1.a'], rows: [1, 2] } },
    ]);
  });

  it('go no deeper than the plan', () => {
    expect(errorsOf(node('1'), node('1.1'), node('1.1.1'))).toEqual([[3, 'level', 'LEVEL_TOO_DEEP']]);
  });

  it('cannot be each other’s parents', () => {
    const errors = errorsOf(node('A', { level: 1, parent: 'B' }), node('B', { level: 2, parent: 'A' }));
    expect(errors).toEqual([[1, 'level', 'WRONG_LEVEL']]);
  });

  it('are not blamed for what is wrong in the row of their parent', () => {
    expect(errorsOf(node('1', { level: 'x' }), node('1.1'), kpi('K1', '1'))).toEqual([[1, 'level', 'INVALID_LEVEL']]);
  });

  it('are at least one', () => {
    expect(errorsOf()).toEqual([[1, undefined, 'NO_ROWS']]);
  });
});
