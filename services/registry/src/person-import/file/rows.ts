// The rows of a file of persons, whatever the file is, each with its cells by the field that they hold.
import {
  IMPORT_ROWS,
  type ImportField,
  type ImportReading,
  type ImportType,
  PersonRegistration,
} from '@tributary/contracts';
import { type Column, columnsOf, fieldOf, headerAt, isImportField, namedIn, TOP } from '../form/columns.ts';
import { FileFault } from '../form/file-fault.ts';
import type { RawRow } from '../form/person-row.ts';
import { textOf } from './charset.ts';
import { csvRows, type TableRow } from './csv.ts';
import { jsonLines } from './lines.ts';
import { workbookRows } from './workbook.ts';

/** A file to be read, from its beginning as often as it is asked for. */
export interface SourceFile {
  readonly mediaType: ImportType;
  readonly encoding: string;
  readonly bytes: () => AsyncIterable<Uint8Array>;
}

const bodyFields = Object.keys(PersonRegistration.shape);

/** How old workbooks begin, and what else is sent in place of a table. */
const oldWorkbook = [0xd0, 0xcf, 0x11, 0xe0];
const archive = [0x50, 0x4b, 0x03, 0x04];
const begins = (bytes: Uint8Array, with_: readonly number[]) => with_.every((byte, at) => bytes[at] === byte);

/** @throws {FileFault} the file is of another kind than it was said to be */
async function checkBeginning({ mediaType, bytes }: SourceFile): Promise<void> {
  for await (const first of bytes()) {
    if (begins(first, oldWorkbook)) throw new FileFault('OLD_WORKBOOK');
    const isBook = mediaType.endsWith('sheet');
    if (isBook !== begins(first, archive)) throw new FileFault('NOT_A_WORKBOOK');
    return;
  }
}

const trimmed = (text: string) => text.replace(/\s+/gu, ' ').trim();

/** What stands in a row, by field; a list that stands in several columns is put together. */
function rowOf(columns: readonly (Column | undefined)[], { row, cells }: TableRow): RawRow {
  const held = new Map<ImportField, string>();
  const names = new Map<ImportField, string>();
  for (const [at, column] of columns.entries()) {
    if (column === undefined || column.field === 'ignore') continue;
    names.set(column.field, column.name);
    const text = trimmed(cells[at] ?? '');
    if (text === '') continue;
    const before = held.get(column.field);
    held.set(column.field, before === undefined ? text : `${before}; ${text}`);
  }
  return { row, cells: held, names };
}

async function* tableRows(
  rows: AsyncIterable<TableRow>,
  reading: ImportReading,
  tell: (columns: readonly Column[]) => void,
) {
  const top: TableRow[] = [];
  let columns: readonly (Column | undefined)[] | undefined;
  let width = 0;
  const begin = () => {
    const place = headerAt(
      top.map(({ cells }) => cells),
      reading,
    );
    columns = columnsOf(top[place]?.cells ?? [], reading);
    width = columns.length;
    tell(columns.flatMap((column) => column ?? []));
    return top.slice(place + 1);
  };
  const isEmpty = ({ cells }: TableRow) => cells.slice(0, width).every((cell) => cell.trim() === '');
  const read = (row: TableRow) => (isEmpty(row) ? [] : [rowOf(columns ?? [], row)]);
  for await (const row of rows) {
    if (columns !== undefined) yield* read(row);
    else {
      top.push(row);
      if (top.length === TOP) for (const below of begin()) yield* read(below);
    }
  }
  if (columns === undefined) for (const below of begin()) yield* read(below);
}

/** What a line says, by field; what has the form of the contract stays as it is. */
function lineRow(row: number, said: Readonly<Record<string, unknown>>, reading: ImportReading): RawRow {
  const cells = new Map<ImportField, string>();
  const names = new Map<ImportField, string>();
  const whole: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(said)) {
    if (value === null || value === '') continue;
    const isPlain = ['string', 'number', 'boolean'].includes(typeof value);
    if (!isPlain && bodyFields.includes(name)) {
      whole[name] = value;
      continue;
    }
    const field = isImportField(name) ? name : fieldOf(name, reading);
    if (field === undefined) whole[name] = value;
    else if (field !== 'ignore') {
      cells.set(field, isPlain ? trimmed(String(value)) : JSON.stringify(value));
      names.set(field, name);
    }
  }
  return { row, cells, names, ...(Object.keys(whole).length > 0 && { whole }) };
}

async function* rowsOf(
  file: SourceFile,
  reading: ImportReading,
  tell: (columns: readonly Column[]) => void,
): AsyncGenerator<RawRow> {
  await checkBeginning(file);
  if (file.mediaType === 'application/x-ndjson') {
    for await (const { row, said } of jsonLines(textOf(file.bytes(), file.encoding))) {
      yield said === undefined
        ? { row, cells: new Map(), names: new Map(), broken: true }
        : lineRow(row, said, reading);
    }
    return;
  }
  const named = (cells: readonly string[]) => namedIn(cells, reading);
  const table =
    file.mediaType === 'text/csv' ? csvRows(textOf(file.bytes(), file.encoding), named) : workbookRows(file.bytes);
  yield* tableRows(table, reading, tell);
}

/**
 * The rows of a file that hold something.
 * @param tell told what the columns were taken for, before the first row
 * @throws {FileFault} it cannot be gone through, as far as that shows
 */
export async function* personRows(
  file: SourceFile,
  reading: ImportReading,
  tell: (columns: readonly Column[]) => void,
): AsyncGenerator<RawRow> {
  let rows = 0;
  for await (const row of rowsOf(file, reading, tell)) {
    rows += 1;
    if (rows > IMPORT_ROWS) throw new FileFault('TOO_MANY_ROWS', { limit: IMPORT_ROWS });
    yield row;
  }
  if (rows === 0) throw new FileFault('NO_ROWS');
}
