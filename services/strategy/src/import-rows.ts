// The two forms of an import file, CSV (RFC 4180; what parts the names of its header parts its cells) and JSON,
// become the same rows of cells.
import type { ImportFile } from '@tributary/contracts';
import type { RawBody } from '@tributary/service-kit';
import { CsvError, parse } from 'csv-parse/sync';
import type { z } from 'zod';
import { isBroken } from './domain/cells.ts';
import type { ImportError } from './domain/import-error.ts';
import type { Row, Rows } from './domain/plan-file.ts';
import { isCodeColumn, isColumn, neededColumns } from './domain/plan-row.ts';
import { textOfCsv } from './import-text.ts';

/** Rows that one file may have, in either form. */
const ROWS_LIMIT = 20_000;
/** Characters of one CSV line; a quote that is never closed does not swallow the file. */
const LINE_LIMIT = 256 * 1024;

/** What may part cells: spreadsheets write a semicolon where the comma is the decimal sign. No column has one in its name. */
const SEPARATORS = [',', ';', '\t'] as const;

/** The rows of a file in either form; undefined where its bytes are no text. */
export function rowsOf(file: z.infer<typeof ImportFile> | RawBody): Rows | undefined {
  if (!('bytes' in file)) return rowsOfJson(file.rows);
  const text = textOfCsv(file);
  return text === undefined ? undefined : rowsOfCsv(text);
}

/** The rows of a JSON file `{rows: [{kind, code, …}]}`, where a cell may also be a number; a strange name is told once. */
export function rowsOfJson(file: readonly Readonly<Record<string, unknown>>[]): Rows {
  const errors: ImportError[] = [];
  const strange = new Set<string>();
  const rows = file.map((object, index): Row => {
    const at = { row: index + 1, pointer: `/rows/${index}` };
    const cells = new Map<string, string>();
    for (const [column, value] of Object.entries(object)) {
      const place = { ...at, pointer: `${at.pointer}/${pointerTo(column)}`, column };
      if (!isColumn(column)) {
        if (!strange.has(column)) errors.push({ ...place, code: 'UNKNOWN_COLUMN', values: { value: column } });
        strange.add(column);
      } else if (typeof value === 'string' || typeof value === 'number') {
        if (isCodeColumn(column) && isFraction(value))
          errors.push({ ...place, code: 'CODE_AS_NUMBER', values: { value } });
        put(cells, column, String(value));
      } else if (value !== null) errors.push({ ...place, code: 'NOT_TEXT', values: {} });
    }
    return { ...at, cells };
  });
  return { rows, errors };
}

/** As numbers, 1.10 and 1.1 are one. */
const isFraction = (value: string | number): value is number =>
  typeof value === 'number' && !Number.isSafeInteger(value);

/** The rows of a CSV file, whose first line names the columns; rows of empty cells, as spreadsheets leave them, are none. */
export function rowsOfCsv(text: string): Rows {
  const lines = readCsv(text);
  if ('code' in lines) return { rows: [], errors: [lines] };
  const [header, ...records] = lines;
  if (header === undefined) return { rows: [], errors: [] };
  if (records.length > ROWS_LIMIT) return { rows: [], errors: [inHeader('TOO_MANY_ROWS', { limit: ROWS_LIMIT })] };
  const columns = header.record.map((name) => name.trim());
  const errors = headerErrors(columns);
  if (errors.length > 0) return { rows: [], errors };
  const rows: Row[] = [];
  for (const { record, line } of records) {
    if (record.length === columns.length) rows.push({ row: line, pointer: '', cells: cellsOf(columns, record) });
    else {
      const values = { found: record.length, expected: columns.length };
      errors.push({ row: line, pointer: '', code: 'RAGGED_ROW', values });
    }
  }
  return { rows, errors };
}

interface Line {
  readonly record: readonly string[];
  /** where it ends in the file, from 1 */
  readonly line: number;
}

function readCsv(text: string): Line[] | ImportError {
  try {
    const lines: unknown = parse(text, {
      bom: true,
      delimiter: separatorOf(text),
      info: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      max_record_size: LINE_LIMIT,
    });
    // The package's types leave out what `info: true` adds.
    return (lines as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
      record,
      line: info.lines,
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
    return { row: line, pointer: '', code: 'MALFORMED_CSV', values: {} };
  }
}

function separatorOf(text: string): string {
  const [header = ''] = text.trimStart().split(/[\r\n]/, 1);
  return SEPARATORS.find((separator) => header.includes(separator)) ?? ',';
}

const inHeader = (code: ImportError['code'], values: ImportError['values'], column?: string): ImportError => ({
  row: 1,
  pointer: '',
  code,
  values,
  ...(column !== undefined && { column }),
});

function headerErrors(columns: readonly string[]): ImportError[] {
  if (columns.some(isBroken)) return [inHeader('WRONG_ENCODING', {})];
  const missing = neededColumns.filter((column) => !columns.includes(column));
  return [
    ...columns.flatMap((column, index) => {
      if (!isColumn(column)) return [inHeader('UNKNOWN_COLUMN', { value: column }, column)];
      return columns.indexOf(column) < index ? [inHeader('DUPLICATE_COLUMN', { value: column }, column)] : [];
    }),
    ...missing.map((column) => inHeader('MISSING_COLUMN', { value: column }, column)),
  ];
}

function cellsOf(columns: readonly string[], record: readonly string[]): Map<string, string> {
  const cells = new Map<string, string>();
  for (const [index, column] of columns.entries()) put(cells, column, record[index] ?? '');
  return cells;
}

function put(cells: Map<string, string>, column: string, value: string): void {
  const cell = value.trim();
  if (cell !== '') cells.set(column, cell);
}

/** A name inside a JSON Pointer (RFC 6901). */
const pointerTo = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');
