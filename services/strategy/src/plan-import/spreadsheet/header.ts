// Which row names the columns, what parts the cells, and what is wrong with the names.
import { isBroken } from '../file/cells.ts';
import { columnOf, isUnlikelyTarget, neededColumns } from '../file/columns.ts';
import type { ImportError } from '../file/import-error.ts';
import { firstRecords, type Separator, separators } from './records.ts';

/** Rows at the top among which the header is looked for: titles and notes may stand above it. */
const TOP = 40;

/** `sep=;`, which Excel takes for itself and shows in no row. */
const separatorLine = /^\uFEFF?"?sep=([,;\t])"?(?:\r\n|\n|\r|$)/i;

export interface Dialect {
  readonly separator: Separator;
  /** the file without a line that names its separator */
  readonly text: string;
}

/** Finds what parts the cells by trying: what makes the most names of columns out of one row. */
export function dialectOf(file: string): Dialect {
  const [line, told] = separatorLine.exec(file) ?? [];
  const named = separators.find((separator) => separator === told);
  if (line !== undefined && named !== undefined) return { separator: named, text: file.slice(line.length) };
  const known = (separator: Separator) => Math.max(0, ...firstRecords(file, separator, TOP).map(knownNames));
  const best = separators.map((separator) => ({ separator, names: known(separator) }));
  const [{ separator }] = best.toSorted((a, b) => b.names - a.names) as [(typeof best)[number]];
  return { separator, text: file };
}

const knownNames = (record: readonly string[]) => record.filter((name) => columnOf(name) !== undefined).length;

const isEmpty = (record: readonly string[]) => record.every((cell) => cell.trim() === '');

/** The place of the row that names the columns: the first that has `kind` and `code`, else the one with most names. */
export function headerAt(records: readonly (readonly string[])[]): number {
  const top = records.slice(0, TOP);
  const whole = top.findIndex((record) => ['kind', 'code'].every((name) => record.map(columnOf).includes(name)));
  if (whole >= 0) return whole;
  const counts = top.map(knownNames);
  const most = Math.max(0, ...counts);
  return most > 0
    ? counts.indexOf(most)
    : Math.max(
        0,
        records.findIndex((record) => !isEmpty(record)),
      );
}

/** What is wrong with a header; `row` is its own. Names may be missing where nothing stands below. */
export function headerErrors(names: readonly string[], row: number): ImportError[] {
  const wrong = (code: ImportError['code'], name?: string): ImportError => ({
    row,
    pointer: '',
    ...(name !== undefined && { column: name }),
    code,
    values: { value: name ?? '' },
  });
  if (names.some(isBroken))
    return [{ row, pointer: '', code: 'WRONG_ENCODING', values: { value: names.find(isBroken) ?? '' } }];
  const columns = names.map((name) => columnOf(name));
  return [
    ...names.flatMap((name, index) => {
      const column = columns[index];
      if (name.trim() === '') return [];
      if (column === undefined)
        return [wrong(isUnlikelyTarget(name) ? 'UNLIKELY_TIME' : 'UNKNOWN_COLUMN', name.trim())];
      return columns.indexOf(column) < index ? [wrong('DUPLICATE_COLUMN', name.trim())] : [];
    }),
    ...neededColumns.filter((column) => !columns.includes(column)).map((column) => wrong('MISSING_COLUMN', column)),
    ...(columns.some((column) => column?.startsWith('title_')) ? [] : [wrong('MISSING_COLUMN', 'title_<language>')]),
  ];
}
