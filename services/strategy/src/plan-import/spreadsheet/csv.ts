// A CSV file as spreadsheets write it becomes rows of cells by the columns that its header names.
import type { ImportReadAs } from '@tributary/contracts';
import { cleaned } from '../file/cells.ts';
import { columnOf } from '../file/columns.ts';
import type { ImportError } from '../file/import-error.ts';
import type { Row, Rows } from '../file/rows.ts';
import { decodeText } from './encoding.ts';
import { dialectOf, headerAt, headerErrors } from './header.ts';
import { readRecords } from './records.ts';

/** Rows that one file may have. */
const ROWS_LIMIT = 20_000;

/** The rows of a file and what it was taken for. */
export interface ReadFile extends Rows {
  readonly readAs: ImportReadAs;
}

/** How workbooks begin: .xlsx and .ods are ZIP archives, .xls is a compound file. */
const workbooks = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];

/** Reads a CSV file. @param charset as its Content-Type names it */
export function rowsOfCsv(bytes: Uint8Array, charset?: string): ReadFile {
  const { text, encoding } = decodeText(bytes, charset);
  const failed = (errors: readonly ImportError[], readAs: ImportReadAs = { encoding }) => ({
    rows: [],
    errors,
    readAs,
  });
  const at = (row: number, code: ImportError['code'], values: ImportError['values'] = {}) => [
    { row, pointer: '', code, values },
  ];
  if (workbooks.some((start) => start.every((byte, index) => bytes[index] === byte))) return failed(at(1, 'WORKBOOK'));

  const dialect = dialectOf(text);
  const records = readRecords(dialect.text, dialect.separator);
  if ('code' in records) return failed([records], { encoding, separator: dialect.separator });
  const place = headerAt(records);
  const readAs = { encoding, separator: dialect.separator, headerRow: place + 1 };
  const below = records.slice(place + 1).map((record, index) => ({ record, row: place + index + 2 }));
  const filled = below.filter(({ record }) => record.some((cell) => cell.trim() !== ''));
  const names = records[place] ?? [];
  if (filled.length > ROWS_LIMIT) return failed(at(place + 1, 'TOO_MANY_ROWS', { limit: ROWS_LIMIT }), readAs);
  if (names.length === 0) return failed([], readAs);
  const errors = headerErrors(names, place + 1);
  if (errors.length > 0) return failed(errors, readAs);
  return { ...rowsBelow(names, filled), readAs };
}

interface Numbered {
  readonly record: readonly string[];
  readonly row: number;
}

function rowsBelow(names: readonly string[], records: readonly Numbered[]): Rows {
  const columns = names.map((name) => columnOf(name));
  const width = columns.findLastIndex((column) => column !== undefined) + 1;
  const unnamed = unnamedColumns(columns, records);
  const rows: Row[] = [];
  const errors: ImportError[] = [...unnamed];
  for (const { record, row } of records) {
    const isRagged = record.length < width || record.slice(names.length).some((cell) => cell.trim() !== '');
    if (isRagged) {
      const values = { found: record.length, expected: width };
      errors.push({ row, pointer: '', code: 'RAGGED_ROW', values });
    } else rows.push({ row, pointer: '', cells: cellsOf(columns, record) });
  }
  return { rows, errors };
}

/** A column without a name must be empty; each is told once, at its first value. */
function unnamedColumns(columns: readonly (string | undefined)[], records: readonly Numbered[]): ImportError[] {
  return columns.flatMap((column, index) => {
    const first = column === undefined && records.find(({ record }) => (record[index] ?? '').trim() !== '');
    if (!first) return [];
    const values = { letter: letterOf(index) };
    return [{ row: first.row, pointer: '', code: 'UNNAMED_COLUMN' as const, values }];
  });
}

/** The letters of a column as spreadsheets show them: A, …, Z, AA. */
const letterOf = (index: number): string =>
  (index >= 26 ? letterOf(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

function cellsOf(columns: readonly (string | undefined)[], record: readonly string[]): Map<string, string> {
  const cells = new Map<string, string>();
  for (const [index, column] of columns.entries()) {
    const cell = cleaned(record[index] ?? '');
    if (column !== undefined && cell !== '') cells.set(column, cell);
  }
  return cells;
}
