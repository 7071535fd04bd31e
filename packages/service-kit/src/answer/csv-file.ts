// Rows as a CSV file.
import { stringify } from 'csv-stringify/sync';

export interface CsvColumn {
  readonly key: string;
  readonly header: string;
  /** holds figures that this service made: a minus sign before one begins no formula */
  readonly isFigure: boolean;
}

/**
 * RFC 4180 with a byte order mark, so that spreadsheets read it as UTF-8. A text that a spreadsheet would take for a
 * formula (`= + - @`, tab) is led by an apostrophe. A cell without a source is empty.
 */
export function csvFile(
  columns: readonly CsvColumn[],
  rows: readonly Readonly<Record<string, string | number | null>>[],
): Buffer {
  const figures = new Set(columns.filter(({ isFigure }) => isFigure).map(({ key }) => key));
  return Buffer.from(
    stringify([...rows], {
      columns: columns.map(({ key, header }) => ({ key, header })),
      header: true,
      bom: true,
      record_delimiter: '\r\n',
      escape_formulas: true,
      cast: {
        string: (value, { column, header }) =>
          !header && figures.has(String(column)) ? { value, escape_formulas: false } : value,
      },
    }),
  );
}
