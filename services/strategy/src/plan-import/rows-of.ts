// The two forms of an import file, CSV and JSON, become the same rows of cells.
import type { ImportFile } from '@tributary/contracts';
import type { RawBody } from '@tributary/service-kit';
import type { z } from 'zod';
import { cleaned } from './file/cells.ts';
import { columnOf, isCodeColumn, isUnlikelyTarget } from './file/columns.ts';
import type { ImportError } from './file/import-error.ts';
import { pointerTo, type Row } from './file/rows.ts';
import { type ReadFile, rowsOfCsv } from './spreadsheet/csv.ts';

/** The rows of a file in either form. */
export const rowsOf = (file: z.infer<typeof ImportFile> | RawBody): ReadFile =>
  'bytes' in file ? rowsOfCsv(file.bytes, file.charset) : rowsOfJson(file.rows);

/** The rows of a JSON file `{rows: [{kind, code, …}]}`, where a cell may also be a number; a strange name is told once. */
export function rowsOfJson(file: readonly Readonly<Record<string, unknown>>[]): ReadFile {
  const errors: ImportError[] = [];
  const strange = new Set<string>();
  const rows = file.map((object, index): Row => {
    const at = { row: index + 1, pointer: `/rows/${index}` };
    const cells = new Map<string, string>();
    const exact = new Set<string>();
    const written = new Map<string, string>();
    for (const [name, value] of Object.entries(object)) {
      const column = columnOf(name);
      const wrong = (code: ImportError['code'], values: ImportError['values'] = { value: name }) =>
        errors.push({ ...at, pointer: `${at.pointer}/${pointerTo(name)}`, column: name, code, values });
      if (column === undefined) {
        if (!strange.has(name)) wrong(isUnlikelyTarget(name) ? 'UNLIKELY_TIME' : 'UNKNOWN_COLUMN');
        strange.add(name);
      } else if (written.has(column)) wrong('DUPLICATE_COLUMN');
      else if (typeof value === 'string' || typeof value === 'number') {
        if (isCodeColumn(column) && isFraction(value)) wrong('CODE_AS_NUMBER', { value });
        written.set(column, name);
        if (typeof value === 'number') exact.add(column);
        const cell = cleaned(String(value));
        if (cell !== '') cells.set(column, cell);
      } else if (value !== null) wrong('NOT_TEXT', {});
    }
    return { ...at, cells, exact, written };
  });
  return { rows, errors, readAs: { encoding: 'utf-8' } };
}

/** As numbers, 1.10 and 1.1 are one. */
const isFraction = (value: string | number): value is number =>
  typeof value === 'number' && !Number.isSafeInteger(value);
