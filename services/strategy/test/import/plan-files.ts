// Import files for tests, built row by row.
import { checkFile } from '../../src/plan-import/file/plan-file.ts';
import { rowsOfCsv } from '../../src/plan-import/spreadsheet/csv.ts';

type Cells = Record<string, string | number>;

export const node = (code: string, more: Cells = {}): Cells => ({
  kind: 'node',
  code,
  level: code.split('.').length,
  ...(code.includes('.') && { parent: code.split('.').slice(0, -1).join('.') }),
  title_en: `Node ${code}`,
  responsibleMinistry: 'MPLA',
  ...more,
});

export const kpi = (code: string, parent: string, more: Cells = {}): Cells => ({
  kind: 'kpi',
  code,
  parent,
  title_en: `Indicator ${code}`,
  responsibleMinistry: 'MPLA',
  unit: 'people',
  direction: 'up',
  aggregation: 'sum',
  baselineYear: 2024,
  baselineValue: '120.5',
  baselineSource: 'Statistics office',
  ...more,
});

/** The rows as CSV, with the columns in the order of their first use. */
export function csv(rows: readonly Cells[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: string | number | undefined) =>
    /[",\r\n]/.test(String(value ?? '')) ? `"${String(value).replaceAll('"', '""')}"` : String(value ?? '');
  return [columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((line) => line.map(cell).join(','))
    .join('\r\n');
}

/** What a CSV file holds for a plan of two levels. */
export const checkCsv = (text: string) => checkFile(rowsOfCsv(Buffer.from(text)), { depth: 2 });
