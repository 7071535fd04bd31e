// CSV as spreadsheets write it, a row at a time: any separator, quoted cells, line breaks inside of them.
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { parse as parseNow } from 'csv-parse/sync';
import { FileFault } from '../form/file-fault.ts';

/** A row of a table: its number, the first being 1, and its cells. */
export interface TableRow {
  readonly row: number;
  readonly cells: readonly string[];
}

export const separators = [',', ';', '\t', '|'] as const;
export type Separator = (typeof separators)[number];

/** Characters of one row at most; a quote that is never closed does not swallow the file. */
export const ROW_LIMIT = 64 * 1024;
/** Characters at the beginning that are looked at for what parts the cells. */
const SAMPLE = 64 * 1024;
/** `sep=;`, which Excel takes for itself. */
const separatorLine = /^"?sep=([,;\t|])"?(?:\r\n|\n|\r)/i;

const form = (delimiter: Separator) => ({
  bom: true,
  delimiter,
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  max_record_size: ROW_LIMIT,
});

/** The first rows with whatever quotes they have: to see what parts their cells. */
function firstRows(text: string, separator: Separator, count: number): readonly (readonly string[])[] {
  try {
    return parseNow(text, { ...form(separator), to: count, relax_quotes: true });
  } catch (error) {
    if (error instanceof CsvError) return [];
    throw error;
  }
}

/** What parts the cells: what makes the most names of columns, else the most cells. @param named how many names a row has */
function separatorOf(sample: string, named: (cells: readonly string[]) => number): Separator {
  const scored = separators.map((separator) => {
    const rows = firstRows(sample, separator, 20);
    const names = Math.max(0, ...rows.map(named));
    return { separator, names, cells: Math.max(0, ...rows.map((row) => row.length)) };
  });
  const [best] = scored.sort((one, other) => other.names - one.names || other.cells - one.cells);
  return best?.separator ?? ',';
}

/**
 * The rows of a CSV file, empty ones included.
 * @throws {FileFault} a quotation mark stands where none may, or a row is too long
 */
export async function* csvRows(
  text: AsyncIterable<string>,
  named: (cells: readonly string[]) => number,
): AsyncGenerator<TableRow> {
  const pieces = text[Symbol.asyncIterator]();
  let start = '';
  while (start.length < SAMPLE) {
    const { value, done } = await pieces.next();
    if (done === true) break;
    start += value;
  }
  const told = separatorLine.exec(start);
  const body = told === null ? start : start.slice(told[0].length);
  const delimiter = (told?.[1] as Separator | undefined) ?? separatorOf(body.slice(0, SAMPLE), named);
  async function* rest() {
    yield body;
    for (;;) {
      const { value, done } = await pieces.next();
      if (done === true) return;
      yield value;
    }
  }
  const source = Readable.from(rest(), { objectMode: false });
  const parser = source.pipe(parse(form(delimiter)));
  source.once('error', (error) => parser.destroy(error));
  let row = told === null ? 0 : 1;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      yield { row, cells };
    }
  } catch (error) {
    if (error instanceof CsvError) {
      const before = typeof error['records'] === 'number' ? error['records'] : row;
      throw new FileFault('MALFORMED_CSV', { row: before + (told === null ? 1 : 2) });
    }
    throw error;
  } finally {
    source.destroy();
  }
}
