// The rows of a CSV file as a spreadsheet shows them: row 1 first, empty ones included, line breaks inside of cells.
import { CsvError, parse } from 'csv-parse/sync';
import type { ImportError } from '../file/import-error.ts';

/** What may part cells: spreadsheets write a semicolon where the comma is the decimal sign. */
export const separators = [',', ';', '\t'] as const;
export type Separator = (typeof separators)[number];

/** Characters of one row; a quote that is never closed does not swallow the file. */
const ROW_LIMIT = 256 * 1024;

const form = (separator: Separator) => ({
  bom: true,
  delimiter: separator,
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  max_record_size: ROW_LIMIT,
});

/** The cells of each row, or where the file breaks. */
export function readRecords(text: string, separator: Separator): string[][] | ImportError {
  try {
    return parse(text, form(separator));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const before = typeof error['records'] === 'number' ? error['records'] : 0;
    return { row: before + 1, pointer: '', code: 'MALFORMED_CSV', values: {} };
  }
}

/** The first rows, read with whatever quotes they have: to see which separator a file has. */
export function firstRecords(text: string, separator: Separator, count: number): string[][] {
  try {
    return parse(text, { ...form(separator), to: count, relax_quotes: true });
  } catch (error) {
    if (error instanceof CsvError) return [];
    throw error;
  }
}
